import type { Findings } from './finding.ts';
import { numberIn, objectIn, textIn, type Body, type Row } from './row.ts';

/** How a payment stands, by the words of docs/ledger.md. */
export type State =
  'submitted' | 'waiting' | 'unknown' | 'cancelling' | 'cancelRefused' | 'paid' | 'notPaid' | 'cancelled' | 'contested';

/** One refund. */
export type Refund = {
  readonly amountMinor: number;
  readonly receiptNumber: number;
  state: 'asking' | 'unknown' | 'refunded' | 'refused';
};

/** What the rows say about one payment; changed by each row. */
export type Payment = {
  readonly sequence: number;
  readonly submittedMs: number;
  readonly begun: Body;
  readonly currency: string;
  readonly amountMinor: number;
  readonly refunds: Map<string, Refund>;
  state: State;
  finalMs: number | null;
  paymentId: string | null;
  isPaid: boolean;
  isCancelAsked: boolean;
  isContradicted: boolean;
  isRefundOwed: boolean;
};

/** Money that a row moved, as a Z report counts it. */
export type Move = { readonly kind: 'sales' | 'cancels' | 'refunds'; readonly currency: string; readonly amountMinor: number };

/** Folds the rows of all payments. */
export type Fold = {
  readonly row: (row: Row, body: Body) => readonly Move[];
  readonly payments: ReadonlyMap<string, Payment>;
};

const OPEN: ReadonlySet<State> = new Set(['submitted', 'waiting', 'unknown']);
const CANCELLING: ReadonlySet<State> = new Set(['cancelling', 'cancelRefused']);
const FINAL: ReadonlySet<State> = new Set(['paid', 'notPaid', 'cancelled']);
const HOLDING: ReadonlySet<State> = new Set(['paid', 'cancelling', 'cancelRefused']);

/** No rows yet. */
export function createFold(findings: Findings): Fold {
  const payments = new Map<string, Payment>();
  return {
    payments,
    row: (row, body) => {
      const id = row.paymentRequestId;
      if (id === null) return [];
      const known = payments.get(id);
      if (row.type === 'payment-submitted') {
        if (known === undefined) payments.set(id, begin(row, body));
        else findings.add('orphan', row.sequence, 'its payment had already begun');
        return [];
      }
      if (known === undefined) {
        findings.add('orphan', row.sequence, `${row.type} of a payment that never began`);
        return [];
      }
      const wasHolding = holds(known);
      const refunded = apply(known, row, body, findings);
      const { currency, amountMinor } = known;
      const moves: Move[] = refunded === null ? [] : [{ kind: 'refunds', currency, amountMinor: refunded }];
      if (wasHolding !== holds(known)) moves.push({ kind: wasHolding ? 'cancels' : 'sales', currency, amountMinor });
      return moves;
    },
  };
}

/** True when the customer's money is, as far as the rows know, with the shop. */
const holds = ({ isPaid, state }: Payment): boolean => isPaid && HOLDING.has(state);

/** True when neither the payment nor a refund of it waits for an answer. */
export const isSettled = ({ state, isRefundOwed, refunds }: Payment): boolean =>
  FINAL.has(state) &&
  !isRefundOwed &&
  [...refunds.values()].every((refund) => refund.state === 'refunded' || refund.state === 'refused');

function begin(row: Row, body: Body): Payment {
  const amount = objectIn(body, 'amount');
  return {
    sequence: row.sequence,
    submittedMs: row.wallMs,
    begun: body,
    currency: textIn(amount, 'currency'),
    amountMinor: numberIn(amount, 'amountMinor'),
    refunds: new Map(),
    state: 'submitted',
    finalMs: null,
    paymentId: null,
    isPaid: false,
    isCancelAsked: false,
    isContradicted: false,
    isRefundOwed: false,
  };
}

/** One more row; answers the amount of a refund that it confirms. */
function apply(payment: Payment, row: Row, body: Body, findings: Findings): number | null {
  switch (row.type) {
    case 'payment-answered':
      answered(payment, row, body);
      return null;
    case 'cancel-requested':
      payment.isCancelAsked = true;
      if (payment.state !== 'notPaid' && payment.state !== 'cancelled') enter(payment, 'cancelling', row);
      return null;
    case 'cancel-answered':
      cancelAnswered(payment, textIn(objectIn(body, 'verdict'), 'kind'), row);
      return null;
    case 'refund-instead':
      payment.isRefundOwed = true;
      if (CANCELLING.has(payment.state)) enter(payment, 'paid', row);
      return null;
    case 'never-arrived':
      if (payment.state === 'contested') enter(payment, endOf(payment), row);
      else if (CANCELLING.has(payment.state)) enter(payment, 'notPaid', row);
      return null;
    case 'refund-requested':
      refundAsked(payment, row, body, findings);
      return null;
    case 'refund-answered':
      return refundAnswered(payment, body);
    default:
      return null;
  }
}

