import type { Money } from '../../core/money/money.ts';
import { parseIsoTime } from './iso-time.ts';
import { createReader, type MessageReader } from './message-reader.ts';

/** The four APIs of User-presented Mode. */
export type ApiName = 'pay' | 'inquiryPayment' | 'cancelPayment' | 'refund';

/** Their names, as they stand at the end of the path. */
export const API_NAMES: readonly ApiName[] = ['pay', 'inquiryPayment', 'cancelPayment', 'refund'];

/** A pay request that holds together. `fingerprint` is what idempotency compares. */
export type PayMessage = {
  readonly paymentRequestId: string;
  readonly amount: Money;
  readonly code: string;
  readonly fingerprint: string;
  readonly expiresAtMs: number | null;
  readonly notifyUrl: string | null;
  readonly settlementCurrency: string | null;
  readonly referenceMerchantId: string;
  readonly merchantName: string;
  readonly orderDescription: string;
  readonly referenceOrderId: string;
};

/** Which payment is meant; at least one of the two is there. */
export type PaymentName = { readonly paymentRequestId: string | null; readonly paymentId: string | null };

/** A refund request that holds together. */
export type RefundMessage = PaymentName & {
  readonly refundRequestId: string;
  readonly amount: Money;
  readonly reason: string | null;
};

/** A message, or the sentence that names its first illegal field. */
export type Parsed<Message> = { readonly ok: true; readonly message: Message } | { readonly ok: false; readonly fault: string };

const ID = { max: 64, required: true } as const;
const OPTIONAL_ID = { max: 64, required: false } as const;

/**
 * Reads `pay`. `lenient` asks only for what decides about money and leaves the order alone.
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/pay_user_presented_mode
 */
export function parsePay(body: object, lenient: boolean): Parsed<PayMessage> {
  const read = createReader(body);
  const paymentRequestId = read.text('paymentRequestId', ID);
  const amount = read.amount('paymentAmount', true);
  const methodType = readFixed(read, 'paymentMethod.paymentMethodType', 'CONNECT_WALLET');
  const code = read.text('paymentMethod.paymentMethodId', { max: 128, required: true });
  const factor = [
    readFixed(read, 'paymentFactor.isInStorePayment', 'true'),
    readFixed(read, 'paymentFactor.inStorePaymentScenario', 'PaymentCode'),
    read.text('paymentFactor.isCashierPayment', { max: 5, required: false }),
  ];
  const order = readOrder(read, lenient);
  const expiresAtMs = readTime(read, 'paymentExpiryTime');
  const notifyUrl = read.text('paymentNotifyUrl', { max: 2048, required: false });
  const settlementCurrency = read.text('settlementStrategy.settlementCurrency', { max: 3, required: false });
  const fault = read.fault();
  if (fault !== null || paymentRequestId === null || amount === null || code === null) return { ok: false, fault: fault ?? '' };
  const fingerprint = JSON.stringify([amount, order.amount, methodType, factor, settlementCurrency]);
  const { referenceMerchantId, merchantName, orderDescription, referenceOrderId } = order;
  const message = {
    paymentRequestId,
    amount,
    code,
    fingerprint,
    expiresAtMs,
    notifyUrl,
    settlementCurrency,
    referenceMerchantId,
    merchantName,
    orderDescription,
    referenceOrderId,
  };
  return { ok: true, message };
}

/** Reads the name of a payment, as `inquiryPayment` and `cancelPayment` carry it. */
export function parseName(body: object): Parsed<PaymentName> {
  const read = createReader(body);
  const name = readName(read);
  const fault = read.fault();
  return fault === null ? { ok: true, message: name } : { ok: false, fault };
}

/** Reads `refund`. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/refund */
export function parseRefund(body: object): Parsed<RefundMessage> {
  const read = createReader(body);
  const name = readName(read);
  const refundRequestId = read.text('refundRequestId', ID);
  const amount = read.amount('refundAmount', true);
  const reason = read.text('refundReason', { max: 256, required: false });
  const fault = read.fault();
  if (fault !== null || refundRequestId === null || amount === null) return { ok: false, fault: fault ?? '' };
  return { ok: true, message: { ...name, refundRequestId, amount, reason } };
}

function readName(read: MessageReader): PaymentName {
  const paymentRequestId = read.text('paymentRequestId', OPTIONAL_ID);
  const paymentId = read.text('paymentId', OPTIONAL_ID);
  if (paymentRequestId === null && paymentId === null) read.refuse('paymentRequestId', 'missing, and no paymentId either');
  return { paymentRequestId, paymentId };
}

function readFixed(read: MessageReader, path: string, expected: string): string | null {
  const value = read.text(path, { max: 64, required: true });
  if (value !== null && value !== expected) read.refuse(path, `not ${expected}`);
  return value;
}

function readTime(read: MessageReader, path: string): number | null {
  const text = read.text(path, { max: 64, required: false });
  const atMs = text === null ? null : parseIsoTime(text);
  if (text !== null && atMs === null) read.refuse(path, 'not an ISO 8601 time with a zone');
  return atMs;
}

type Order = {
  readonly amount: Money | null;
  readonly referenceMerchantId: string;
  readonly merchantName: string;
  readonly orderDescription: string;
  readonly referenceOrderId: string;
};

/** Lengths and required fields that could be read from public pages; the rest of the order is not looked at. */
function readOrder(read: MessageReader, lenient: boolean): Order {
  const required = !lenient;
  const text = (name: string, max: number, isRequired = false) =>
    read.text(`order.${name}`, { max, required: required && isRequired }) ?? '';
  const order = {
    referenceOrderId: text('referenceOrderId', 64, true),
    orderDescription: text('orderDescription', 256, true),
    amount: read.amount('order.orderAmount', required),
    merchantName: text('merchant.merchantName', 256, true),
    referenceMerchantId: text('merchant.referenceMerchantId', 64, true),
  };
  text('merchant.merchantMCC', 32, true);
  text('merchant.merchantDisplayName', 64);
  text('merchant.store.referenceStoreId', 64, true);
  text('merchant.store.storeName', 256, true);
  text('merchant.store.storeMCC', 32, true);
  text('merchant.store.storeTerminalId', 64);
  text('merchant.store.storeOperatorId', 64);
  text('env.storeTerminalId', 64);
  text('env.storeTerminalRequestTime', 64);
  readTime(read, 'order.env.storeTerminalRequestTime');
  read.count('order.goods', 100);
  return order;
}
