import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { JournalEntry } from '../../core/journal/events.ts';
import { noteGrams } from '../../core/journal/grams.ts';
import { isSettled, type PaymentRecord } from '../../core/payment/record.ts';

/** Keeps the search tables in step with the events, inside the same transaction; they hold nothing the events do not say. */
export type Projection = (record: PaymentRecord, entry: JournalEntry) => void;

/** Prepares the statements once; each call costs one or two row writes and no extra sync. */
export function createProjection(db: DatabaseSyncInstance): Projection {
  const insertPayment =
    db.prepare(`INSERT INTO payments (payment_request_id, code_hash, order_number, receipt_number, sale_id, sale_version,
    sequence, submitted_ms, currency, amount_minor, state, settled, note, cashier) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const insertNote = db.prepare('INSERT INTO note_grams (rowid, grams) VALUES (?, ?)');
  // Most rows (papers, repeated questions) change nothing here; a row that is left alone touches no page and no index.
  const updatePayment = db.prepare(`UPDATE payments
    SET (state, settled, final_ms, payment_id, wallet, refunded) = (:state, :settled, :finalMs, :paymentId, :wallet, :refunded)
    WHERE payment_request_id = :id
      AND (state, settled, final_ms, payment_id, wallet, refunded) IS NOT (:state, :settled, :finalMs, :paymentId, :wallet, :refunded)`);
  const insertRefund = db.prepare(
    'INSERT INTO refunds (refund_request_id, payment_request_id, receipt_number, amount_minor, state) VALUES (?, ?, ?, ?, ?)',
  );
  const updateRefund = db.prepare('UPDATE refunds SET state = ? WHERE refund_request_id = ?');
  return (record, { event }) => {
    if (event.type === 'payment-submitted') {
      insertPayment.run(
        record.paymentRequestId,
        record.codeHash,
        record.orderNumber,
        record.receiptNumber,
        record.saleId,
        record.saleVersion,
        record.sequence,
        record.submittedAtMs,
        record.amount.currency,
        record.amount.amountMinor,
        record.state,
        isSettled(record) ? 1 : 0,
        record.note,
        record.actor.kind === 'cashier' ? record.actor.name : null,
      );
      if (record.note !== null) insertNote.run(record.sequence, noteGrams(record.note));
      return;
    }
    if (event.type === 'refund-requested') {
      insertRefund.run(event.refundRequestId, event.paymentRequestId, event.receiptNumber, event.amount.amountMinor, 'asking');
    }
    if (event.type === 'refund-answered') {
      const refund = record.refunds.find(({ refundRequestId }) => refundRequestId === event.refundRequestId);
      if (refund !== undefined) updateRefund.run(refund.state, refund.refundRequestId);
    }
    updatePayment.run(changingOf(record));
  };
}

/** What later rows of a payment may change. */
const changingOf = (record: PaymentRecord) => ({
  id: record.paymentRequestId,
  state: record.state,
  settled: isSettled(record) ? 1 : 0,
  finalMs: record.finalAtMs,
  paymentId: record.paymentId,
  wallet: record.paid?.walletBrandName ?? null,
  refunded: record.refunds.some(({ state }) => state === 'refunded') ? 1 : 0,
});
