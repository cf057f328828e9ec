import { DEFAULT_SCAN_CONFIG, type ScanConfig } from '../../../core/scan/config.ts';
import { reinject, strikeMemoryKey } from '../../../main/scanner/reinject.ts';
import { createWedge, type KeyboardOwner, type Wedge } from '../../../main/scanner/wedge.ts';
import { createFakePage, type FakePage } from './fake-page.ts';

/** A wedge on one fake page, with a clock that is moved by hand and a list of everything that was reported. */
export type Bench = {
  readonly page: FakePage;
  readonly wedge: Wedge<FakePage>;
  readonly heard: string[];
  readonly counter: () => string;
  readonly setOwner: (owner: KeyboardOwner) => void;
  /** Moves the clock, running due timers in order. */
  readonly wait: (ms: number) => void;
  /** Moves the clock without running timers, as a busy process does. */
  readonly stall: (ms: number) => void;
  /** Presses and releases a digit, or Enter or Tab by name. */
  readonly hit: (key: string) => void;
  readonly scan: (text: string, gapMs: number, suffix?: string) => void;
  readonly timers: () => number;
};

type Timer = { readonly dueMs: number; readonly act: () => void };

/** Starts a bench whose page has the keyboard, or the counter. */
export function createBench(owner: KeyboardOwner, config: ScanConfig = DEFAULT_SCAN_CONFIG): Bench {
  let nowMs = 1000;
  let current = owner;
  const timers = new Set<Timer>();
  const heard: string[] = [];
  const typed: string[] = [];
  const page = createFakePage();
  const wedge = createWedge<FakePage>({
    clock: () => nowMs,
    setTimer: (delayMs, act) => {
      const timer = { dueMs: nowMs + delayMs, act };
      timers.add(timer);
      return () => {
        timers.delete(timer);
      };
    },
    decoderConfig: config,
    route: () => current,
    reinject,
    strikeMemoryKey,
    hasInputMethod: false,
    onScan: (text) => {
      heard.push(`scan ${text}`);
    },
    onGarbled: (reason) => {
      heard.push(`garbled ${reason}`);
    },
    onTyping: (keys) => {
      typed.push(...keys.map((key) => (key.key.length === 1 ? key.key : `<${key.key}>`)));
    },
    onTakeBack: (count) => {
      typed.splice(-count, count);
    },
  });
  wedge.attach(page);

  const runDue = (untilMs: number): void => {
    for (;;) {
      const next = [...timers].filter((timer) => timer.dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];
      if (next === undefined) return;
      timers.delete(next);
      nowMs = Math.max(nowMs, next.dueMs);
      next.act();
    }
  };
  const wait = (ms: number): void => {
    const untilMs = nowMs + ms;
    runDue(untilMs);
    nowMs = untilMs;
  };
  const hit = (key: string): void => {
    const code = /^\d$/.test(key) ? `Digit${key}` : /^[a-z]$/.test(key) ? `Key${key.toUpperCase()}` : key;
    page.press(code, key);
    page.release(code, key);
  };
  return {
    page,
    wedge,
    heard,
    wait,
    hit,
    counter: () => typed.join(''),
    setOwner: (next) => {
      current = next;
    },
    stall: (ms) => {
      nowMs += ms;
    },
    scan: (text, gapMs, suffix = 'Enter') => {
      for (const key of [...text.split(/(?=.)/s), suffix]) {
        hit(key);
        wait(gapMs);
      }
    },
    timers: () => timers.size,
  };
}
