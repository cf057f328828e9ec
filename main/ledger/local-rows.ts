import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { isCurrencyCode } from '../../core/money/currency.ts';
import { money, type Money } from '../../core/money/money.ts';
import type { Quote } from '../../core/payment/gateway-port.ts';
import { expectedSettlement, type LocalRow, type LocalState } from '../../core/reconcile/local-row.ts';
import type { Rounding } from '../../core/reconcile/rounding.ts';
import { DAY_MS, parseReportTime } from '../../core/reconcile/utc8.ts';

/** A span of completion times, epoch ms; `untilMs` is not part of it. */
export type RowSpan = { readonly fromMs: number; readonly untilMs: number };

/** Reads a ledger file beside whoever writes it; never writes itself. */
export type LedgerRows = {
  /** Every payment and refund that a report of the span may speak of, in no particular order; throws SQLite's error. */
  readonly read: (span: RowSpan, rounding: Rounding, onRow: (row: LocalRow) => void) => void;
  readonly close: () => void;
};

/** A payment may be found out days after it was submitted, for example after a holiday. */
const FOUND_OUT_LATER_MS = 3 * DAY_MS;

/** Opens a ledger file for reading; throws SQLite's error when it is none. */
export function openLedgerRows(path: string): LedgerRows {
  const db = new DatabaseSync(path, { readOnly: true });
  return {
    read: (span, rounding, onRow) => {
      readRows(db, span, rounding, onRow);
    },
    close: () => {
      db.close();
    },
  };
}

/** How many rows of the ledger are fetched at once; one text a piece is far cheaper than one object a row. */
const PIECE = 6_000;

type PaymentRow = readonly [
  id: string,
  alipayId: string | null,
  currency: string,
  amountMinor: number,
  state: string,
  finalMs: number | null,
  submittedMs: number,
];
type Facts = readonly [
  time: string | null,
  alipayId: string | null,
  settlementAmount: Money | null,
  settlementQuote: Quote | null,
];
type PaidRow = readonly [id: string, facts: Facts];
type RefundRow = readonly [
  id: string,
  paymentRequestId: string,
  state: string,
  amountMinor: number,
  currency: string,
  wallMs: number,
  made: Facts | null,
];

const PAID_FACTS = `json_extract(body, '$.verdict.facts.paymentTime', '$.verdict.facts.paymentId',
  '$.verdict.facts.settlementAmount', '$.verdict.facts.settlementQuote')`;
const MADE_FACTS = `json_extract(body, '$.verdict.refundTime', '$.verdict.refundId',
  '$.verdict.settlementAmount', '$.verdict.settlementQuote')`;
const IN_PIECE = 'e.sequence >= :from AND e.sequence < :until';
const SAYS_PAID = "e.type = 'payment-answered' AND json_extract(body, '$.verdict.kind') = 'paid'";

const PAYMENTS = `SELECT json_group_array(json_array(payment_request_id, payment_id, currency, amount_minor, state, final_ms,
  submitted_ms)) AS rows FROM payments AS e WHERE ${IN_PIECE}`;
const ANSWERS = `SELECT json_group_array(json_array(payment_request_id, ${PAID_FACTS})) AS rows FROM events AS e
  WHERE ${IN_PIECE} AND ${SAYS_PAID}`;
const REFUNDS = `SELECT json_group_array(json_array(r.refund_request_id, r.payment_request_id, r.state, r.amount_minor, p.currency,
  e.wall_ms, CASE WHEN json_extract(body, '$.verdict.kind') = 'refunded' THEN ${MADE_FACTS} END)) AS rows
  FROM events AS e JOIN refunds AS r ON r.refund_request_id = json_extract(body, '$.refundRequestId')
  JOIN payments AS p ON p.payment_request_id = r.payment_request_id
  WHERE ${IN_PIECE} AND e.type IN ('refund-requested', 'refund-answered')`;
const ANSWER = `SELECT ${PAID_FACTS} AS facts FROM events AS e WHERE payment_request_id = ? AND ${SAYS_PAID} ORDER BY sequence LIMIT 1`;

type Pass = {
  readonly db: DatabaseSyncInstance;
  readonly rounding: Rounding;
  /** Hands a row on when its time lies in the span. */
  readonly tell: (row: LocalRow) => void;
  /** Paid payments whose answer was not met yet. */
  readonly paid: Map<string, PaymentRow>;
  /** refundRequestIds that are told. */
  readonly refunds: Set<string>;
};

