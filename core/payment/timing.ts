/** Every wait of a payment in one place. The envelopes are documented, the exact figures are ours and may be set by the owner. */
export type PaymentTiming = {
  /** How long a payment may stay open before Paydesk asks to cancel it; Alipay+ closes it after a minute by default. */
  readonly windowMs: number;
  /** Moments after submission at which the result is asked for; then every `pollEveryMs`. */
  readonly pollAtMs: readonly number[];
  readonly pollEveryMs: number;
  /** While `pay` itself is still unanswered, the first question waits this long. */
  readonly firstAskInFlightMs: number;
  /** Two questions about one payment are never closer than this, but for the last one at the very end of the window. */
  readonly askGapMs: number;
  /** After this moment an identical `pay` is not repeated, because the customer's code is nearly dead. */
  readonly repeatUntilMs: number;
  /** Waits between cancel attempts; the last one repeats. */
  readonly cancelRetryMs: readonly number[];
  /** Waits between attempts of one refund; the last one repeats. */
  readonly refundRetryMs: readonly number[];
  /** Waits between questions about a payment whose window is long over; the last one repeats. */
  readonly lateAskMs: readonly number[];
  /** How long after the expiry "the order does not exist" may be believed, when both cancel and inquiry say so (assumed, not documented). */
  readonly neverArrivedAfterMs: number;
};

/** Within the documented envelopes: https://docs.alipayplus.com/alipayplus/alipayplus/integration_user_mode_acq/obtain_payment_results */
export const DEFAULT_TIMING: PaymentTiming = {
  windowMs: 60_000,
  pollAtMs: [2_000, 5_000, 8_000],
  pollEveryMs: 3_000,
  firstAskInFlightMs: 5_000,
  askGapMs: 2_000,
  repeatUntilMs: 45_000,
  cancelRetryMs: [2_000, 3_000, 3_000, 5_000, 5_000, 10_000, 10_000, 30_000, 60_000],
  refundRetryMs: [2_000, 5_000, 10_000, 30_000, 60_000, 600_000],
  lateAskMs: [2_000, 5_000, 10_000, 30_000, 60_000, 300_000],
  neverArrivedAfterMs: 300_000,
};

/** The wait before attempt number `attempt` (1 = after the first attempt); the last figure of the list repeats. */
export const waitBefore = (attempt: number, waitsMs: readonly number[]): number =>
  waitsMs[Math.min(attempt, waitsMs.length) - 1] ?? 0;
