import type { PaymentEvent } from '../journal/events.ts';
import type { PaymentFacts, WireResult } from './gateway-port.ts';
import { applyEntry, type PaymentRecord } from './record.ts';
import { judgePayment } from './verdict.ts';

/**
 * A notifyPayment message whose signature verified. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/notify_payment
 */
export type PaymentNotice = {
  readonly paymentRequestId: string;
  readonly paymentResult: WireResult;
  readonly facts: PaymentFacts;
  /** Epoch ms of the verified Request-Time header. */
  readonly requestTimeMs: number;
};

/**
 * What became of a notification.
 * - `written`: it told something new, and that is durable
 * - `unchanged`: a duplicate, or one that may not change anything
 * - `unknown-payment`: this ledger has no such payment
 * - `not-durable`: the disk refuses, or Paydesk stops: it has to be sent again
 */
export type Noticed = 'written' | 'unchanged' | 'unknown-payment' | 'not-durable';

/** The row that a notification is worth, or null when it tells this payment nothing new. */
export function judgeNotice(notice: PaymentNotice, record: PaymentRecord): PaymentEvent | null {
  const { paymentRequestId, amount, paymentId } = record;
  const verdict = judgePayment(notice.paymentResult, notice.facts, { paymentRequestId, amount, paymentId });
  // Alipay+ notifies final results alone; anything else in a notification is for the inquiry to find out.
  if (verdict.kind === 'pending' || verdict.kind === 'not-found') return null;
  const event = {
    type: 'payment-answered',
    paymentRequestId,
    api: 'notifyPayment',
    verdict,
    responseTimeMs: notice.requestTimeMs,
  } as const;
  const after = applyEntry(record, { sequence: record.sequence, wallMs: 0, monotonicMs: 0, event });
  return after === null || isSame(record, after) ? null : event;
}

const isSame = (before: PaymentRecord, after: PaymentRecord): boolean =>
  before.state === after.state && before.paid === after.paid && before.alarms === after.alarms;
