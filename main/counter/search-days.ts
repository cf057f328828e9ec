import { parseSearch, type SearchCriteria } from '../../core/journal/search.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';
import type { OffsetFrom } from '../ledger/port.ts';

const MINUTE_MS = 60_000;

/**
 * Reads a search text whose days are those of a clock with summer time: each day begins at its own midnight, whatever time of the year
 * it is now. `offsetAt`: minutes east of UTC at a moment, epoch ms.
 */
export function parseSearchIn(
  typed: string,
  currency: CurrencyCode,
  nowMs: number,
  offsetAt: (atMs: number) => number,
): SearchCriteria | null {
  const assumed = offsetAt(nowMs);
  const criteria = parseSearch(typed, currency, assumed);
  if (criteria === null) return null;
  const { words, filters } = criteria;
  const own = (atMs: number): number => ownMidnight(atMs + assumed * MINUTE_MS, assumed, offsetAt);
  const bound = (atMs: number | null): number | null => (atMs === null ? null : own(atMs));
  const day = words?.day ?? null;
  return {
    words:
      words === null ? null : { ...words, day: day === null ? null : { fromMs: own(day.fromMs), untilMs: own(day.untilMs) } },
    filters: { ...filters, fromMs: bound(filters.fromMs), untilMs: bound(filters.untilMs) },
  };
}

/** Asked twice, because the clock may be moved between the first guess and the midnight that is meant. */
function ownMidnight(localMs: number, assumed: number, offsetAt: (atMs: number) => number): number {
  const guessMs = localMs - offsetAt(localMs - assumed * MINUTE_MS) * MINUTE_MS;
  return localMs - offsetAt(guessMs) * MINUTE_MS;
}

/** Further back than any payment lies. */
const YEARS_MS = 20 * 366 * 86_400_000;
/** No clock is moved there and back within so many days. */
const STRIDE_MS = 14 * 86_400_000;

/** By how much a clock was off UTC at each time of the last years, to the minute, for a time of day such as 14:06. */
export function offsetsUntil(nowMs: number, offsetAt: (atMs: number) => number): readonly OffsetFrom[] {
  // A day more, because a payment may be stamped a little later than this.
  const [startMs, endMs] = [nowMs - YEARS_MS, nowMs + 86_400_000];
  let minutes = offsetAt(startMs);
  const offsets = [{ fromMs: startMs, minutes }];
  for (let atMs = startMs; atMs < endMs; atMs += STRIDE_MS) {
    const untilMs = Math.min(atMs + STRIDE_MS, endMs);
    const next = offsetAt(untilMs);
    if (next !== minutes) offsets.push({ fromMs: changeBetween(atMs, untilMs, minutes, offsetAt), minutes: next });
    minutes = next;
  }
  return offsets;
}

/** The first whole minute that has no longer the offset from before. */
function changeBetween(fromMs: number, untilMs: number, before: number, offsetAt: (atMs: number) => number): number {
  let [low, high] = [Math.floor(fromMs / MINUTE_MS), Math.ceil(untilMs / MINUTE_MS)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * MINUTE_MS) === before) low = middle;
    else high = middle;
  }
  return high * MINUTE_MS;
}
