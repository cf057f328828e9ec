import type { JournalEvent } from '../../core/journal/events.ts';
import { applyEntry, type PaymentRecord } from '../../core/payment/record.ts';
import type { Ledger } from '../../main/ledger/port.ts';

/** Rows that outlive every run of Paydesk. */
export type Books = {
  readonly write: (event: JournalEvent) => void;
  readonly record: (paymentRequestId: string) => PaymentRecord | null;
  readonly ledger: Pick<Ledger, 'search'>;
};

/** Empty books; every row bears the time of `wallMs`. */
export function openBooks(wallMs: () => number): Books {
  const records = new Map<string, PaymentRecord>();
  let sequence = 0;
  return {
    write: (event) => {
      if (!('paymentRequestId' in event)) return;
      const { paymentRequestId } = event;
      sequence += 1;
      const before = records.get(paymentRequestId) ?? null;
      const after = applyEntry(before, { sequence, wallMs: wallMs(), monotonicMs: 0, event });
      if (after !== null) records.set(paymentRequestId, after);
    },
    record: (paymentRequestId) => records.get(paymentRequestId) ?? null,
    ledger: { search: () => Promise.resolve({ records: [...records.values()].toReversed(), next: null }) },
  };
}
