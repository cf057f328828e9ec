import * as z from 'zod';
import type { PaymentFacts, WireResult } from '../../../core/payment/gateway-port.ts';
import { factsIn, factsOf, read, resultIn } from './shared.ts';

/** What a `notifyPayment` says; its result is the payment's own. */
export type NotifyPaymentMessage = {
  readonly paymentRequestId: string;
  readonly paymentResult: WireResult;
  readonly facts: PaymentFacts;
};

/** https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/notify_payment */
const notification = z
  .object({ paymentResult: resultIn, ...factsIn, paymentRequestId: z.string().min(1).max(64) })
  .transform((wire): NotifyPaymentMessage => ({
    paymentRequestId: wire.paymentRequestId,
    paymentResult: wire.paymentResult,
    facts: factsOf(wire),
  }));

/** Reads a `notifyPayment` whose signature verified; null when it is illegible, also when it names no payment. */
export const readNotifyPayment = (body: Uint8Array): NotifyPaymentMessage | null => read(notification, body);
