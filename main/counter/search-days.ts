import { parseSearch, type SearchCriteria } from '../../core/journal/search.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';

const MINUTE_MS = 60_000;

/**
 * Reads a search text whose days are those of a clock with summer time: each day begins at its own midnight, whatever time of the year
 * it is now. A time such as 14:06 is meant by the offset of now. `offsetAt`: minutes east of UTC at a moment, epoch ms.
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
