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

  it('a PC clock that is set wrong afterwards refuses nothing either, and neither does sleep', () => {
    const state = measured(0);
    expect(isTimely(state, { wallMs: NOON + 5 * HOUR_MS, monotonicMs: 61_000 }, NOON + 60_000, WINDOW_MS)).toBe(true);
    expect(isTimely(state, { wallMs: NOON + 5 * HOUR_MS, monotonicMs: 61_000 }, NOON + 5 * HOUR_MS, WINDOW_MS)).toBe(true);
  });

  it('SECURITY: nothing older than what was verified before is fresh, also after a restart', () => {
    const state = unknownClock(NOON);
    const now = { wallMs: NOON - HOUR_MS, monotonicMs: 0 };
    expect(isTimely(state, now, NOON - HOUR_MS, WINDOW_MS)).toBe(false);
  });
});
