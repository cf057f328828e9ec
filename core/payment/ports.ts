import type { JournalFault, JournalPort } from '../journal/port.ts';
import type { Clock } from './clock.ts';
import type { GatewayPort } from './gateway-port.ts';
import type { PaymentTiming } from './timing.ts';

/** The effects one payment needs. */
export type PaymentPorts = {
  readonly gateway: GatewayPort;
  readonly journal: JournalPort;
  readonly clock: Clock;
  /** What Alipay+'s clock says, for the cancel cut-off; epoch ms. */
  readonly gatewayWallMs: () => number;
  readonly timing: PaymentTiming;
  readonly newRefundId: () => string;
  readonly nextReceiptNumber: () => Promise<number>;
  /** A named point between two effects; a no-op but for tests that kill the program there. */
  readonly mark: (boundary: string) => void;
};

/** A wish to cancel that is durable, or why it is not. */
export type CancelAsked = { readonly ok: true } | { readonly ok: false; readonly fault: JournalFault | 'not-now' };

/** A refund that was written down, or why it was not. */
export type RefundAsked =
  | { readonly ok: true; readonly refundRequestId: string }
  | { readonly ok: false; readonly fault: JournalFault | 'over-refund' | 'refund-window' | 'not-now' };
