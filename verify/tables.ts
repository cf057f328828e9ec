import type { Findings } from './finding.ts';
import { isSettled, type Fold, type Payment } from './fold.ts';
import { numberIn, textIn } from './row.ts';

/** A row of one of the search tables, by column. */
export type TableRow = Readonly<Record<string, unknown>>;

/** What the counter looks up must be what the rows say: nothing but a convenience, and the first thing that a forger would change. */
export function checkTables(payments: Iterable<TableRow>, refunds: Iterable<TableRow>, fold: Fold, findings: Findings): void {
  const wrong = (sequence: number | null, what: string) => {
    findings.add('table-disagrees', sequence, what);
  };
  let count = 0;
  for (const row of payments) {
    count += 1;
    const payment = fold.payments.get(String(row['payment_request_id']));
    if (payment === undefined) wrong(null, `the table of payments has ${String(row['payment_request_id'])}, the rows do not`);
    else {
      const wanted = shouldBe(payment);
      // Ledgers of an earlier schema have no such column.
      const column = differing(row, 'refunded' in row ? { ...wanted, refunded: wasRefunded(payment) } : wanted);
      if (column !== null) wrong(payment.sequence, `the table of payments has another ${column} than the rows`);
    }
  }
  if (count !== fold.payments.size)
    wrong(null, `the table of payments has ${String(count)}, the rows have ${String(fold.payments.size)}`);
  checkRefunds(refunds, fold, wrong);
}

const shouldBe = (payment: Payment): TableRow => ({
  sequence: payment.sequence,
  code_hash: textIn(payment.begun, 'codeHash'),
  order_number: textIn(payment.begun, 'orderNumber'),
  receipt_number: numberIn(payment.begun, 'receiptNumber'),
  sale_id: textIn(payment.begun, 'saleId'),
  sale_version: numberIn(payment.begun, 'saleVersion'),
  submitted_ms: payment.submittedMs,
  currency: payment.currency,
  amount_minor: payment.amountMinor,
  state: payment.state,
  settled: isSettled(payment) ? 1 : 0,
  final_ms: payment.finalMs,
  payment_id: payment.paymentId,
});

const wasRefunded = ({ refunds }: Payment): number => ([...refunds.values()].some(({ state }) => state === 'refunded') ? 1 : 0);

const differing = (row: TableRow, wanted: TableRow): string | null =>
  Object.keys(wanted).find((column) => row[column] !== wanted[column]) ?? null;

function checkRefunds(rows: Iterable<TableRow>, fold: Fold, wrong: (sequence: number | null, what: string) => void): void {
  let count = 0;
  for (const row of rows) {
    count += 1;
    const payment = fold.payments.get(String(row['payment_request_id']));
    const refund = payment?.refunds.get(String(row['refund_request_id']));
    if (refund === undefined) wrong(null, `the table of refunds has ${String(row['refund_request_id'])}, the rows do not`);
    else if (
      differing(row, { amount_minor: refund.amountMinor, receipt_number: refund.receiptNumber, state: refund.state }) !== null
    )
      wrong(
        payment?.sequence ?? null,
        `the table of refunds says something else about ${String(row['refund_request_id'])} than the rows`,
      );
  }
  let known = 0;
  for (const { refunds } of fold.payments.values()) known += refunds.size;
  if (known !== count) wrong(null, `the table of refunds has ${String(count)}, the rows have ${String(known)}`);
}
