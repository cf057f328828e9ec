import type { ActorView } from '../../core/payment/actor.ts';
import type { PaymentRecord } from '../../core/payment/record.ts';

/** A payment that ended this recently may have ended while nobody could see it. */
const JUST_ENDED_MS = 120_000;

/** The payment that the counter comes back to after a start: the newest open one, else one that has only just ended. */
export function interruptedPayment(open: readonly ActorView[], recent: readonly PaymentRecord[], nowMs: number): string | null {
  const newest = open.at(-1)?.record.paymentRequestId;
  if (newest !== undefined) return newest;
  const last = recent[0];
  if (last === undefined || last.finalAtMs === null) return null;
  return Math.abs(nowMs - last.finalAtMs) < JUST_ENDED_MS ? last.paymentRequestId : null;
}
