import { paymentIdOf, type JournalEntry } from '../../core/journal/events.ts';
import { applyEntry, isSettled, type PaymentRecord } from '../../core/payment/record.ts';

/** What a ledger that holds exactly the first `rows` rows of the story must answer. */
export type Expected = {
  readonly rows: readonly string[];
  readonly unsettled: readonly string[];
  readonly taken: { readonly payments: number; readonly amountMinor: number };
  readonly lastReceiptNumber: number;
  readonly newest: readonly PaymentRecord[];
};

/** How many of the newest payments are compared field by field. */
export const NEWEST = 3;

/** One row as text: the same text means the same bytes in every column. */
export const rowText = (sequence: number, wallMs: number, monotonicMs: number, type: string, id: string, body: string): string =>
  [sequence, wallMs, monotonicMs, type, id, body].join('\u0000');

/** Answers for every number of rows, folded once. */
export function expectations(entries: readonly JournalEntry[]): (rows: number) => Expected {
  const records = new Map<string, PaymentRecord>();
  const texts: string[] = [];
  const answers: Expected[] = [answersOf(texts, records)];
  for (const entry of entries) {
    const { event } = entry;
    const record = applyEntry(records.get(paymentIdOf(event) ?? '') ?? null, entry);
    if (record === null) throw new Error('the story has a row that belongs to no payment');
    records.set(record.paymentRequestId, record);
    texts.push(
      rowText(entry.sequence, entry.wallMs, entry.monotonicMs, event.type, paymentIdOf(event) ?? '', JSON.stringify(event)),
    );
    answers.push(answersOf(texts, records));
  }
  return (rows) => {
    const found = answers[rows];
    if (found === undefined) throw new Error(`the story has no ${String(rows)} rows`);
    return { ...found, rows: texts.slice(0, rows) };
  };
}

function answersOf(rows: readonly string[], records: ReadonlyMap<string, PaymentRecord>): Expected {
  const all = [...records.values()];
  const paid = all.filter(({ state }) => state === 'paid');
  const back = paid.flatMap(({ refunds }) => refunds.filter(({ state }) => state === 'refunded'));
  const receipts = all.flatMap(({ receiptNumber, refunds }) => [receiptNumber, ...refunds.map((refund) => refund.receiptNumber)]);
  return {
    rows,
    unsettled: all.filter((record) => !isSettled(record)).map(({ paymentRequestId }) => paymentRequestId),
    taken: {
      payments: paid.length,
      amountMinor: sum(paid.map(({ amount }) => amount.amountMinor)) - sum(back.map(({ amountMinor }) => amountMinor)),
    },
    lastReceiptNumber: Math.max(0, ...receipts),
    newest: all.slice(-NEWEST).reverse(),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
