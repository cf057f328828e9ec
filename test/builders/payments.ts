import type {
  Actor,
  CancelReason,
  ChainedEntry,
  EventOfPayment,
  JournalEvent,
  PaymentSubmitted,
} from '../../core/journal/events.ts';
import { money } from '../../core/money/money.ts';
import type { PaymentFacts, Quote } from '../../core/payment/gateway-port.ts';
import { foldPayment, type PaymentRecord } from '../../core/payment/record.ts';
import type { PaidFacts, PaymentVerdict } from '../../core/payment/verdict.ts';
import { chainOf } from './chain.ts';
import { MORNING_MS } from './virtual-clock.ts';

/** The cashier of the samples. */
export const MAYA: Actor = { kind: 'cashier', name: 'Maya' };

/** Every payment of the samples is about this much. */
export const AMOUNT = money('SGD', 4_250);

/** An answer that carries nothing beside its result. */
export const NO_FACTS: PaymentFacts = {
  paymentRequestId: null,
  paymentId: null,
  acquirerId: null,
  pspId: null,
  paymentTime: null,
  amount: null,
  walletBrandName: null,
  mppPaymentId: null,
  settlementAmount: null,
  settlementQuote: null,
  customsDeclarationAmount: null,
};

const QUOTE: Quote = { quoteId: 'Q1', pair: 'SGD/USD', price: '0.74' };

/** What a paid answer tells, as the journal keeps it. */
export const PAID_FACTS: PaidFacts = {
  paymentId: 'A-PAY-1',
  acquirerId: 'ACQ',
  pspId: 'PSP',
  paymentTime: '2026-03-02T09:00:01+08:00',
  walletBrandName: 'GCASH',
  mppPaymentId: 'M-1',
  settlementAmount: money('USD', 3_145),
  settlementQuote: QUOTE,
  customsDeclarationAmount: null,
};

let made = 0;

/** An intent with ids, numbers and a code hash of its own. */
export function intent(changes: Partial<Omit<PaymentSubmitted, 'type'>> = {}): Omit<PaymentSubmitted, 'type'> {
  made += 1;
  const number = String(made).padStart(6, '0');
  return {
    paymentRequestId: `T1-P-${number.padStart(32, '0')}`,
    saleId: `sale-${number}`,
    saleVersion: 3,
    orderNumber: `T1-${number}`,
    receiptNumber: made,
    amount: AMOUNT,
    note: null,
    codeFamily: 'cgcp',
    codeMask: '28••••4821',
    codeHash: `hash-${number}`,
    expiresAtMs: MORNING_MS + 60_000,
    clockSkewMs: 0,
    actor: MAYA,
    ...changes,
  };
}

/** The first row of a payment. */
export const submitted = (changes: Partial<Omit<PaymentSubmitted, 'type'>> = {}): PaymentSubmitted => ({
  type: 'payment-submitted',
  ...intent(changes),
});

/** Rows for these events, a second apart. */
export const entriesFor = (events: readonly JournalEvent[], fromMs = MORNING_MS): readonly ChainedEntry[] =>
  chainOf(events.map((event, at) => ({ wallMs: fromMs + at * 1_000, monotonicMs: at * 1_000, event })));

type LaterEvent = Exclude<EventOfPayment, PaymentSubmitted>;

/** An event of a payment whose id is filled in by `recordAfter`. */
export type Happened = LaterEvent extends infer Event
  ? Event extends LaterEvent
    ? Omit<Event, 'paymentRequestId'>
    : never
  : never;

/** The record of one payment after these later events. */
export function recordAfter(...events: readonly Happened[]): PaymentRecord {
  const first = submitted();
  const later: readonly JournalEvent[] = events.map((event) => ({ ...event, paymentRequestId: first.paymentRequestId }));
  const record = foldPayment(entriesFor([first, ...later]));
  if (record === null) throw new Error('a submitted payment always has a record');
  return record;
}

/** An answer to a question, or to `pay`. */
export const answered = (
  verdict: PaymentVerdict,
  api: 'pay' | 'inquiryPayment' | 'notifyPayment' = 'inquiryPayment',
): Happened => ({ type: 'payment-answered', api, verdict });

/** The verdicts that tests need most. */
export const PAID: PaymentVerdict = { kind: 'paid', facts: PAID_FACTS };
export const NOT_PAID: PaymentVerdict = { kind: 'not-paid', resultCode: 'USER_BALANCE_NOT_ENOUGH' };
export const PENDING: PaymentVerdict = { kind: 'pending', resultCode: 'PAYMENT_IN_PROCESS', paymentId: null };
export const NOT_FOUND: PaymentVerdict = { kind: 'not-found' };
export const LOST: PaymentVerdict = { kind: 'doubt', cause: 'timeout', resultCode: null };
export const MISMATCH: PaymentVerdict = { kind: 'doubt', cause: 'mismatch', resultCode: 'SUCCESS' };

/** Somebody, or the deadline, asked to cancel. */
export const cancelAsked = (reason: CancelReason = 'deadline'): Happened => ({
  type: 'cancel-requested',
  reason,
  actor: reason === 'cashier' ? MAYA : { kind: 'paydesk' },
});

/** What Alipay+ said to the cancel. */
export const cancelSaid = (kind: 'cancelled' | 'window-exceeded' | 'not-found' | 'refused' | 'doubt'): Happened => {
  switch (kind) {
    case 'refused':
      return { type: 'cancel-answered', verdict: { kind, resultCode: 'PROCESS_FAIL' } };
    case 'doubt':
      return { type: 'cancel-answered', verdict: { kind, cause: 'timeout', resultCode: null } };
    default:
      return { type: 'cancel-answered', verdict: { kind } };
  }
};

/** A refund was asked for. */
export const refundAsked = (refundRequestId: string, amountMinor: number): Happened => ({
  type: 'refund-requested',
  refundRequestId,
  amount: money(AMOUNT.currency, amountMinor),
  reason: null,
  receiptNumber: 900_000 + amountMinor,
  actor: MAYA,
});

/** What Alipay+ said to the refund. */
export const refundSaid = (refundRequestId: string, kind: 'refunded' | 'refused' | 'doubt'): Happened => {
  switch (kind) {
    case 'refunded':
      return {
        type: 'refund-answered',
        refundRequestId,
        verdict: { kind, refundId: `R-${refundRequestId}`, refundTime: null, settlementAmount: null, settlementQuote: null },
      };
    case 'refused':
      return { type: 'refund-answered', refundRequestId, verdict: { kind, resultCode: 'PROCESS_FAIL' } };
    case 'doubt':
      return { type: 'refund-answered', refundRequestId, verdict: { kind, cause: 'timeout', resultCode: null } };
  }
};
