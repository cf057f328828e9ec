import type { Money } from '../money/money.ts';
import type { Quote } from '../payment/gateway-port.ts';
import { settleByQuote, type Rounding } from './rounding.ts';

/** A payment or a refund. */
export type MoveKind = 'PAYMENT' | 'REFUND';

/**
 * How far a payment or refund of our own came. `done` is paid or refunded; `open` is not known yet; `over` ended without money:
 * failed, refused, cancelled.
 */
export type LocalState = 'done' | 'open' | 'over';

/** One payment or refund of a ledger, as far as a report can speak of it. */
export type LocalRow = {
  readonly kind: MoveKind;
  readonly requestId: string;
  /** Alipay+'s id: paymentId or refundId; null while no answer told it. */
  readonly alipayId: string | null;
  /** The payment's own request id; for a refund that of its payment. */
  readonly paymentRequestId: string;
  readonly state: LocalState;
  readonly amount: Money;
  /** Completion by Alipay+'s clock where it was told, else by ours; epoch ms. */
  readonly atMs: number;
  /** What must be settled, minor units; null when no answer told it and no quote is stored. */
  readonly settlement: { readonly currency: string; readonly amountMinor: number } | null;
};

/** The settlement amount that a row must show: the stored one, else by the stored quote, else the same where no currency changes. */
export function expectedSettlement(
  amount: Money,
  stored: { readonly settlementAmount: Money | null; readonly settlementQuote: Pick<Quote, 'pair' | 'price'> | null },
  rounding: Rounding,
): LocalRow['settlement'] {
  if (stored.settlementAmount !== null) return stored.settlementAmount;
  return stored.settlementQuote === null ? null : settleByQuote(amount, stored.settlementQuote, rounding);
}

/** The counter that made a request id, such as `T1` of `T1-P-0123…`; null for an id of any other make. */
export function counterOf(requestId: string): string | null {
  const dash = requestId.indexOf('-');
  if (dash < 1 || dash > 12 || requestId.length !== dash + 35) return null;
  const letter = requestId.charCodeAt(dash + 1);
  const isOurs = (letter === 80 || letter === 82) && requestId.charCodeAt(dash + 2) === 45;
  return isOurs ? requestId.slice(0, dash) : null;
}
