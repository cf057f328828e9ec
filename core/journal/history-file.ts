import { exponentOf } from '../money/currency.ts';
import { refundedMinor, type PaymentRecord } from '../payment/record.ts';

/** The schema of exported payments: docs/ledger.md. A column is never renamed or moved; a new one goes to the end. */
export const HISTORY_SCHEMA = 'paydesk-history-1';

/** A column's name and what stands in it; amounts are texts with the currency's own digits, beside the minor units. */
const COLUMNS = {
  submittedAt: (record, { iso }) => iso(record.submittedAtMs),
  submittedAtUtc8: (record, { isoUtc8 }) => isoUtc8(record.submittedAtMs),
  orderNumber: ({ orderNumber }) => orderNumber,
  receiptNumber: ({ receiptNumber }) => receiptNumber,
  paymentRequestId: ({ paymentRequestId }) => paymentRequestId,
  paymentId: ({ paymentId }) => paymentId,
  state: ({ state }) => state,
  finalAt: (record, { iso }) => (record.finalAtMs === null ? null : iso(record.finalAtMs)),
  currency: ({ amount }) => amount.currency,
  amount: ({ amount }) => decimal(amount.amountMinor, amount.currency),
  amountMinor: ({ amount }) => amount.amountMinor,
  refundedMinor: (record) => refundedMinor(record),
  wallet: ({ paid }) => paid?.walletBrandName ?? null,
  cashier: ({ actor }) => (actor.kind === 'cashier' ? actor.name : null),
  note: ({ note }) => note,
  resultCode: ({ resultCode }) => resultCode,
} as const satisfies Readonly<Record<string, (record: PaymentRecord, times: Times) => Cell>>;

type Cell = string | number | null;

/** ISO 8601 in the shop's zone and in UTC+8, each with its offset. */
export type Times = { readonly iso: (atMs: number) => string; readonly isoUtc8: (atMs: number) => string };

/** One payment as an object, its keys in the order of the columns. */
export const historyObject = (record: PaymentRecord, times: Times): Readonly<Record<string, Cell>> =>
  Object.fromEntries(Object.entries(COLUMNS).map(([name, cell]) => [name, cell(record, times)]));

/** The first line of the CSV: RFC 4180, comma, CRLF. */
export const csvHead = (): string => `${Object.keys(COLUMNS).join(',')}\r\n`;

/** One payment as a line of CSV. */
export const csvLine = (record: PaymentRecord, times: Times): string =>
  `${Object.values(historyObject(record, times)).map(csvCell).join(',')}\r\n`;

/** A text that a spreadsheet would take for a formula gets an apostrophe before it, because a note may hold anything. */
function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function decimal(amountMinor: number, currency: PaymentRecord['amount']['currency']): string {
  const digits = exponentOf(currency);
  const text = String(amountMinor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
