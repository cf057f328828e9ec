import { sameMoney } from '../../core/money/money.ts';
import { bareAnswer, closedAnswer, inquiryAnswer, refundAnswer, type Answered } from './answers.ts';
import { cancelPaymentRow, endPayment, findPayment, nextSequence, savePayment } from './books.ts';
import { cancelCutOffMs, dayMs, dayUtc8 } from './iso-time.ts';
import type { PaymentName, RefundMessage } from './messages.ts';
import { answerByPlan, type Work } from './plans.ts';
import { resultOf, type ResultCode } from './results.ts';
import { settlePart } from './settlement.ts';
import type { GatewayState, Payment, Refund } from './state.ts';
import { getRow, putRow } from './table.ts';

/** https://docs.alipayplus.com/alipayplus/alipayplus/integration_cashier_acq_tile/post_payments */
const REFUND_WINDOW_MS = 365 * dayMs;

/** Takes `inquiryPayment`: what happened to the payment, with its refunds and its cancel. */
export function takeInquiry(state: GatewayState, name: PaymentName): Answered {
  const payment = namedPayment(state, name);
  if (payment === undefined) return plain(state, unknownAnswer(state, name.paymentRequestId));
  return answerByPlan(state, payment, 'inquiry', (at, row) => {
    const asWaiting = row.scenario.inquiry.kind === 'in-process' && row.status === 'paid';
    return { state: at, body: inquiryAnswer(at, row, movesOf(at, row), asWaiting) };
  });
}

/** An id that was cancelled before it arrived is closed; any other was never seen. */
function unknownAnswer(state: GatewayState, paymentRequestId: string | null): Answered['body'] {
  const isBuried = paymentRequestId !== null && getRow(state.tombstones, paymentRequestId) !== undefined;
  return isBuried ? closedAnswer(state, paymentRequestId) : bareAnswer('ORDER_NOT_EXIST');
}

/** Takes `cancelPayment`. An unknown id is remembered, so that a pay that comes late is refused. */
export function takeCancel(state: GatewayState, name: PaymentName, nowMs: number): Answered {
  const payment = namedPayment(state, name);
  if (payment === undefined) return cancelUnknown(state, name, nowMs);
  const raced = payment.scenario.cancel.kind === 'race' ? endPayment(state, payment, { kind: 'paid' }, nowMs) : state;
  return answerByPlan(raced, findPayment(raced, payment.paymentRequestId) ?? payment, 'cancel', (at, row) =>
    cancelNow(at, row, nowMs),
  );
}

/** Takes `refund`: the same refundRequestId gets the same answer, another content is refused and changes nothing. */
export function takeRefund(state: GatewayState, message: RefundMessage, nowMs: number): Answered {
  const payment = namedPayment(state, message);
  const known = getRow(state.refunds, message.refundRequestId);
  if (known !== undefined && (known.paymentRequestId !== payment?.paymentRequestId || !sameMoney(known.amount, message.amount))) {
    return plain(state, bareAnswer('REPEAT_REQ_INCONSISTENT'));
  }
  if (payment === undefined) return plain(state, bareAnswer('ORDER_NOT_EXIST'));
  return answerByPlan(state, payment, 'refund', (at, row) =>
    known === undefined ? refundNow(at, row, message, nowMs) : { state: at, body: refundAnswer(at, row, known) },
  );
}

/** The refunds that moved money, in their order, and the cancel that gave it back. */
function movesOf(state: GatewayState, payment: Payment) {
  const refunds = payment.refundIds.map((id) => getRow(state.refunds, id)).filter((refund) => refund !== undefined);
  const cancel = payment.reversedBy === null ? undefined : getRow(state.cancels, payment.reversedBy);
  return { refunds, cancel };
}

/** paymentId wins when both are named, as in the sibling product; Alipay+ asks to send only one. */
function namedPayment(state: GatewayState, name: PaymentName): Payment | undefined {
  const id = name.paymentId === null ? name.paymentRequestId : getRow(state.paymentIds, name.paymentId);
  return id === undefined || id === null ? undefined : findPayment(state, id);
}