/** Payments stand before their answers in the order of numbers, so pieces of numbers meet every payment before its answers. */
function readRows(
  db: DatabaseSyncInstance,
  { fromMs, untilMs }: RowSpan,
  rounding: Rounding,
  onRow: (row: LocalRow) => void,
): void {
  const tell = (row: LocalRow): void => {
    if (row.atMs >= fromMs && row.atMs < untilMs) onRow(row);
  };
  const pass: Pass = { db, rounding, tell, paid: new Map(), refunds: new Set() };
  const piecesOf = (sql: string) => {
    const statement = db.prepare(sql);
    return (from: number, until: number) =>
      JSON.parse((statement.get({ from, until }) as { readonly rows: string }).rows) as unknown;
  };
  const [payments, answers, refunds] = [piecesOf(PAYMENTS), piecesOf(ANSWERS), piecesOf(REFUNDS)];
  const last = lastSequence(db);
  const until = Math.min(firstAfter(db, untilMs + FOUND_OUT_LATER_MS), last + 1);
  for (let from = firstAfter(db, fromMs - FOUND_OUT_LATER_MS); from < until; from += PIECE) {
    const end = Math.min(from + PIECE, until);
    for (const row of payments(from, end) as readonly PaymentRow[]) takePayment(pass, row);
    for (const row of answers(from, end) as readonly PaidRow[]) takeAnswer(pass, row);
    for (const row of refunds(from, end) as readonly RefundRow[]) takeRefund(pass, row);
  }
  takeStragglers(pass);
}

const lastSequence = (db: DatabaseSyncInstance): number =>
  (db.prepare('SELECT MAX(sequence) AS last FROM events').get() as { readonly last: number | null }).last ?? 0;

function firstAfter(db: DatabaseSyncInstance, atMs: number): number {
  const statement = db.prepare('SELECT MIN(sequence) AS first FROM payments WHERE submitted_ms >= ?');
  return (statement.get(atMs) as { readonly first: number | null }).first ?? Number.MAX_SAFE_INTEGER;
}

function takePayment(pass: Pass, row: PaymentRow): void {
  if (row[4] === 'paid') pass.paid.set(row[0], row);
  else tellPayment(pass, row, null);
}

/** Most answers are about a payment that is already told; only the first that says "paid" carries news. */
function takeAnswer(pass: Pass, [id, facts]: PaidRow): void {
  const open = pass.paid.get(id);
  if (open === undefined) return;
  pass.paid.delete(id);
  tellPayment(pass, open, facts);
}

function tellPayment({ tell, rounding }: Pass, row: PaymentRow, facts: Facts | null): void {
  const [requestId, alipayId, currency, amountMinor, state, finalMs, submittedMs] = row;
  const amount = moneyOf(currency, amountMinor);
  tell({
    kind: 'PAYMENT',
    requestId,
    alipayId: facts?.[1] ?? alipayId,
    paymentRequestId: requestId,
    state: stateOf(state),
    amount,
    atMs: timeIn(facts) ?? finalMs ?? submittedMs,
    settlement: settlementIn(facts, amount, rounding),
  });
}

/** A refund that was made is told by the answer that says so, with its time and its amounts. */
function takeRefund({ refunds, tell, rounding }: Pass, row: RefundRow): void {
  const [requestId, paymentRequestId, state, amountMinor, currency, wallMs, made] = row;
  if (refunds.has(requestId) || (state === 'refunded' && made === null)) return;
  refunds.add(requestId);
  const amount = moneyOf(currency, amountMinor);
  tell({
    kind: 'REFUND',
    requestId,
    alipayId: made?.[1] ?? null,
    paymentRequestId,
    state: stateOf(state),
    amount,
    atMs: timeIn(made) ?? wallMs,
    settlement: settlementIn(made, amount, rounding),
  });
}

/** Payments whose answer came later than the usual time. */
function takeStragglers(pass: Pass): void {
  const answer = pass.db.prepare(ANSWER);
  for (const row of pass.paid.values()) {
    const found = answer.get(row[0]) as { readonly facts: string } | undefined;
    tellPayment(pass, row, found === undefined ? null : (JSON.parse(found.facts) as Facts));
  }
}

const timeIn = (facts: Facts | null): number | null => parseReportTime(facts?.[0] ?? '');

const settlementIn = (facts: Facts | null, amount: Money, rounding: Rounding): LocalRow['settlement'] =>
  facts === null ? null : expectedSettlement(amount, { settlementAmount: facts[2], settlementQuote: facts[3] }, rounding);

function moneyOf(currency: string, amountMinor: number): Money {
  if (!isCurrencyCode(currency)) throw new RangeError(`the ledger holds an unknown currency: ${currency}`);
  return money(currency, amountMinor);
}

const DONE: ReadonlySet<string> = new Set(['paid', 'refunded']);
const OVER: ReadonlySet<string> = new Set(['notPaid', 'cancelled', 'refused']);

function stateOf(state: string): LocalState {
  if (DONE.has(state)) return 'done';
  return OVER.has(state) ? 'over' : 'open';
}
