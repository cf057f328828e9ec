import { formatMoney, money, sameMoney, type Money } from '../money/money.ts';
import { refundableMinor, type PaymentRecord } from '../payment/record.ts';
import type { DisputeClaim, DisputeReply } from './events.ts';
import { DAY_MS, type DisputeLimits } from './limits.ts';
import { isDisputeOpen, owedByDispute, type DisputeRecord } from './record.ts';

/**
 * Why a claim is not taken. `inconsistent`: the same id said something else before, for which Alipay+ documents
 * `REPEAT_REQ_INCONSISTENT`; the codes for the others are assumed.
 */
export type ClaimFault =
  'inconsistent' | 'unknown-payment' | 'not-paid' | 'amount-too-high' | 'too-many' | 'one-is-open' | 'too-late';

/** What becomes of a claim. */
export type Claimed = 'new' | 'again' | ClaimFault;

/** All that a claim is judged by; `disputes` are all that this counter knows. */
export type ClaimGround = {
  readonly disputes: readonly DisputeRecord[];
  readonly payment: PaymentRecord | null;
  readonly limits: DisputeLimits;
  readonly nowMs: number;
};

/** Judges a claim. Limits are counted from when Alipay+ recorded it, so that one which travelled long is not refused for that. */
export function judgeClaim(claim: DisputeClaim, ground: ClaimGround): Claimed {
  const known = ground.disputes.find(({ disputeRequestId }) => disputeRequestId === claim.disputeRequestId);
  if (known !== undefined) return isSameClaim(known, claim) ? 'again' : 'inconsistent';
  const { payment, limits, nowMs } = ground;
  if (payment === null) return 'unknown-payment';
  if (payment.paid === null) return 'not-paid';
  const siblings = ground.disputes.filter((other) => other.disputedPaymentId === claim.disputedPaymentId);
  const ofKind = siblings.filter(({ kind }) => kind === claim.kind);
  if (ofKind.length >= limits.countMax[claim.kind]) return 'too-many';
  if (ofKind.some((other) => isDisputeOpen(other, nowMs))) return 'one-is-open';
  if (claim.occurredAtMs > latestMs(claim, ofKind, payment, limits)) return 'too-late';
  return claim.amount !== null && !isWithin(claim.amount, disputable(payment, siblings)) ? 'amount-too-high' : 'new';
}

const isSameClaim = (known: DisputeRecord, claim: DisputeClaim): boolean =>
  known.disputedPaymentId === claim.disputedPaymentId &&
  known.kind === claim.kind &&
  (known.amount === null || claim.amount === null ? known.amount === claim.amount : sameMoney(known.amount, claim.amount));

/** A second escalation is counted from the end of the first, everything else from the payment. */
function latestMs(claim: DisputeClaim, before: readonly DisputeRecord[], payment: PaymentRecord, limits: DisputeLimits): number {
  const first = claim.kind === 'escalation' ? before.at(-1) : undefined;
  if (first === undefined) return (payment.finalAtMs ?? payment.submittedAtMs) + limits.windowDays * DAY_MS;
  return (first.repliedAtMs ?? first.answerByMs) + limits.secondEscalationDays * DAY_MS;
}

/** What may be claimed at most: what is not refunded yet, less what was promised and is still owed. */
export function disputable(payment: PaymentRecord, disputes: readonly DisputeRecord[]): Money {
  const owed = [...owedByDispute(disputes, payment).values()].reduce((sum, due) => sum + due, 0);
  return money(payment.amount.currency, Math.max(0, refundableMinor(payment) - owed));
}

const isWithin = (amount: Money, most: Money): boolean =>
  amount.currency === most.currency && amount.amountMinor <= most.amountMinor;

/** Why an answer is not sent. */
export type ReplyFault = 'wrong-kind' | 'already-answered' | 'expired' | 'no-amount' | 'amount-too-high';

/** Judges an answer; null when it may be sent. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq_tile/response_escalation */
export function replyFault(record: DisputeRecord, reply: DisputeReply, nowMs: number): ReplyFault | null {
  if (reply.kind !== record.kind) return 'wrong-kind';
  if (record.reply !== null && record.verdict?.kind !== 'refused') return 'already-answered';
  if (nowMs > record.answerByMs) return 'expired';
  return reply.kind === 'escalation' ? amountFault(record, reply) : null;
}

function amountFault({ amount }: DisputeRecord, reply: Extract<DisputeReply, { kind: 'escalation' }>): ReplyFault | null {
  const { refundType, refund } = reply;
  if (refundType === 'REFUSE_REFUND') return refund === null ? null : 'amount-too-high';
  if (refund === null || amount === null || refund.amountMinor === 0) return 'no-amount';
  if (!isWithin(refund, amount)) return 'amount-too-high';
  return refundType === 'ACCEPT_REFUND' && !sameMoney(refund, amount) ? 'no-amount' : null;
}

/** One sentence for Alipay+ about a claim that was not taken; it names no person and no code. */
export function claimWords(fault: ClaimFault, most: Money | null): string {
  switch (fault) {
    case 'inconsistent':
      return 'The dispute was sent before with other content.';
    case 'unknown-payment':
      return 'The payment is not known.';
    case 'not-paid':
      return 'The payment was not paid.';
    case 'amount-too-high':
      return most === null ? 'The amount is too high.' : `The most that can be disputed is ${formatMoney(most)}.`;
    case 'too-many':
      return 'The payment has as many disputes of this kind as are allowed.';
    case 'one-is-open':
      return 'A dispute of this kind is open for the payment.';
    case 'too-late':
      return 'The time for this dispute is over.';
  }
}
