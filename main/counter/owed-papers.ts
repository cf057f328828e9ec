import type { SearchCursor } from '../../core/journal/search.ts';
import type { PaymentRecord } from '../../core/payment/record.ts';
import type { Ledger, SearchPage } from '../ledger/port.ts';

const DAY_MS = 86_400_000;
/** A paper that a start finds owed is printed by itself for a week, over the longest closing; an older one waits for a person. */
const OWED_MS = 7 * DAY_MS;
const PAGE = 50;

/**
 * The payments of the last week, oldest first, as far as they can be read; of a time without a printer only the last day's, so that
 * a shop's first printer does not begin with a week of paper.
 */
export async function owedPapers(ledger: Pick<Ledger, 'search'>, nowMs: number): Promise<readonly PaymentRecord[]> {
  const found: PaymentRecord[] = [];
  let before: SearchCursor | null = null;
  try {
    for (;;) {
      const page: SearchPage = await ledger.search(null, before, PAGE, 0);
      const young = page.records.filter(({ submittedAtMs }) => submittedAtMs > nowMs - OWED_MS);
      found.push(...young.filter((record) => !isOfNoPrinter(record) || record.submittedAtMs > nowMs - DAY_MS));
      if (page.next === null || young.length < page.records.length) break;
      before = page.next;
    }
  } catch {
    // The ledger's own trouble is told on its line; what was read so far is printed.
  }
  return found.toReversed();
}

const isOfNoPrinter = ({ slip }: PaymentRecord): boolean => slip?.outcome === 'waiting' && slip.reason === 'no-printer';
