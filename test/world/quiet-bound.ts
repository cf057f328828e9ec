import type { PaymentTiming } from '../../core/payment/timing.ts';

/** One call that is lost in the worst way: connecting and reading each take their whole time. */
const LOST_CALL_MS = 15_000;
/** The longest pause of the printer's queue, and of a pen whose disk refused. */
const RETRY_MS = 15_000;

const longest = (waitsMs: readonly number[]): number => Math.max(...waitsMs);

/**
 * From the end of the last fault until nothing is open, at the very most. The longest way: a payment is found just after a restart
 * (its window begins anew at worst), is asked about after the longest late pause, cancelled after the longest cancel pause, may be
 * believed never to have arrived only after its grace, is asked about once more, and what it was paid goes back by a refund whose last
 * attempt failed just before the faults ended. Where the PC's clock was set wrong meanwhile, a stale answer is followed by a second look
 * at the gateway's clock, and then everything that waits asks again.
 */
export const quietBoundMs = (timing: PaymentTiming): number =>
  timing.windowMs +
  timing.neverArrivedAfterMs +
  2 * longest(timing.lateAskMs) +
  2 * longest(timing.cancelRetryMs) +
  longest(timing.refundRetryMs) +
  4 * LOST_CALL_MS +
  RETRY_MS;
