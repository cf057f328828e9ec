import type { Money } from '../money/money.ts';

/**
 * Why there is no answer that may be believed. None of these ever says anything about the money.
 * - `connect-failed`: no connection, nothing was sent
 * - `timeout` / `reset`: the request may have arrived
 * - `http-status` / `redirect` / `too-large` / `unparsable`: something answered, but not with an Alipay+ message
 * - `unsigned` / `bad-signature` / `wrong-client` / `stale`: an answer that nobody vouches for
 * - `aborted`: Paydesk itself gave up waiting, for example on quitting
 */
export type LostCause =
  | 'connect-failed'
  | 'timeout'
  | 'reset'
  | 'http-status'
  | 'redirect'
  | 'too-large'
  | 'unparsable'
  | 'unsigned'
  | 'bad-signature'
  | 'wrong-client'
  | 'stale'
  | 'aborted';

/** No believable answer. `sent` is `no` only when not one byte of the request can have left this machine. */
export type Lost = {
  readonly kind: 'lost';
  readonly cause: LostCause;
  readonly sent: 'no' | 'maybe';
  /** A configuration code read from an unsigned answer (such as INVALID_SIGNATURE): shown to the owner, believed by nobody. */
  readonly hint?: string;
};

/** An answer whose signature verified, to the request on whose connection it came. */
export type Verified<Message> = {
  readonly kind: 'verified';
  readonly message: Message;
  /** Epoch milliseconds of the verified Response-Time header. */
  readonly responseTimeMs: number;
};

/** What a call to Alipay+ comes to: it never throws. */
export type Reply<Message> = Verified<Message> | Lost;

/** `result` or `paymentResult`; `resultStatus` is kept raw because an unknown letter must stay visible. */
export type WireResult = { readonly resultCode: string; readonly resultStatus: string };

/** A rate as Alipay+ quotes it: `price` units of the pair's second currency for one of the first (direction assumed, not documented). */
export type Quote = { readonly quoteId: string | null; readonly pair: string; readonly price: string };

/** What an answer says about the payment beyond its result; absent fields are null. */
export type PaymentFacts = {
  readonly paymentRequestId: string | null;
  readonly paymentId: string | null;
  readonly acquirerId: string | null;
  readonly pspId: string | null;
  readonly paymentTime: string | null;
  readonly amount: Money | null;
  readonly walletBrandName: string | null;
  readonly mppPaymentId: string | null;
  readonly settlementAmount: Money | null;
  readonly settlementQuote: Quote | null;
  readonly customsDeclarationAmount: Money | null;
};

/** The answer to `pay`: its result is the payment's result. */
export type PayMessage = { readonly result: WireResult; readonly facts: PaymentFacts };

/** The answer to `inquiryPayment`: `result` is about the call, `paymentResult` about the payment. */
export type InquiryMessage = {
  readonly result: WireResult;
  readonly paymentResult: WireResult | null;
  readonly facts: PaymentFacts;
};

/** The answer to `cancelPayment`. */
export type CancelMessage = { readonly result: WireResult };

/** The answer to `refund`. */
export type RefundMessage = {
  readonly result: WireResult;
  readonly refundId: string | null;
  readonly refundTime: string | null;
  readonly refundAmount: Money | null;
  readonly settlementAmount: Money | null;
  readonly settlementQuote: Quote | null;
};

/** All that `pay` needs beyond the shop's own settings. `paymentCode` is a bearer secret and lives in memory only. */
export type PayRequest = {
  readonly paymentRequestId: string;
  readonly paymentCode: string;
  readonly amount: Money;
  readonly referenceOrderId: string;
  readonly orderDescription: string;
  /** Epoch ms of this PC's clock; the client corrects it by the measured skew. */
  readonly requestedAtMs: number;
  /** After this moment (epoch ms, this PC's clock) an unpaid payment must not succeed. */
  readonly expiresAtMs: number;
};

/** One refund of one payment; repeating it with the same ids is safe. */
export type RefundRequest = {
  readonly paymentRequestId: string;
  readonly refundRequestId: string;
  readonly amount: Money;
  readonly reason: string | null;
};

/** Alipay+ as the core sees it. No method rejects: a call that went wrong is a `lost` reply. */
export type GatewayPort = {
  readonly pay: (request: PayRequest) => Promise<Reply<PayMessage>>;
  readonly inquire: (paymentRequestId: string) => Promise<Reply<InquiryMessage>>;
  readonly cancel: (paymentRequestId: string) => Promise<Reply<CancelMessage>>;
  readonly refund: (request: RefundRequest) => Promise<Reply<RefundMessage>>;
};
