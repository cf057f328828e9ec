import * as z from 'zod';
import { isCurrencyCode } from '../../../core/money/currency.ts';
import { fromWire, money, toWireValue, type Money } from '../../../core/money/money.ts';
import type { PaymentFacts, Quote, WireResult } from '../../../core/payment/gateway-port.ts';

/** A request's exact bytes, or the path of the first field that may not be sent as it is. */
export type Built = { readonly ok: true; readonly body: Buffer } | { readonly ok: false; readonly field: string };

/** An amount as the wire carries it. */
export type WireAmount = { readonly currency: string; readonly value: string };

/** Text for a request: never empty, at most `lengthMax` characters. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/pay_user_presented_mode */
export const textOut = (lengthMax: number): z.ZodString => z.string().min(1).max(lengthMax);

/** Our own ids; the docs give the length, the safe alphabet is assumed. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/idempotency */
export const idOut = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** An amount for a request. */
export const amountOut = z.object({ currency: z.string().length(3), value: z.string().regex(/^[1-9]\d{0,15}$/) });

/** Writes an amount as minor units in a string. */
export const wireAmount = (amount: Money): WireAmount => ({ currency: amount.currency, value: toWireValue(amount) });

/** Checks a request against its schema and makes its bytes; unset fields are left out, keys keep the schema's order. */
export function build<Shape extends z.ZodType>(schema: Shape, request: z.input<Shape>): Built {
  const checked = schema.safeParse(request);
  if (checked.success) return { ok: true, body: Buffer.from(JSON.stringify(checked.data), 'utf8') };
  return { ok: false, field: (checked.error.issues[0]?.path ?? []).map(String).join('.') };
}

/** Reads an answer's bytes: strict UTF-8, strict JSON, then the schema; null when anything is illegible. */
export function read<Shape extends z.ZodType>(schema: Shape, body: Uint8Array): z.output<Shape> | null {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    const checked = schema.safeParse(json);
    return checked.success ? checked.data : null;
  } catch {
    return null;
  }
}

/** Text in an answer; absent, null and empty all mean "not said". */
export const textIn = z
  .string()
  .nullish()
  .transform((text) => (text === undefined || text === '' ? null : text));

/** `result`: its status stays as it came, because an unknown letter must stay visible. */
export const resultIn = z
  .object({ resultCode: z.string().min(1), resultStatus: z.string().min(1) })
  .transform(({ resultCode, resultStatus }): WireResult => ({ resultCode, resultStatus }));

/** Official samples write numbers as strings, official classes also hold them as numbers. */
const numberIn = z.union([z.string(), z.int().transform(String)]);

/** An amount in an answer; one that cannot be read makes the whole answer illegible, so that nobody guesses. */
export const amountIn = z
  .object({ currency: z.string(), value: numberIn })
  .nullish()
  .transform((wire, context): Money | null => {
    if (wire === null || wire === undefined) return null;
    const amount = fromWire(wire.currency, wire.value);
    if (amount === null) context.addIssue({ code: 'custom', message: 'illegible amount' });
    return amount;
  });

/**
 * An amount that is news beside the payment, such as the settlement of a tiny sale that rounds to nothing: what cannot be read
 * is left out, because it must never turn a paid answer into none.
 */
export const sideAmountIn = z
  .object({ currency: z.string(), value: numberIn })
  .nullish()
  .transform((wire): Money | null => (wire === null || wire === undefined ? null : sideAmount(wire.currency, wire.value)))
  .catch(null);

const sideAmount = (currency: string, value: string): Money | null =>
  value === '0' && isCurrencyCode(currency) ? money(currency, 0) : fromWire(currency, value);

/** `settlementQuote`; the currency pair is free text because old samples carry numeric codes. */
export const quoteIn = z
  .object({ quoteId: textIn, quoteCurrencyPair: z.string(), quotePrice: z.union([z.string(), z.number().transform(String)]) })
  .nullish()
  .transform((wire): Quote | null =>
    wire === null || wire === undefined ? null : { quoteId: wire.quoteId, pair: wire.quoteCurrencyPair, price: wire.quotePrice },
  )
  .catch(null);

/** The fields about a payment that pay and inquiryPayment share. */
export const factsIn = {
  paymentRequestId: textIn,
  paymentId: textIn,
  acquirerId: textIn,
  pspId: textIn,
  paymentTime: textIn,
  paymentAmount: amountIn,
  walletBrandName: textIn,
  mppPaymentId: textIn,
  settlementAmount: sideAmountIn,
  settlementQuote: quoteIn,
  customsDeclarationAmount: sideAmountIn,
};

type WireFacts = Omit<PaymentFacts, 'amount'> & { readonly paymentAmount: Money | null };

/** Picks the facts out of an answer; nothing but the named fields ever gets through. */
export const factsOf = (wire: WireFacts): PaymentFacts => ({
  paymentRequestId: wire.paymentRequestId,
  paymentId: wire.paymentId,
  acquirerId: wire.acquirerId,
  pspId: wire.pspId,
  paymentTime: wire.paymentTime,
  amount: wire.paymentAmount,
  walletBrandName: wire.walletBrandName,
  mppPaymentId: wire.mppPaymentId,
  settlementAmount: wire.settlementAmount,
  settlementQuote: wire.settlementQuote,
  customsDeclarationAmount: wire.customsDeclarationAmount,
});
