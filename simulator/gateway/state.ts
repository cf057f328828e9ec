import type { Money } from '../../core/money/money.ts';
import type { FailCode, ResultCode, WireResult } from './results.ts';
import type { Journey } from './replay.ts';
import type { Scenario } from './scenario.ts';
import type { GatewaySettings } from './settings.ts';
import { emptyTable, type Table } from './table.ts';
import type { Wallet, WalletBrand } from './wallets.ts';

/** Where a payment stands. `closed` is expired or cancelled while unpaid; `reversed` is cancelled after it was paid. */
export type PaymentStatus = 'waiting' | 'paid' | 'failed' | 'closed' | 'reversed';

/** A settlement rate as quoted: `price` units of the pair's second currency for one of the first. */
export type Quote = {
  readonly quoteId: string;
  readonly pair: string;
  readonly price: string;
  readonly fromMs: number;
  readonly untilMs: number;
};

/** One payment as the gateway's books hold it. Times are epoch ms of the gateway's clock. */
export type Payment = {
  readonly paymentRequestId: string;
  readonly paymentId: string;
  readonly mppPaymentId: string;
  readonly sequence: number;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly amount: Money;
  /** What idempotency compares, as one text. */
  readonly fingerprint: string;
  readonly code: string;
  readonly wallet: Wallet;
  readonly customerId: string;
  readonly merchantName: string;
  readonly orderDescription: string;
  readonly referenceOrderId: string;
  readonly scenario: Scenario;
  readonly settlement: { readonly amount: Money; readonly quote: Quote | null } | null;
  /** What of it may be declared at Chinese customs, CNY; null where nothing may. */
  readonly customs: Money | null;
  readonly notifyUrl: string | null;
  readonly status: PaymentStatus;
  readonly failCode: FailCode | null;
  readonly paidAtMs: number | null;
  readonly finalAtMs: number | null;
  readonly cancelledAtMs: number | null;
  /** When the wallet decides by itself; null means paid. */
  readonly decision: { readonly atMs: number; readonly failCode: FailCode | null } | null;
  /** The customer put the phone away: the page no longer asks. */
  readonly ignored: boolean;
  readonly refundedMinor: number;
  /** refundRequestIds that moved money, in their order. */
  readonly refundIds: readonly string[];
  /** The cancel that gave the money back, by its key. */
  readonly reversedBy: string | null;
  /** Answers given so far, for scenarios that change after a few. */
  readonly answers: Readonly<Record<'pay' | 'inquiry' | 'cancel' | 'refund', number>>;
};

/** One refund with its final result. */
export type Refund = {
  readonly refundRequestId: string;
  readonly refundId: string;
  readonly sequence: number;
  readonly paymentRequestId: string;
  readonly amount: Money;
  readonly reason: string | null;
  readonly atMs: number;
  readonly result: WireResult;
  readonly settlement: Payment['settlement'];
};

/** One cancel that was answered with S or F. `moneyBack` is true when a paid payment was reversed by it. */
export type Cancel = {
  readonly sequence: number;
  readonly paymentRequestId: string;
  readonly atMs: number;
  readonly resultCode: ResultCode;
  readonly moneyBack: boolean;
};

/** A payment code: minted by the wallet page, or first seen in a request. */
export type CodeRow = {
  readonly digits: string;
  readonly brand: WalletBrand;
  readonly mintedAtMs: number;
  readonly minted: boolean;
  /** What the holder of the phone chose; null falls to the last four digits and then to the default. */
  readonly scenario: Partial<Scenario> | null;
  readonly usedBy: string | null;
};

/** One message to paymentNotifyUrl with its resends. */
export type Notification = {
  readonly id: string;
  readonly paymentRequestId: string;
  readonly url: string;
  readonly body: string;
  readonly badSignature: boolean;
  readonly evenIfCancelled: boolean;
  readonly attempts: readonly { readonly atMs: number; readonly outcome: string }[];
  /** When it is sent next; null when it is done or given up. */
  readonly nextAtMs: number | null;
  readonly inFlight: boolean;
  readonly state: 'open' | 'acknowledged' | 'given-up' | 'dropped';
};

/** All that the gateway knows. Immutable: every step answers a new one. */
export type GatewayState = {
  readonly settings: GatewaySettings;
  readonly sequence: number;
  readonly payments: Table<Payment>;
  /** paymentId -> paymentRequestId. */
  readonly paymentIds: Table<string>;
  readonly refunds: Table<Refund>;
  /** By sequence number. */
  readonly cancels: Table<Cancel>;
  /** Cancelled before they arrived: a late pay with such an id is refused. */
  readonly tombstones: Table<number>;
  /** How often a request was refused before it was stored, by paymentRequestId. */
  readonly refusals: Table<number>;
  readonly codes: Table<CodeRow>;
  /** Recorded payments that nobody has made again yet, and those that were, by their new paymentRequestId. */
  readonly journeys: readonly Journey[];
  readonly replayed: Table<Journey>;
  readonly notifications: Table<Notification>;
  /** paymentRequestIds that are still waiting, and notification ids that may be sent again. */
  readonly waiting: readonly string[];
  readonly sending: readonly string[];
  readonly traffic: { readonly secondStartedAtMs: number; readonly count: number };
};

/** What the shell must do: send a notification. */
export type GatewayEvent = {
  readonly type: 'notify';
  readonly notificationId: string;
  readonly url: string;
  readonly body: string;
  readonly badSignature: boolean;
};

/** The books of a gateway that has seen nothing. */
export const emptyState = (settings: GatewaySettings): GatewayState => ({
  settings,
  sequence: 0,
  payments: emptyTable(),
  paymentIds: emptyTable(),
  refunds: emptyTable(),
  cancels: emptyTable(),
  tombstones: emptyTable(),
  refusals: emptyTable(),
  codes: emptyTable(),
  journeys: [],
  replayed: emptyTable(),
  notifications: emptyTable(),
  waiting: [],
  sending: [],
  traffic: { secondStartedAtMs: 0, count: 0 },
});
