import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAwakeTime, type AwakeTime } from '../../../main/scanner/awake-time.ts';

/** A clock that is moved by hand: `wait` runs due timers, `stall` keeps them from running. */
function createWorld(): { readonly time: AwakeTime; readonly wait: (ms: number) => void; readonly stall: (ms: number) => void } {
  let nowMs = 0;
  const timers = new Set<{ readonly dueMs: number; readonly act: () => void }>();
  const time = createAwakeTime({
    clock: () => nowMs,
    setTimer: (delayMs, act) => {
      const timer = { dueMs: nowMs + delayMs, act };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  });
  return {
    time,
    stall: (ms) => {
      nowMs += ms;
    },
    wait: (ms) => {
      const untilMs = nowMs + ms;
      for (;;) {
        const next = [...timers].filter(({ dueMs }) => dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];
        if (next === undefined) break;
        timers.delete(next);
        nowMs = Math.max(nowMs, next.dueMs);
        next.act();
      }
      nowMs = Math.max(nowMs, untilMs);
    },
  };
}

describe('the clock for keys', () => {
  it('goes as any other while the process runs', () => {
    const { time, wait } = createWorld();
    time.watch();
    wait(333);
    expect(time.nowMs()).toBe(333);
  });

  it('stands still while the process is kept from running behind a key', () => {
    const { time, wait, stall } = createWorld();
    time.watch();
    wait(50);
    stall(5_000);
    expect(time.nowMs()).toBeLessThanOrEqual(70);
    wait(100);
    expect(time.nowMs()).toBeLessThanOrEqual(170);
  });

  it('counts every pause of a process that ran, however long', () => {
    const { time, wait } = createWorld();
    time.watch();
    wait(5_000);
    time.watch();
    expect(time.nowMs()).toBe(5_000);
  });

  it('never goes back and never runs ahead, whatever comes late', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom('wait', 'stall', 'watch', 'look'), fc.integer({ min: 0, max: 120 })));
    fc.assert(
      fc.property(steps, (list) => {
        const { time, wait, stall } = createWorld();
        let before = time.nowMs();
        let realMs = 0;
        for (const [kind, ms] of list) {
          if (kind === 'wait') wait(ms);
          else if (kind === 'stall') stall(ms);
          else if (kind === 'watch') time.watch();
          realMs += kind === 'wait' || kind === 'stall' ? ms : 0;
          const nowMs = time.nowMs();
          expect(nowMs).toBeGreaterThanOrEqual(before);
          expect(nowMs).toBeLessThanOrEqual(realMs);
          before = nowMs;
        }
      }),
    );
  });
});