/** A final state keeps the moment at which it was reached. */
function enter(payment: Payment, state: State, { wallMs }: Row): void {
  if (FINAL.has(state)) payment.finalMs = payment.state === state ? payment.finalMs : wallMs;
  else payment.finalMs = null;
  payment.state = state;
}

const endOf = ({ isCancelAsked }: Payment): State => (isCancelAsked ? 'cancelled' : 'notPaid');

function answered(payment: Payment, row: Row, body: Body): void {
  const verdict = objectIn(body, 'verdict');
  const kind = textIn(verdict, 'kind');
  const isAsk = textIn(body, 'api') === 'inquiryPayment';
  switch (kind) {
    case 'paid':
      paid(payment, objectIn(verdict, 'facts'), isAsk, row);
      return;
    case 'not-paid':
      notPaid(payment, isAsk, row);
      return;
    case 'pending':
      payment.paymentId = textIn(verdict, 'paymentId') || payment.paymentId;
      if (OPEN.has(payment.state)) enter(payment, 'waiting', row);
      return;
    default:
      // A notification that does not fit is an alarm and no word about the payment.
      if (kind === 'doubt' && textIn(body, 'api') === 'notifyPayment') return;
      if (OPEN.has(payment.state)) enter(payment, 'unknown', row);
  }
}

function paid(payment: Payment, facts: Body, isAsk: boolean, row: Row): void {
  const hasEnded = payment.state === 'notPaid' || payment.state === 'cancelled';
  if (hasEnded && payment.isPaid && !isAsk) return;
  payment.isPaid = true;
  payment.paymentId = textIn(facts, 'paymentId') || payment.paymentId;
  if (payment.state === 'contested' && isAsk) payment.isContradicted = true;
  if (hasEnded) enter(payment, 'contested', row);
  else if (OPEN.has(payment.state)) enter(payment, 'paid', row);
}

function notPaid(payment: Payment, isAsk: boolean, row: Row): void {
  if (payment.state === 'contested') enter(payment, endOf(payment), row);
  else if (OPEN.has(payment.state)) enter(payment, 'notPaid', row);
  else if (CANCELLING.has(payment.state)) {
    if (!payment.isPaid) enter(payment, 'notPaid', row);
    else if (isAsk) enter(payment, 'cancelled', row);
  }
}

function cancelAnswered(payment: Payment, kind: string, row: Row): void {
  if (kind === 'cancelled' && (CANCELLING.has(payment.state) || payment.state === 'contested' || payment.state === 'cancelled')) {
    enter(payment, 'cancelled', row);
    // After a proven contradiction not even this is believed before an inquiry agrees.
    if (payment.isContradicted) enter(payment, 'contested', row);
  }
  if ((kind === 'window-exceeded' || kind === 'refused') && payment.state === 'cancelling') enter(payment, 'cancelRefused', row);
}

function refundAsked(payment: Payment, { sequence }: Row, body: Body, findings: Findings): void {
  const amountMinor = numberIn(objectIn(body, 'amount'), 'amountMinor');
  payment.refunds.set(textIn(body, 'refundRequestId'), {
    amountMinor,
    receiptNumber: numberIn(body, 'receiptNumber'),
    state: 'asking',
  });
  const all = [...payment.refunds.values()]
    .filter(({ state }) => state !== 'refused')
    .reduce((sum, refund) => sum + refund.amountMinor, 0);
  if (!(all <= payment.amountMinor))
    findings.add('over-refund', sequence, `${String(all)} of ${String(payment.amountMinor)} may go back`);
  if (all >= payment.amountMinor || payment.state !== 'paid') payment.isRefundOwed = false;
}

function refundAnswered(payment: Payment, body: Body): number | null {
  const refund = payment.refunds.get(textIn(body, 'refundRequestId'));
  if (refund === undefined || refund.state === 'refunded' || refund.state === 'refused') return null;
  const kind = textIn(objectIn(body, 'verdict'), 'kind');
  refund.state = kind === 'refunded' ? 'refunded' : kind === 'refused' ? 'refused' : 'unknown';
  return refund.state === 'refunded' ? refund.amountMinor : null;
}
