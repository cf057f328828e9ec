import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SCAN_CONFIG } from '../../../core/scan/config.ts';
import { createDecoder } from '../../../core/scan/decoder.ts';
import type { KeyEvent } from '../../../core/scan/key-event.ts';
import {
  handGap,
  keptTyping,
  keysOf,
  paymentCode,
  play,
  press,
  refusalsOf,
  scannerGaps,
  scansOf,
  timed,
  typingSession,
} from './hands.ts';

const shift = (keys: readonly KeyEvent[], byMs: number): KeyEvent[] => keys.map((key) => ({ ...key, atMs: key.atMs + byMs }));
const endOf = (keys: readonly KeyEvent[]): number => keys.at(-1)?.atMs ?? 0;

describe('people and scanners', () => {
  it('no typing session is ever a scan, and every key of it comes out once and in order', () => {
    fc.assert(
      fc.property(typingSession, (keys) => {
        const heard = play(keys);
        expect(heard.every(({ output }) => output.kind === 'typing')).toBe(true);
        const codes = (list: readonly KeyEvent[]): string[] => list.map((key) => key.code).filter((code) => code !== 'ShiftLeft');
        expect(codes(keptTyping(heard))).toEqual(codes(keys));
      }),
      { numRuns: 3000 },
    );
  });

  it('no key that a person types is held longer than 80 ms', () => {
    fc.assert(
      fc.property(typingSession, (keys) => {
        for (const { atMs, output } of play(keys)) {
          if (output.kind !== 'typing') continue;
          for (const key of output.keys) expect(atMs - key.atMs).toBeLessThanOrEqual(DEFAULT_SCAN_CONFIG.holdMs + 1e-6);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('a code typed by hand at 8 to 10 keys a second is typing', () => {
    const session = fc
      .tuple(paymentCode, fc.integer({ min: 8, max: 10 }))
      .chain(([code, pace]) => fc.array(handGap(pace), { minLength: 33, maxLength: 33 }).map((gaps) => keysOf(code, 1000, gaps)));
    fc.assert(
      fc.property(session, (keys) => {
        expect(scansOf(play(keys))).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it('any code at 1 to 60 ms a key, jittered, is exactly that scan and leaves nothing behind', () => {
    const scan = fc
      .tuple(paymentCode, fc.integer({ min: 1, max: 60 }))
      .chain(([code, perKeyMs]) => fc.tuple(fc.constant(code), scannerGaps(perKeyMs)));
    fc.assert(
      fc.property(scan, ([code, gaps]) => {
        const heard = play(keysOf(code, 1000, gaps));
        expect([scansOf(heard), refusalsOf(heard), keptTyping(heard)]).toEqual([[code], [], []]);
      }),
      { numRuns: 3000 },
    );
  });

  it('a pause anywhere in a scan never makes another code of it', () => {
    const scan = fc
      .tuple(paymentCode, fc.integer({ min: 1, max: 60 }), fc.nat(31), fc.integer({ min: 60, max: 2000 }))
      .chain(([code, perKeyMs, where, pauseMs]) =>
        fc.tuple(
          fc.constant(code),
          scannerGaps(perKeyMs).map((gaps) => gaps.map((gap, at) => (at === where ? gap + pauseMs : gap))),
        ),
      );
    fc.assert(
      fc.property(scan, ([code, gaps]) => {
        const others = scansOf(play(keysOf(code, 1000, gaps))).filter(
          (text) => text !== code && text.length >= DEFAULT_SCAN_CONFIG.minDigits,
        );
        // What follows a pause of over a quarter of a second is a scan of its own to a slow scanner: only its length is sure then.
        const wasCut = gaps.slice(0, code.length).some((gap) => gap > DEFAULT_SCAN_CONFIG.pauseMs);
        if (!wasCut) expect(others).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('typing, then a scan, then typing are three things when Enter or a quarter of a second lies between', () => {
    const mixed = fc
      .tuple(typingSession, paymentCode, fc.integer({ min: 1, max: 60 }), typingSession, fc.integer({ min: 251, max: 900 }))
      .chain(([before, code, perKeyMs, after, apartMs]) =>
        fc.tuple(fc.constant({ before, code, after, apartMs }), scannerGaps(perKeyMs)),
      );
    fc.assert(
      fc.property(mixed, ([{ before, code, after, apartMs }, gaps]) => {
        const scan = keysOf(code, endOf(before) + apartMs, gaps);
        const heard = play([...before, ...scan, ...shift(after, endOf(scan))]);
        expect(scansOf(heard)).toEqual([code]);
        expect(keptTyping(heard)).toHaveLength(before.length + after.length);
      }),
      { numRuns: 1500 },
    );
  });

  it('typed digits any distance before a scan never turn it into another payment code', () => {
    const mixed = fc.tuple(
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 }),
      fc.array(fc.integer({ min: 62, max: 240 }), { minLength: 6, maxLength: 6 }),
      paymentCode,
      fc.integer({ min: 0, max: 240 }),
      fc.integer({ min: 1, max: 25 }),
    );
    fc.assert(
      fc.property(mixed, ([digits, gaps, code, apartMs, perKeyMs]) => {
        const typed = timed(
          digits.map((digit) => `Numpad${String(digit)}`),
          gaps,
        );
        const heard = play([...typed, ...keysOf(code, endOf(typed) + apartMs, [perKeyMs])]);
        for (const text of scansOf(heard)) expect(text === code || !/^(2[5-9]|30)\d{14,22}$/.test(text)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('whatever is pressed', () => {
  const anyKey = fc.record({
    code: fc.oneof(
      fc.constantFrom('Digit2', 'Numpad8', 'KeyA', 'Enter', 'Tab', 'Space', 'Escape', 'ShiftLeft', 'BracketRight', 'F1', ''),
      fc.string({ maxLength: 4 }),
    ),
    down: fc.boolean(),
    isRepeat: fc.boolean(),
    hasShift: fc.boolean(),
    hasCtrl: fc.boolean(),
    hasAlt: fc.boolean(),
    hasMeta: fc.boolean(),
    isComposing: fc.boolean(),
    gapMs: fc.oneof(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 400 })),
  });

  it('each key that goes down comes out at most once, in order but for lone modifiers, and is missing only inside a scan', () => {
    fc.assert(
      fc.property(fc.array(anyKey, { maxLength: 120 }), (raw) => {
        let atMs = 0;
        const keys = raw.map(({ gapMs, ...key }) => {
          atMs += gapMs;
          return press(key.code, atMs, key);
        });
        const heard = play(keys);
        const out = heard.flatMap(({ output }) => (output.kind === 'typing' ? [...output.keys] : []));
        const places = out.filter((key) => !key.code.startsWith('Shift')).map((key) => keys.indexOf(key));
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(new Set(out).size).toBe(out.length);
        const hasTakenKeys = heard.some(({ output }) => output.kind !== 'typing');
        if (!hasTakenKeys) expect(out).toHaveLength(keys.filter((key) => key.down).length);
      }),
      { numRuns: 2000 },
    );
  });

  it('flush lets every held key go', () => {
    const decoder = createDecoder(DEFAULT_SCAN_CONFIG);
    decoder.feed(press('Digit1', 0));
    expect(decoder.flush()).toEqual({ outputs: [{ kind: 'typing', keys: [press('Digit1', 0)] }], holdUntilMs: null });
  });
});
