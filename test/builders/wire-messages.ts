import type { Money } from '../../core/money/money.ts';
import type {
  CancelMessage,
  InquiryMessage,
  PaymentFacts,
  PayMessage,
  RefundMessage,
  Reply,
} from '../../core/payment/gateway-port.ts';
import { money } from '../../core/money/money.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';
import { never, type FakeGateway } from './fake-gateway.ts';
import type { Received } from './signing-server.ts';

const wireMoney = (amount: Money | null): unknown =>
  amount === null ? null : { currency: amount.currency, value: String(amount.amountMinor) };

const wireFacts = ({ amount, settlementAmount, customsDeclarationAmount, settlementQuote, ...texts }: PaymentFacts): object => ({
  ...texts,
  paymentAmount: wireMoney(amount),
  settlementAmount: wireMoney(settlementAmount),
  customsDeclarationAmount: wireMoney(customsDeclarationAmount),
  settlementQuote:
    settlementQuote === null
      ? null
      : { quoteId: settlementQuote.quoteId, quoteCurrencyPair: settlementQuote.pair, quotePrice: settlementQuote.price },
});

/** An answer of the port in the words of the wire. */
export function wireOf(message: PayMessage | InquiryMessage | CancelMessage | RefundMessage): object {
  if ('refundId' in message)
    return { ...message, refundAmount: wireMoney(message.refundAmount), settlementAmount: wireMoney(message.settlementAmount) };
  if (!('facts' in message)) return message;
  const { facts, ...results } = message;
  return { ...results, ...wireFacts(facts) };
}

type WireBody = {
  readonly paymentRequestId: string;
  readonly refundRequestId: string;
  readonly refundReason?: string;
  readonly refundAmount: { readonly currency: CurrencyCode; readonly value: string };
  readonly paymentAmount: { readonly currency: CurrencyCode; readonly value: string };
  readonly paymentMethod: { readonly paymentMethodId: string };
  readonly order: { readonly referenceOrderId: string; readonly orderDescription: string };
};

/** Lets the fake gateway answer real HTTP requests; a lost reply of the fake becomes silence on the wire. */
export const fakeOnTheWire =
  (fake: FakeGateway) =>
  async ({ api, body }: Received): Promise<unknown> => {
    const reply = await ask(fake, api, JSON.parse(body.toString('utf8')) as WireBody);
    return reply.kind === 'lost' ? never() : wireOf(reply.message);
  };

function ask(
  { gateway }: FakeGateway,
  api: string,
  body: WireBody,
): Promise<Reply<PayMessage | InquiryMessage | CancelMessage | RefundMessage>> {
  const { paymentRequestId } = body;
  switch (api) {
    case 'pay':
      return gateway.pay({
        paymentRequestId,
        paymentCode: body.paymentMethod.paymentMethodId,
        amount: money(body.paymentAmount.currency, Number(body.paymentAmount.value)),
        referenceOrderId: body.order.referenceOrderId,
        orderDescription: body.order.orderDescription,
        requestedAtMs: 0,
        expiresAtMs: 60_000,
      });
    case 'inquiryPayment':
      return gateway.inquire(paymentRequestId);
    case 'cancelPayment':
      return gateway.cancel(paymentRequestId);
    default:
      return gateway.refund({
        paymentRequestId,
        refundRequestId: body.refundRequestId,
        reason: body.refundReason ?? null,
        amount: money(body.refundAmount.currency, Number(body.refundAmount.value)),
      });
  }
}
