import { createdAtGatewayMs, REFUND_WINDOW_MS } from '../payment/cutoff.ts';
import { refundableMinor, type PaymentRecord } from '../payment/record.ts';

/** Why a refund may not be asked for. */
export type RefundRefusal = 'over-refund' | 'refund-window' | 'not-now';

/**
 * Whether this amount may be refunded now: only a paid payment, never more than is left (a refund in doubt counts as made),
 * within 365 days. Null = it may.
 * https://docs.alipayplus.com/alipayplus/alipayplus/integration_auto_debit_acq_tile/post_payments
 */
export function refusesRefund(record: PaymentRecord, amountMinor: number, gatewayNowMs: number): RefundRefusal | null {
  if (record.state !== 'paid') return 'not-now';
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 1 || amountMinor > refundableMinor(record)) return 'over-refund';
  return gatewayNowMs - createdAtGatewayMs(record) > REFUND_WINDOW_MS ? 'refund-window' : null;
}
