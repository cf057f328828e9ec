import type { ChainedEntry } from '../../core/journal/events.ts';
import type { HouseRows } from '../../core/journal/port.ts';

/** What `ofNoPayment` of a journal in memory answers: of each type the newest ones, all in the order of the ledger. */
export function houseRowsOf(rows: readonly ChainedEntry[], wanted: HouseRows): readonly ChainedEntry[] {
  const left: Record<string, number | null> = { ...wanted };
  return rows
    .filter(({ event }) => !('paymentRequestId' in event))
    .toReversed()
    .filter(({ event }) => {
      const count = left[event.type];
      if (count === undefined || count === 0) return false;
      left[event.type] = count === null ? null : count - 1;
      return true;
    })
    .toReversed();
}
