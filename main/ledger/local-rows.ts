import { isCurrencyCode } from '../../core/money/currency.ts';
import { money, type Money } from '../../core/money/money.ts';
import { expectedSettlement, type LocalRow, type LocalState } from '../../core/reconcile/local-row.ts';
import type { Rounding } from '../../core/reconcile/rounding.ts';
import { parseReportTime } from '../../core/reconcile/utc8.ts';
import type { LocalPieces, RowSpan } from './local-pieces.ts';

type PaymentRow = readonly [
  id: string,
  alipayId: string | null,
  currency: string,
  amountMinor: number,
  state: string,
  finalMs: number | null,
  submittedMs: number,
];
/** What an answer told; all but `kind` are null where it did not. */
type Facts = readonly [
  kind: string | null,
  time: string | null,
  settlementCurrency: string | null,
  settlementMinor: number | null,
  quotePair: string | null,
  quotePrice: string | null,
];
type AnswerRow = readonly [id: string, facts: Facts];
type RefundRow = readonly [
  id: string,
  paymentRequestId: string,
  state: string,
  amountMinor: number,
  currency: string,
  wallMs: number,
  refundId: string | null,
  facts: Facts,
];

type Pass = {
  readonly rounding: Rounding;
  /** Hands a row on when its time lies in the span. */
  readonly tell: (row: LocalRow) => void;
  /** Paid payments whose answer was not met yet. */
  readonly paid: Map<string, PaymentRow>;
  /** refundRequestIds that are told. */
  readonly refunds: Set<string>;
};

/**
 * Hands over every payment and refund that a report of the span may speak of, in no particular order. `pieces` must be of the same
 * span; rejects with what they reject with.
 */
export async function readLocalRows(
  pieces: LocalPieces,
  { fromMs, untilMs }: RowSpan,
  rounding: Rounding,
  onRow: (row: LocalRow) => void,
): Promise<void> {
  const tell = (row: LocalRow): void => {
    if (row.atMs >= fromMs && row.atMs < untilMs) onRow(row);
  };
  const pass: Pass = { rounding, tell, paid: new Map(), refunds: new Set() };
  for (let piece = await pieces.next(); piece !== null; piece = await pieces.next()) {
    for (const row of JSON.parse(piece.payments) as readonly PaymentRow[]) takePayment(pass, row);
    for (const row of JSON.parse(piece.answers) as readonly AnswerRow[]) takeAnswer(pass, row);
    for (const row of JSON.parse(piece.refunds) as readonly RefundRow[]) takeRefund(pass, row);
  }
  await takeStragglers(pass, pieces);
}

function takePayment(pass: Pass, row: PaymentRow): void {
  if (row[4] === 'paid') pass.paid.set(row[0], row);
  else tellPayment(pass, row, null);
}

/** Most answers are about a payment that is already told; only the first that says "paid" carries news. */
function takeAnswer(pass: Pass, [id, facts]: AnswerRow): void {
  if (facts[0] !== 'paid') return;
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
    alipayId,
    paymentRequestId: requestId,
    state: stateOf(state),
    amount,
    atMs: timeIn(facts) ?? finalMs ?? submittedMs,
    settlement: settlementIn(facts, amount, rounding),
  });
}

/** A refund that was made is told by the answer that says so, with its time and its amounts; any other by the row that stands first. */
function takeRefund({ refunds, tell, rounding }: Pass, row: RefundRow): void {
  const [requestId, paymentRequestId, state, amountMinor, currency, wallMs, refundId, facts] = row;
  const made = facts[0] === 'refunded' ? facts : null;
  if (refunds.has(requestId) || (state === 'refunded' && made === null)) return;
  refunds.add(requestId);
  const amount = moneyOf(currency, amountMinor);
  tell({
    kind: 'REFUND',
    requestId,
    alipayId: made === null ? null : refundId,
    paymentRequestId,
    state: stateOf(state),
    amount,
    atMs: timeIn(made) ?? wallMs,
    settlement: settlementIn(made, amount, rounding),
  });
}

/** Payments whose answer came later than the usual time. */
async function takeStragglers(pass: Pass, pieces: LocalPieces): Promise<void> {
  const rows = [...pass.paid.values()];
  const answers = await pieces.answersTo(rows.map(([id]) => id));
  rows.forEach((row, at) => {
    const answer = answers[at] ?? null;
    tellPayment(pass, row, answer === null ? null : (JSON.parse(answer) as AnswerRow)[1]);
  });
}

const timeIn = (facts: Facts | null): number | null => parseReportTime(facts?.[1] ?? '');

function settlementIn(facts: Facts | null, amount: Money, rounding: Rounding): LocalRow['settlement'] {
  if (facts === null) return null;
  const [, , currency, amountMinor, pair, price] = facts;
  const settlementAmount = currency === null || amountMinor === null ? null : moneyOf(currency, amountMinor);
  const settlementQuote = pair === null || price === null ? null : { pair, price };
  return expectedSettlement(amount, { settlementAmount, settlementQuote }, rounding);
}

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
