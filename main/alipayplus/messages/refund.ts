import * as z from 'zod';
import type { RefundMessage, RefundRequest } from '../../../core/payment/gateway-port.ts';
import {
  amountIn,
  sideAmountIn,
  amountOut,
  build,
  idOut,
  quoteIn,
  read,
  resultIn,
  textIn,
  textOut,
  wireAmount,
  type Built,
} from './shared.ts';

/** https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/refund */
const refundRequest = z.object({
  paymentRequestId: idOut,
  refundRequestId: idOut,
  refundAmount: amountOut,
  refundReason: textOut(256).optional(),
});

const refundAnswer = z
  .object({
    result: resultIn,
    refundId: textIn,
    refundTime: textIn,
    refundAmount: amountIn,
    settlementAmount: sideAmountIn,
    settlementQuote: quoteIn,
  })
  .transform((wire): RefundMessage => ({
    result: wire.result,
    refundId: wire.refundId,
    refundTime: wire.refundTime,
    refundAmount: wire.refundAmount,
    settlementAmount: wire.settlementAmount,
    settlementQuote: wire.settlementQuote,
  }));

/** The exact bytes of a `refund` request; repeating it with the same ids is safe. */
export const buildRefund = (request: RefundRequest): Built =>
  build(refundRequest, {
    paymentRequestId: request.paymentRequestId,
    refundRequestId: request.refundRequestId,
    refundAmount: wireAmount(request.amount),
    refundReason: request.reason ?? undefined,
  });

/** Reads an answer to `refund`; null when it is illegible. */
export const readRefund = (body: Uint8Array): RefundMessage | null => read(refundAnswer, body);
