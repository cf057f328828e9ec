import * as z from 'zod';
import type { InquiryMessage } from '../../../core/payment/gateway-port.ts';
import { build, factsIn, factsOf, idOut, read, resultIn, type Built } from './shared.ts';

/** https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/inquiry_payment */
const inquiryRequest = z.object({ paymentRequestId: idOut });

const inquiryAnswer = z
  .object({ result: resultIn, paymentResult: resultIn.nullish(), ...factsIn })
  .transform((wire): InquiryMessage => ({
    result: wire.result,
    paymentResult: wire.paymentResult ?? null,
    facts: factsOf(wire),
  }));

/** The exact bytes of an `inquiryPayment` request; only our own id is sent, because with two ids the other one would rule. */
export const buildInquiry = (paymentRequestId: string): Built => build(inquiryRequest, { paymentRequestId });

/** Reads an answer to `inquiryPayment`; null when it is illegible. */
export const readInquiry = (body: Uint8Array): InquiryMessage | null => read(inquiryAnswer, body);
