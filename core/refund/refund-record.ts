import type { RefundEvent } from '../journal/events.ts';
import type { Minor } from '../money/money.ts';

/** One refund as its events tell it. */
export type RefundRecord = {
  readonly refundRequestId: string;
  readonly amountMinor: Minor;
  readonly reason: string | null;
  readonly receiptNumber: number;
  readonly state: 'asking' | 'unknown' | 'refunded' | 'refused';
  readonly tries: number;
  readonly resultCode: string | null;
  readonly refundId: string | null;
  readonly refundTime: string | null;
  readonly requestedAtMs: number;
};

type Asked = Extract<RefundEvent, { type: 'refund-requested' }>;

/** A refund whose intent is durable and about which nothing was answered yet. */
export const refundAsked = (event: Asked, atMs: number): RefundRecord => ({
  refundRequestId: event.refundRequestId,
  amountMinor: event.amount.amountMinor,
  reason: event.reason,
  receiptNumber: event.receiptNumber,
  state: 'asking',
  tries: 0,
  resultCode: null,
  refundId: null,
  refundTime: null,
  requestedAtMs: atMs,
});

/** The refund after one more answer; a final one never changes again. */
export function refundAnswered(
  refund: RefundRecord,
  verdict: Extract<RefundEvent, { type: 'refund-answered' }>['verdict'],
): RefundRecord {
  if (refund.state === 'refunded' || refund.state === 'refused') return refund;
  const tries = refund.tries + 1;
  switch (verdict.kind) {
    case 'refunded':
      return {
        ...refund,
        tries,
        state: 'refunded',
        resultCode: null,
        refundId: verdict.refundId,
        refundTime: verdict.refundTime,
      };
    case 'refused':
      return { ...refund, tries, state: 'refused', resultCode: verdict.resultCode };
    case 'doubt':
      return { ...refund, tries, state: 'unknown', resultCode: verdict.resultCode };
  }
}
