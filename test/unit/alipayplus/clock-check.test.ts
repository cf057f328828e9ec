import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClock, skewOf, unknownClock, type ClockState } from '../../../main/alipayplus/clock-check.ts';

const WINDOW_MS = 300_000;
const HOUR_MS = 3_600_000;
const NOON = Date.UTC(2025, 1, 20, 12);

/** A world with a true time, a PC whose clock is off by `wallOffMs` and a monotonic clock that stops while the PC sleeps. */
function world(wallOffMs = 0) {
  let trueMs = NOON;
  let monotonicMs = 1_000;
  let off = wallOffMs;
  let state: ClockState = unknownClock();
  const pass = (ms: number): void => {
    trueMs += ms;
    monotonicMs += ms;
  };
  const hear = (responseTimeMs: number, lastedMs = 100): boolean => {
    const exchange = { startedWallMs: trueMs + off, startedMs: monotonicMs, endedMs: monotonicMs + lastedMs };
    pass(lastedMs);
    const reading = readClock(state, exchange, responseTimeMs, WINDOW_MS);
    ({ state } = reading);
    return reading.isFresh;
  };
  return {
    pass,
    hear,
    sleep: (ms: number): void => {
      trueMs += ms;
    },
    setClock: (offMs: number): void => {
      off = offMs;
    },
    now: (): number => trueMs,
    honest: (lastedMs = 100): boolean => hear(Math.floor((trueMs + lastedMs) / 1_000) * 1_000, lastedMs),
    skew: (): number | null => skewOf(state, trueMs + off, monotonicMs),
    start: (newestMs: number): void => {
      state = unknownClock(newestMs);
    },
  };
}

describe('freshness of an answer', () => {
  it('the first answer is measured against the PC clock', () => {
    expect(world().honest()).toBe(true);
    expect(world(WINDOW_MS - 2_000).honest()).toBe(true);
    expect(world(WINDOW_MS + 2_000).honest()).toBe(false);
    expect(world(-WINDOW_MS - 2_000).honest()).toBe(false);
  });

  it('an answer recorded yesterday is stale, however often it is played', () => {
    const w = world();
    const yesterday = w.now() - 24 * HOUR_MS;
    for (let i = 0; i < 50; i += 1) {
      expect(w.hear(yesterday)).toBe(false);
      w.pass(3_000);
    }
    expect(w.skew()).toBeNull();
  });

  it('a till whose clock is hours off is not locked out: the second answer that moved on with time is believed', () => {
    for (const off of [-9 * HOUR_MS, 9 * HOUR_MS, -20 * 365 * 24 * HOUR_MS]) {
      const w = world(off);
      expect(w.honest()).toBe(false);
      w.pass(2_000);
      expect(w.honest()).toBe(true);
      expect(Math.abs((w.skew() ?? 0) + off)).toBeLessThan(1_200);
      w.pass(60_000);
      expect(w.honest()).toBe(true);
    }
  });

  it('two stale answers within a second prove nothing yet, the third does', () => {
    const w = world(9 * HOUR_MS);
    expect(w.honest()).toBe(false);
    w.pass(200);
    expect(w.honest()).toBe(false);
    w.pass(2_000);
    expect(w.honest()).toBe(true);
  });

  it('once measured, a PC clock that is set wrong costs one answer and no more', () => {
    const w = world();
    w.honest();
    w.setClock(5 * HOUR_MS);
    w.pass(10_000);
    expect(w.honest()).toBe(false);
    w.pass(1_500);
    expect(w.honest()).toBe(true);
    w.pass(60_000);
    expect(w.honest()).toBe(true);
    expect(Math.abs((w.skew() ?? 0) + 5 * HOUR_MS)).toBeLessThan(1_200);
  });

  it('a PC clock that is put right is used at once, before any answer', () => {
    const w = world(-3 * HOUR_MS);
    w.honest();
    w.pass(2_000);
    w.honest();
    w.setClock(0);
    expect(Math.abs(w.skew() ?? HOUR_MS)).toBeLessThan(1_200);
  });

  it('a PC that slept neither loses its gateway nor its time', () => {
    const w = world();
    w.honest();
    w.sleep(8 * HOUR_MS);
    expect(Math.abs(w.skew() ?? HOUR_MS)).toBeLessThan(1_200);
    expect(w.honest()).toBe(false);
    w.pass(1_500);
    expect(w.honest()).toBe(true);
    expect(Math.abs(w.skew() ?? HOUR_MS)).toBeLessThan(1_200);
  });

  it('SECURITY: an answer from before a sleep is stale after it, although to the monotonic clock no time has passed', () => {
    const w = world();
    w.honest();
    const recorded = w.now();
    w.sleep(5 * HOUR_MS);
    for (let i = 0; i < 10; i += 1) {
      expect(w.hear(recorded)).toBe(false);
      w.pass(1_500);
    }
  });

  it('once measured, old answers are stale even to a PC whose clock is set back to their time', () => {
    const w = world();
    const recorded = w.now();
    w.honest();
    w.pass(2 * HOUR_MS);
    w.honest();
    w.setClock(-2 * HOUR_MS);
    expect(w.hear(recorded)).toBe(false);
    w.pass(3_000);
    expect(w.hear(recorded + 3_100)).toBe(false);
  });

  it('no chain of old answers walks the clock backwards', () => {
    const w = world();
    w.honest();
    const newest = w.now();
    let heard = newest;
    for (let i = 0; i < 200; i += 1) {
      heard -= 60_000;
      expect(w.hear(heard)).toBe(newest - heard <= WINDOW_MS);
    }
    expect(w.honest()).toBe(true);
    expect(Math.abs(w.skew() ?? HOUR_MS)).toBeLessThan(1_200);
  });

  it('nothing older than the newest answer of an earlier run is believed, even from a PC clock that agrees', () => {
    const w = world(-5 * HOUR_MS);
    w.start(w.now() - HOUR_MS);
    expect(w.hear(w.now() - 5 * HOUR_MS)).toBe(false);
    expect(w.honest()).toBe(false);
    w.pass(2_000);
    expect(w.honest()).toBe(true);
  });

  it('slow answers do not spoil a good measure', () => {
    const w = world(-40_000);
    w.honest(50);
    w.pass(3_000);
    expect(w.honest(9_000)).toBe(true);
    expect(Math.abs((w.skew() ?? 0) - 40_000)).toBeLessThan(1_200);
  });

  it('an honest gateway is believed from the second well-spaced answer on, and again from the second after each jump of the PC clock', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e11, max: 1e11 }),
        fc.array(
          fc.record({
            passMs: fc.integer({ min: 1_200, max: 600_000 }),
            lastedMs: fc.integer({ min: 1, max: 9_000 }),
            off: fc.integer({ min: -1e9, max: 1e9 }),
          }),
          { maxLength: 20 },
        ),
        (off, steps) => {
          const w = world(off);
          w.honest();
          w.pass(1_200);
          expect(w.honest()).toBe(true);
          let before = off;
          for (const step of steps) {
            w.pass(step.passMs);
            w.setClock(step.off);
            expect(w.honest(step.lastedMs)).toBe(Math.abs(step.off - before) <= WINDOW_MS);
            w.pass(1_200);
            expect(w.honest()).toBe(true);
            before = step.off;
          }
        },
      ),
    );
  });
});