function cancelUnknown(state: GatewayState, name: PaymentName, nowMs: number): Answered {
  const { paymentRequestId } = name;
  if (paymentRequestId === null || state.settings.cancelOfUnknown === 'ORDER_NOT_EXIST')
    return plain(state, bareAnswer('ORDER_NOT_EXIST'));
  const tombstones = putRow(state.tombstones, paymentRequestId, getRow(state.tombstones, paymentRequestId) ?? nowMs);
  const [, next] = noteCancel({ ...state, tombstones }, paymentRequestId, 'SUCCESS', false, nowMs);
  return plain(next, { result: resultOf('SUCCESS'), acquirerId: state.settings.acquirerId });
}

function cancelNow(state: GatewayState, payment: Payment, nowMs: number): Work {
  const refusal = payment.cancelledAtMs === null && payment.status === 'paid' ? cancelRefusal(payment, nowMs) : null;
  const moneyBack = refusal === null && payment.status === 'paid';
  const [key, noted] = noteCancel(state, payment.paymentRequestId, refusal ?? 'SUCCESS', moneyBack, nowMs);
  if (refusal !== null) return { state: noted, body: bareAnswer(refusal) };
  const next = cancelPaymentRow(noted, moneyBack ? { ...payment, reversedBy: key } : payment, nowMs);
  return {
    state: next,
    body: { result: resultOf('SUCCESS'), acquirerId: state.settings.acquirerId, pspId: payment.wallet.pspId },
  };
}

/** The day is that of the payment's creation; the public pages do not say which moment counts. */
function cancelRefusal(payment: Payment, nowMs: number): ResultCode | null {
  if (payment.refundedMinor > 0) return 'PROCESS_FAIL';
  return nowMs >= cancelCutOffMs(payment.createdAtMs) ? 'CANCEL_WINDOW_EXCEED' : null;
}

function noteCancel(
  state: GatewayState,
  paymentRequestId: string,
  resultCode: ResultCode,
  moneyBack: boolean,
  atMs: number,
): readonly [string, GatewayState] {
  const [sequence, next] = nextSequence(state);
  const key = String(sequence);
  return [key, { ...next, cancels: putRow(next.cancels, key, { sequence, paymentRequestId, atMs, resultCode, moneyBack }) }];
}

function refundNow(state: GatewayState, payment: Payment, message: RefundMessage, nowMs: number): Work {
  if (message.amount.currency !== payment.amount.currency) {
    return {
      state,
      body: bareAnswer('PARAM_ILLEGAL', 'Illegal parameter refundAmount.currency: not the currency of the payment.'),
    };
  }
  const refusal = refundRefusal(payment, message, nowMs);
  const [sequence, next] = nextSequence(state);
  const refund: Refund = {
    refundRequestId: message.refundRequestId,
    refundId: `${dayUtc8(nowMs)}190741020007${String(sequence).padStart(12, '0')}`,
    sequence,
    paymentRequestId: payment.paymentRequestId,
    amount: message.amount,
    reason: message.reason,
    atMs: nowMs,
    result: refusal === null ? resultOf('SUCCESS') : resultOf(refusal.code, refusal.detail),
    settlement: refusal === null ? settlePart(payment, message.amount, state.settings.settlementRounding) : null,
  };
  const paid: Payment =
    refusal !== null
      ? payment
      : {
          ...payment,
          refundedMinor: payment.refundedMinor + message.amount.amountMinor,
          refundIds: [...payment.refundIds, message.refundRequestId],
        };
  const saved = savePayment({ ...next, refunds: putRow(next.refunds, message.refundRequestId, refund) }, paid);
  return { state: saved, body: refundAnswer(saved, paid, refund) };
}

function refundRefusal(
  payment: Payment,
  message: RefundMessage,
  nowMs: number,
): { readonly code: ResultCode; readonly detail?: string } | null {
  if (payment.status !== 'paid' || payment.paidAtMs === null)
    return { code: 'PROCESS_FAIL', detail: `The payment is not paid but ${payment.status}.` };
  if (nowMs > payment.paidAtMs + REFUND_WINDOW_MS) return { code: 'REFUND_WINDOW_EXCEED' };
  return payment.refundedMinor + message.amount.amountMinor > payment.amount.amountMinor
    ? { code: 'REFUND_AMOUNT_EXCEED' }
    : null;
}

const plain = (state: GatewayState, body: Answered['body']): Answered => ({ state, body, delivery: 'plain' });
