import { describe, expect, it } from 'vitest';
import { isTimely, readClock, unknownClock, type ClockState } from '../../../main/alipayplus/clock-check.ts';

const WINDOW_MS = 300_000;
const HOUR_MS = 3_600_000;
const NOON = Date.UTC(2025, 1, 20, 12);

/** The state after an honest answer at noon, to a PC whose clock is off; the second answer makes a wrong clock known. */
function measured(offMs: number): ClockState {
  const at = (ms: number) => ({ startedWallMs: NOON + offMs + ms, startedMs: 1_000 + ms, endedMs: 1_100 + ms });
  const first = readClock(unknownClock(), at(0), NOON, WINDOW_MS);
  return first.isFresh ? first.state : readClock(first.state, at(5_000), NOON + 5_000, WINDOW_MS).state;
}

describe('freshness of a message that came by itself', () => {
  it('before anything was measured the PC clock decides', () => {
    const now = { wallMs: NOON, monotonicMs: 1_000 };
    expect(isTimely(unknownClock(), now, NOON + WINDOW_MS, WINDOW_MS)).toBe(true);
    expect(isTimely(unknownClock(), now, NOON + WINDOW_MS + 2_000, WINDOW_MS)).toBe(false);
    expect(isTimely(unknownClock(), now, NOON - WINDOW_MS - 2_000, WINDOW_MS)).toBe(false);
  });

  it('a wrong PC clock refuses nothing once it is known to be wrong', () => {
    for (const offMs of [-9 * HOUR_MS, 9 * HOUR_MS]) {
      const state = measured(offMs);
      const minuteLater = { wallMs: NOON + offMs + 65_000, monotonicMs: 66_000 };
      expect(isTimely(state, minuteLater, NOON + 65_000, WINDOW_MS)).toBe(true);
      expect(isTimely(state, minuteLater, NOON + 65_000 + offMs, WINDOW_MS)).toBe(false);
    }
  });

  it('while the two clocks of the PC disagree nothing is fresh: the gateway sends it again, and an answer of ours tells which is right', () => {
    const state = measured(0);
    const apart = { wallMs: NOON + 5 * HOUR_MS, monotonicMs: 61_000 };
    expect(isTimely(state, apart, NOON + 60_000, WINDOW_MS)).toBe(false);
    expect(isTimely(state, apart, NOON + 5 * HOUR_MS, WINDOW_MS)).toBe(false);
    const at = (ms: number) => ({ startedWallMs: NOON + 5 * HOUR_MS + ms, startedMs: 61_000 + ms, endedMs: 61_100 + ms });
    const first = readClock(state, at(0), NOON + 60_000, WINDOW_MS);
    const { isFresh, state: known } = readClock(first.state, at(2_000), NOON + 62_000, WINDOW_MS);
    expect([first.isFresh, isFresh]).toEqual([false, true]);
    expect(isTimely(known, { ...apart, monotonicMs: 63_000, wallMs: apart.wallMs + 2_000 }, NOON + 62_000, WINDOW_MS)).toBe(true);
  });

  it('SECURITY: nothing older than what was verified before is fresh, also after a restart', () => {
    const state = unknownClock(NOON);
    const now = { wallMs: NOON - HOUR_MS, monotonicMs: 0 };
    expect(isTimely(state, now, NOON - HOUR_MS, WINDOW_MS)).toBe(false);
  });
});
