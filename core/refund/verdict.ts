import { sameMoney, type Money } from '../money/money.ts';
import type { Quote, RefundMessage, Reply } from '../payment/gateway-port.ts';
import { callLevel } from '../payment/result-codes.ts';
import type { DoubtCause } from '../payment/verdict.ts';

/** What one answer says about a refund; `doubt` is repeated with the same refundRequestId until it is final. */
export type RefundVerdict =
  | {
      readonly kind: 'refunded';
      readonly refundId: string | null;
      readonly refundTime: string | null;
      readonly settlementAmount: Money | null;
      readonly settlementQuote: Quote | null;
    }
  | { readonly kind: 'refused'; readonly resultCode: string }
  | { readonly kind: 'doubt'; readonly cause: DoubtCause; readonly resultCode: string | null };

/**
 * Judges the answer to `refund`. `repeated` is true when the same refundRequestId was sent before; then only codes about the
 * refund itself are final.
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/refund
 */
export function judgeRefund(reply: Reply<RefundMessage>, amount: Money, repeated: boolean): RefundVerdict {
  if (reply.kind === 'lost') return doubt(reply.cause, reply.hint ?? null);
  const { result, refundId, refundTime, refundAmount, settlementAmount, settlementQuote } = reply.message;
  if (refundAmount !== null && !sameMoney(refundAmount, amount)) return doubt('mismatch', result.resultCode);
  switch (result.resultStatus) {
    case 'S':
      return { kind: 'refunded', refundId, refundTime, settlementAmount, settlementQuote };
    case 'U':
      return doubt('gateway-busy', result.resultCode);
    case 'F':
      if (result.resultCode === 'REPEAT_REQ_INCONSISTENT') return doubt('inconsistent', result.resultCode);
      return repeated && callLevel(result.resultCode)
        ? doubt('call-refused', result.resultCode)
        : { kind: 'refused', resultCode: result.resultCode };
    default:
      return doubt('unknown-status', result.resultCode);
  }
}

const doubt = (cause: DoubtCause, resultCode: string | null) => ({ kind: 'doubt', cause, resultCode }) as const;
