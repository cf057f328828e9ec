import * as z from 'zod';
import type { PayMessage, PayRequest } from '../../../core/payment/gateway-port.ts';
import { formatIso } from '../time.ts';
import { amountOut, build, factsIn, factsOf, idOut, read, resultIn, textOut, wireAmount, type Built } from './shared.ts';
import { addressOut, type ShopFacts } from './shop.ts';

/** What `pay` takes from the counter's settings and from the measured clock. */
export type PayContext = {
  readonly shop: ShopFacts;
  readonly settlementCurrency: string | undefined;
  readonly notifyUrl: string | undefined;
  /** Gateway time minus this PC's time; it moves the expiry, which the gateway judges, but not the terminal's own local time. */
  readonly skewMs: number;
  readonly utcOffsetMinutes: number;
};

/** https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/pay_user_presented_mode */
const payRequest = z.object({
  order: z.object({
    referenceOrderId: textOut(64),
    orderDescription: textOut(256),
    orderAmount: amountOut,
    merchant: z.object({
      referenceMerchantId: textOut(32),
      merchantMCC: textOut(32),
      merchantName: textOut(256),
      merchantDisplayName: textOut(64).optional(),
      merchantAddress: addressOut,
      store: z.object({
        referenceStoreId: textOut(64),
        storeName: textOut(256),
        storeDisplayName: textOut(64).optional(),
        storeMCC: textOut(32),
        storeTerminalId: textOut(64),
        storeOperatorId: textOut(64).optional(),
        storeAddress: addressOut,
      }),
    }),
    env: z.object({ storeTerminalId: textOut(64), storeTerminalRequestTime: textOut(64) }),
  }),
  paymentRequestId: idOut,
  paymentAmount: amountOut,
  paymentMethod: z.object({
    paymentMethodType: z.literal('CONNECT_WALLET'),
    paymentMethodId: z.string().regex(/^[\x21-\x7e]{1,128}$/),
  }),
  paymentFactor: z.object({
    isInStorePayment: z.literal('true'),
    isCashierPayment: z.literal('false'),
    inStorePaymentScenario: z.literal('PaymentCode'),
  }),
  paymentExpiryTime: textOut(64),
  paymentNotifyUrl: textOut(2048).optional(),
  settlementStrategy: z.object({ settlementCurrency: z.string().length(3) }).optional(),
});

const payAnswer = z
  .object({ result: resultIn, ...factsIn })
  .transform((wire): PayMessage => ({ result: wire.result, facts: factsOf(wire) }));

/** The exact bytes of a `pay` request; every scalar is a string. */
export function buildPay(request: PayRequest, context: PayContext): Built {
  const { settlementCurrency } = context;
  return build(payRequest, {
    order: orderOf(request, context),
    paymentRequestId: request.paymentRequestId,
    paymentAmount: wireAmount(request.amount),
    paymentMethod: { paymentMethodType: 'CONNECT_WALLET', paymentMethodId: request.paymentCode },
    paymentFactor: { isInStorePayment: 'true', isCashierPayment: 'false', inStorePaymentScenario: 'PaymentCode' },
    paymentExpiryTime: formatIso(request.expiresAtMs + context.skewMs, context.utcOffsetMinutes),
    paymentNotifyUrl: context.notifyUrl,
    settlementStrategy: settlementCurrency === undefined ? undefined : { settlementCurrency },
  });
}

/** Reads an answer to `pay`; null when it is illegible. */
export const readPay = (body: Uint8Array): PayMessage | null => read(payAnswer, body);

function orderOf(request: PayRequest, { shop, utcOffsetMinutes }: PayContext): z.input<typeof payRequest>['order'] {
  return {
    referenceOrderId: request.referenceOrderId,
    orderDescription: request.orderDescription,
    orderAmount: wireAmount(request.amount),
    merchant: {
      referenceMerchantId: shop.referenceMerchantId,
      merchantMCC: shop.merchantMCC,
      merchantName: shop.merchantName,
      merchantDisplayName: shop.merchantDisplayName,
      merchantAddress: shop.merchantAddress,
      store: {
        referenceStoreId: shop.storeId,
        storeName: shop.storeName,
        storeDisplayName: shop.storeDisplayName,
        storeMCC: shop.storeMCC,
        storeTerminalId: shop.terminalId,
        storeOperatorId: shop.operatorId,
        storeAddress: shop.storeAddress,
      },
    },
    env: { storeTerminalId: shop.terminalId, storeTerminalRequestTime: formatIso(request.requestedAtMs, utcOffsetMinutes) },
  };
}
