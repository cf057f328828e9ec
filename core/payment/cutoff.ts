const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const GATEWAY_OFFSET_MS = 8 * HOUR_MS;
const GRACE_MS = 15 * 60_000;

/** Refunds are accepted for 365 days from the payment. https://docs.alipayplus.com/alipayplus/alipayplus/integration_auto_debit_acq_tile/post_payments */
export const REFUND_WINDOW_MS = 365 * DAY_MS;

/** When a payment was created by Alipay+'s clock, as well as it was known then. */
export const createdAtGatewayMs = (record: { readonly submittedAtMs: number; readonly clockSkewMs: number }): number =>
  record.submittedAtMs + record.clockSkewMs;

/**
 * The moment (epoch ms) from which cancelPayment is refused: 00:15 UTC+8 of the day after the payment's day in UTC+8.
 * https://docs.alipayplus.com/alipayplus/alipayplus/integration_cashier_acq_tile/cancel_payment
 * Whether the day counts from creation or from success is not documented; creation is the earlier and so the safe one.
 */
export function cancelCutoffMs(createdAtMs: number): number {
  const day = Math.floor((createdAtMs + GATEWAY_OFFSET_MS) / DAY_MS);
  return (day + 1) * DAY_MS - GATEWAY_OFFSET_MS + GRACE_MS;
}
