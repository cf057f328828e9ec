import { sameMoney, type Money } from '../money/money.ts';
import type { CancelMessage, InquiryMessage, LostCause, PaymentFacts, PayMessage, Reply, WireResult } from './gateway-port.ts';
import { callLevel } from './result-codes.ts';

/** Why an answer settles nothing. */
export type DoubtCause =
  | LostCause
  /** An id, amount or currency in the answer is not ours. */
  | 'mismatch'
  /** A paid answer without its amount. */
  | 'amount-missing'
  /** A resultStatus that is none of S, F, U, or one that its own resultCode contradicts. */
  | 'unknown-status'
  /** The call itself was refused or could not be processed; it says nothing about the payment. */
  | 'call-refused'
  /** REPEAT_REQ_INCONSISTENT: speaks of the repeat, never of the first request. */
  | 'inconsistent'
  /** A verified U that is no "customer is confirming": the gateway is busy or does not know. */
  | 'gateway-busy';

/** What a verified paid answer told us, kept for the receipt, refunds and reconciliation. */
export type PaidFacts = Omit<PaymentFacts, 'paymentRequestId' | 'amount'>;

/** What one answer says about the payment. Only `paid` and `not-paid` are final, and neither is reachable from a lost reply. */
export type PaymentVerdict =
  | { readonly kind: 'paid'; readonly facts: PaidFacts }
  | { readonly kind: 'not-paid'; readonly resultCode: string }
  | { readonly kind: 'pending'; readonly resultCode: string; readonly paymentId: string | null }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'doubt'; readonly cause: DoubtCause; readonly resultCode: string | null };

/** What one answer says about a cancel. */
export type CancelVerdict =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'window-exceeded' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'refused'; readonly resultCode: string }
  | { readonly kind: 'doubt'; readonly cause: DoubtCause; readonly resultCode: string | null };

/** What every answer about this payment must agree with; `paymentId` once an answer has told it. */
export type Expected = { readonly paymentRequestId: string; readonly amount: Money; readonly paymentId: string | null };

/**
 * Judges the answer to `pay`. `repeated` is true when this id was sent before: then an F about the call says nothing about
 * the first request, and only payment-level codes are final.
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/pay_user_presented_mode
 */
export function judgePay(reply: Reply<PayMessage>, expected: Expected, repeated: boolean): PaymentVerdict {
  if (reply.kind === 'lost') return doubt(reply.cause, reply.hint ?? null);
  const { result, facts } = reply.message;
  if (result.resultStatus === 'F' && repeated && callLevel(result.resultCode)) return doubt('call-refused', result.resultCode);
  return judgePayment(result, facts, expected);
}

/**
 * Judges the answer to `inquiryPayment`: `result` is about the call, `paymentResult` about the payment.
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/inquiry_payment
 */
export function judgeInquiry(reply: Reply<InquiryMessage>, expected: Expected): PaymentVerdict {
  if (reply.kind === 'lost') return doubt(reply.cause, reply.hint ?? null);
  const { result, paymentResult, facts } = reply.message;
  if (result.resultStatus === 'F') {
    return result.resultCode === 'ORDER_NOT_EXIST' ? { kind: 'not-found' } : doubt('call-refused', result.resultCode);
  }
  if (result.resultStatus === 'U') return doubt('gateway-busy', result.resultCode);
  if (result.resultStatus !== 'S') return doubt('unknown-status', result.resultCode);
  return paymentResult === null ? doubt('unparsable', result.resultCode) : judgePayment(paymentResult, facts, expected);
}

/**
 * Judges the answer to `cancelPayment`.
 * https://docs.alipayplus.com/alipayplus/alipayplus/integration_cashier_acq_tile/cancel_payment
 */
export function judgeCancel(reply: Reply<CancelMessage>): CancelVerdict {
  if (reply.kind === 'lost') return doubt(reply.cause, reply.hint ?? null);
  const { resultCode, resultStatus } = reply.message.result;
  switch (resultStatus) {
    case 'S':
      return { kind: 'cancelled' };
    case 'U':
      return doubt('gateway-busy', resultCode);
    case 'F':
      if (resultCode === 'CANCEL_WINDOW_EXCEED') return { kind: 'window-exceeded' };
      if (resultCode === 'ORDER_NOT_EXIST') return { kind: 'not-found' };
      // A call that was refused for its signature or its path says nothing about the payment: it is repeated once mended.
      return callLevel(resultCode) ? doubt('call-refused', resultCode) : { kind: 'refused', resultCode };
    default:
      return doubt('unknown-status', resultCode);
  }
}

/** Shared by pay, inquiry and notification: the payment's own result, with everything it carries checked first. */
export function judgePayment(result: WireResult, facts: PaymentFacts, expected: Expected): PaymentVerdict {
  if (!agrees(facts, expected)) return doubt('mismatch', result.resultCode);
  if (contradictsItself(result)) return doubt('unknown-status', result.resultCode);
  switch (result.resultStatus) {
    case 'S':
      return facts.amount === null ? doubt('amount-missing', result.resultCode) : { kind: 'paid', facts: paidFacts(facts) };
    case 'F':
      return result.resultCode === 'REPEAT_REQ_INCONSISTENT'
        ? doubt('inconsistent', result.resultCode)
        : { kind: 'not-paid', resultCode: result.resultCode };
    case 'U':
      return result.resultCode === 'PAYMENT_IN_PROCESS'
        ? { kind: 'pending', resultCode: result.resultCode, paymentId: facts.paymentId }
        : doubt('gateway-busy', result.resultCode);
    default:
      return doubt('unknown-status', result.resultCode);
  }
}

/** `SUCCESS` that is no S, or `PAYMENT_IN_PROCESS` that is final: such an answer is no final word, whichever half is wrong. */
const contradictsItself = ({ resultCode, resultStatus }: WireResult): boolean =>
  (resultCode === 'SUCCESS' && resultStatus === 'F') || (resultCode === 'PAYMENT_IN_PROCESS' && resultStatus !== 'U');

function agrees(facts: PaymentFacts, expected: Expected): boolean {
  if (facts.paymentRequestId !== null && facts.paymentRequestId !== expected.paymentRequestId) return false;
  if (facts.paymentId !== null && expected.paymentId !== null && facts.paymentId !== expected.paymentId) return false;
  return facts.amount === null || sameMoney(facts.amount, expected.amount);
}

function paidFacts({ paymentRequestId: _id, amount: _amount, ...facts }: PaymentFacts): PaidFacts {
  return facts;
}

const doubt = (cause: DoubtCause, resultCode: string | null) => ({ kind: 'doubt', cause, resultCode }) as const;
