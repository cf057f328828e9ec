import type { PaymentRecord } from '../../core/payment/record.ts';
import type { Ledger } from '../ledger/port.ts';

/** A paper that a start finds owed is printed by itself for a day; an older one waits for a person. */
const OWED_MS = 86_400_000;
const PAGE = 50;

/** The payments of the last day, oldest first, as far as they can be read. */
export async function owedPapers(ledger: Pick<Ledger, 'search'>, nowMs: number): Promise<readonly PaymentRecord[]> {
  const found: PaymentRecord[] = [];
  let before: number | null = null;
  try {
    for (;;) {
      const page: readonly PaymentRecord[] = await ledger.search(null, before, PAGE, 0);
      const young = page.filter(({ submittedAtMs }) => submittedAtMs > nowMs - OWED_MS);
      found.push(...young);
      const last = young.at(-1);
      if (last === undefined || young.length < PAGE) break;
      before = last.sequence;
    }
  } catch {
    // The ledger's own trouble is told on its line; what was read so far is printed.
  }
  return found.toReversed();
}
