import type { PaymentState } from '../../core/payment/machine.ts';
import type { PaymentTiming } from '../../core/payment/timing.ts';
import type { Settings } from '../../main/settings/schema.ts';

/**
 * One thing the cashier does about the payment of a certain amount, once in a run and not again when the ledger shows that an
 * earlier run has done it. `when`: it exists; it is paid; nothing about it is open any more.
 */
export type CashierRule = { readonly ofAmountMinor: number; readonly when: 'there' | 'paid' | 'settled' } & (
  | { readonly act: 'cancel' }
  | { readonly act: 'refund'; readonly amountMinor: number }
  /** Holds this code under the scanner, whatever is on the stage. */
  | { readonly act: 'scan'; readonly code: string }
  /** Goes on to the next customer; with a code that was used the till must refuse. */
  | { readonly act: 'sell'; readonly amountMinor: number; readonly code: string; readonly isUsed: boolean }
);

/** Everything a till is told before it starts; its first line of input. */
export type TillConfig = {
  readonly ledgerFile: string;
  readonly gatewayUrl: string;
  readonly clientId: string;
  readonly gatewayPublicKey: string;
  /** One-line base64 PKCS#8. */
  readonly privateKey: string;
  readonly limits: Settings['limits'];
  readonly timing: Partial<PaymentTiming>;
  readonly requestTimeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly rules: readonly CashierRule[];
};

/** A later line of input. */
export type TillOrder =
  | { readonly do: 'sale'; readonly amountMinor: number; readonly code: string }
  /** Stop for ever at the next mark of this name. */
  | { readonly do: 'halt-at'; readonly mark: string };

/** One line of output. */
export type TillSaying =
  /** It can charge; ms since the process began. */
  | { readonly ready: number }
  | { readonly mark: string }
  /** It has stopped for ever at this mark. */
  | { readonly halted: string }
  | { readonly payment: TillPayment }
  /** Nothing is open and every rule has had its moment, or cannot have it any more. */
  | { readonly idle: boolean }
  | { readonly notice: string };

/** A payment as the till knows it. */
export type TillPayment = {
  readonly id: string;
  readonly amountMinor: number;
  readonly state: PaymentState;
  readonly isSettled: boolean;
};
