import type { Person } from './roster.ts';

/** Slips that cost nothing. */
const FREE_TRIES = 3;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;

/** How long the next try has to wait after so many wrong ones, ms: none for two slips, then half a minute, doubled up to an hour. */
export const waitAfter = (refusals: number): number =>
  refusals < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(refusals - FREE_TRIES, 10));

/** How many more wrong tries cost nothing. */
export const triesLeft = (refusals: number): number => Math.max(0, FREE_TRIES - refusals);

/**
 * Until when this person cannot try again, epoch ms; null when they may now. A clock that was set back ends the wait, because a
 * counter that locks people out until next year is worse than one more try.
 */
export function lockedUntil(
  { refusals, lastRefusalMs }: Pick<Person, 'refusals' | 'lastRefusalMs'>,
  nowMs: number,
): number | null {
  const waitMs = waitAfter(refusals);
  const sinceMs = nowMs - lastRefusalMs;
  return waitMs === 0 || sinceMs < 0 || sinceMs >= waitMs ? null : lastRefusalMs + waitMs;
}
