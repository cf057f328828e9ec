import { openLedgerFile } from '../../main/ledger/open.ts';
import { clearingReports, compactDay, PLAIN_LAYOUT } from '../../simulator/reports/cycle.ts';
import { publish } from '../../simulator/reports/publish.ts';
import type { ReportRow } from '../../simulator/reports/row.ts';
import { dayRows, FIRST_DAY, PARTY } from '../builders/report-month.ts';

/** Days over which the rows of the measured run are spread. */
export const DAYS = 25;

/** Writes transaction reports of about `rowsWanted` rows, and a ledger in the shipped schema that holds the same payments and refunds. */
export function makeLarge(root: string, ledgerFile: string, rowsWanted: number): void {
  const payments = Math.ceil(rowsWanted / DAYS / 1.05);
  const write = ledgerWriter(ledgerFile);
  for (let at = 0; at < DAYS; at += 1) {
    const day = FIRST_DAY + at;
    const rows = dayRows(day, payments).slice(0, Math.ceil(rowsWanted / DAYS));
    const cycle = { day, batchId: `${compactDay(day)}001`, rows, fees: [] };
    const reports = clearingReports(PARTY, cycle, PLAIN_LAYOUT).filter(({ name }) => name.startsWith('transactionItems'));
    publish(
      root,
      reports.map((report) => ({ ...report, bytes: Buffer.from(report.text, 'utf8') })),
    );
    for (const row of rows) write.row(row);
  }
  write.end();
}

/** A ledger file in the shipped schema that holds these payments and refunds; every refund stands behind its payment. */
export function writeLedger(ledgerFile: string, rows: readonly ReportRow[]): void {
  const write = ledgerWriter(ledgerFile);
  for (const row of rows) write.row(row);
  write.end();
}

/** Fills a ledger file by its own schema, in one transaction, with the rows that a payment leaves behind. */
function ledgerWriter(ledgerFile: string) {
  const db = openLedgerFile(ledgerFile);
  db.exec('PRAGMA synchronous = OFF; BEGIN');
  const event = db.prepare(
    `INSERT INTO events (sequence, wall_ms, monotonic_ms, type, payment_request_id, body, actor, approver, cause, previous_hash, hash)
    VALUES (?, ?, ?, ?, ?, ?, 'null', 'null', 'null', zeroblob(32), zeroblob(32))`,
  );
  const payment =
    db.prepare(`INSERT INTO payments (payment_request_id, code_hash, order_number, receipt_number, sale_id, sale_version, sequence,
    submitted_ms, currency, amount_minor, state, settled, final_ms, payment_id) VALUES (?, ?, ?, ?, ?, 1, ?, ?, 'SGD', ?, 'paid', 1, ?, ?)`);
  const refund = db.prepare(
    "INSERT INTO refunds (refund_request_id, payment_request_id, receipt_number, amount_minor, state) VALUES (?, ?, ?, ?, 'refunded')",
  );
  let sequence = 0;
  let receipt = 0;
  const append = (atMs: number, id: string, body: { readonly type: string }): void => {
    sequence += 1;
    event.run(sequence, atMs, atMs, body.type, id, JSON.stringify(body));
  };
  const toPayment = (row: ReportRow): void => {
    const id = row.requestId;
    append(row.atMs - 4_000, id, {
      ...SUBMITTED,
      paymentRequestId: id,
      amount: { currency: 'SGD', amountMinor: row.amountMinor },
    } as never);
    payment.run(
      id,
      `h${id}`,
      `T1-${String(receipt).padStart(7, '0')}`,
      receipt,
      `s${id}`,
      sequence,
      row.atMs - 4_000,
      row.amountMinor,
      row.atMs,
      row.transactionId,
    );
    append(row.atMs, id, {
      type: 'payment-answered',
      paymentRequestId: id,
      api: 'pay',
      verdict: { kind: 'paid', facts: factsOf(row) },
    } as never);
  };
  const toRefund = (row: ReportRow): void => {
    const id = row.originalRequestId;
    const ids = { paymentRequestId: id, refundRequestId: row.requestId };
    append(row.atMs - 900, id, {
      type: 'refund-requested',
      ...ids,
      amount: { currency: 'SGD', amountMinor: row.amountMinor },
    } as never);
    refund.run(row.requestId, id, receipt, row.amountMinor);
    append(row.atMs, id, {
      type: 'refund-answered',
      ...ids,
      verdict: { ...factsOf(row), kind: 'refunded', refundId: row.transactionId, refundTime: timeOf(row) },
    } as never);
  };
  return {
    row: (row: ReportRow): void => {
      receipt += 1;
      if (row.type === 'PAYMENT') toPayment(row);
      else toRefund(row);
    },
    end: (): void => {
      db.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
      db.close();
    },
  };
}

const SUBMITTED = {
  type: 'payment-submitted',
  saleId: '00000000-0000-4000-8000-000000000000',
  saleVersion: 1,
  orderNumber: 'T1-0000001',
  receiptNumber: 1,
  note: null,
  codeFamily: 'alipayplus-19',
  codeMask: '2810…4321',
  codeHash: '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
  expiresAtMs: 0,
  clockSkewMs: 0,
  actor: { kind: 'cashier', name: 'Cashier' },
};

const timeOf = (row: ReportRow): string => `${new Date(row.atMs + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

const factsOf = (row: ReportRow) => ({
  paymentId: row.transactionId,
  acquirerId: '1111088000000000002',
  pspId: row.pspId,
  paymentTime: timeOf(row),
  walletBrandName: row.pspName,
  mppPaymentId: 'KP202502200000012345',
  settlementAmount: { currency: row.settlementCurrency, amountMinor: row.settlementMinor },
  settlementQuote: { quoteId: 'Q20250301USDSGD', pair: 'USD/SGD', price: '1.35' },
  customsDeclarationAmount: null,
});
