import { isCurrencyCode } from '../../core/money/currency.ts';
import { money, type Money } from '../../core/money/money.ts';
import type { Quote } from '../../core/payment/gateway-port.ts';
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
/** What an answer told; the quote is there only where the settlement amount is not. */
type Facts = readonly [
  time: string | null,
  settlementCurrency: string | null,
  settlementMinor: number | null,
  settlementQuote: Quote | null,
];
type PaidRow = readonly [id: string, ...facts: Facts];
type RefundRow = readonly [
  id: string,
  paymentRequestId: string,
  state: string,
  amountMinor: number,
  currency: string,
  wallMs: number,
  isMade: 0 | 1,
  refundId: string | null,
  ...facts: Facts,
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
    for (const row of JSON.parse(piece.answers) as readonly PaidRow[]) takeAnswer(pass, row);
    for (const row of JSON.parse(piece.refunds) as readonly RefundRow[]) takeRefund(pass, row);
  }
  await takeStragglers(pass, pieces);
}

function takePayment(pass: Pass, row: PaymentRow): void {
  if (row[4] === 'paid') pass.paid.set(row[0], row);
  else tellPayment(pass, row, null);
}

/** Most answers are about a payment that is already told; only the first that says "paid" carries news. */
function takeAnswer(pass: Pass, row: PaidRow): void {
  const open = pass.paid.get(row[0]);
  if (open === undefined) return;
  pass.paid.delete(row[0]);
  tellPayment(pass, open, row);
}

function tellPayment({ tell, rounding }: Pass, row: PaymentRow, answer: PaidRow | null): void {
  const [requestId, alipayId, currency, amountMinor, state, finalMs, submittedMs] = row;
  const amount = moneyOf(currency, amountMinor);
  tell({
    kind: 'PAYMENT',
    requestId,
    alipayId,
    paymentRequestId: requestId,
    state: stateOf(state),
    amount,
    atMs: timeIn(answer?.[1]) ?? finalMs ?? submittedMs,
    settlement: answer === null ? null : settlementIn(amount, rounding, answer[2], answer[3], answer[4]),
  });
}

/** A refund that was made is told by the answer that says so, with its time and its amounts; a request that was not answered yet by its own time. */
function takeRefund({ refunds, tell, rounding }: Pass, row: RefundRow): void {
  const [requestId, paymentRequestId, state, amountMinor, currency, wallMs, isMade, refundId] = row;
  if (refunds.has(requestId) || (state === 'refunded' && isMade === 0)) return;
  refunds.add(requestId);
  const amount = moneyOf(currency, amountMinor);
  tell({
    kind: 'REFUND',
    requestId,
    alipayId: isMade === 0 ? null : refundId,
    paymentRequestId,
    state: stateOf(state),
    amount,
    atMs: (isMade === 0 ? null : timeIn(row[8])) ?? wallMs,
    settlement: isMade === 0 ? null : settlementIn(amount, rounding, row[9], row[10], row[11]),
  });
}

/** Payments whose answer came later than the usual time. */
async function takeStragglers(pass: Pass, pieces: LocalPieces): Promise<void> {
  const rows = [...pass.paid.values()];
  const answers = await pieces.answersTo(rows.map(([id]) => id));
  rows.forEach((row, at) => {
    const answer = answers[at] ?? null;
    tellPayment(pass, row, answer === null ? null : (JSON.parse(answer) as PaidRow));
  });
}

const timeIn = (time: string | null | undefined): number | null => parseReportTime(time ?? '');

function settlementIn(
  amount: Money,
  rounding: Rounding,
  currency: string | null,
  amountMinor: number | null,
  settlementQuote: Quote | null,
): LocalRow['settlement'] {
  const settlementAmount = currency === null || amountMinor === null ? null : moneyOf(currency, amountMinor);
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
