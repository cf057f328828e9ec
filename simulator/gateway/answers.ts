import type { Money } from '../../core/money/money.ts';
import { toUtc8 } from './iso-time.ts';
import { resultOf, type ResultCode, type WireResult } from './results.ts';
import type { Cancel, GatewayState, Payment, Refund } from './state.ts';

/** A JSON object to be sent; every scalar in it is a text, as Alipay+ writes them. */
export type WireBody = Readonly<Record<string, unknown>>;

/** How an answer travels: as it should, never, or with a signature that does not fit. */
export type Delivery = 'plain' | 'silence' | 'bad-signature';

/** The state after a request, and what to answer. */
export type Answered = { readonly state: GatewayState; readonly body: WireBody; readonly delivery: Delivery };

/** An amount as it travels. */
export const wireAmount = (amount: Money) => ({ currency: amount.currency, value: String(amount.amountMinor) });

/** An answer that is nothing but a result. */
export const bareAnswer = (code: ResultCode, detail?: string): WireBody => ({ result: resultOf(code, detail) });

/** What is known about a paid payment. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/pay_user_presented_mode */
export const paymentFacts = (payment: Payment): WireBody => ({
  pspId: payment.wallet.pspId,
  paymentId: payment.paymentId,
  mppPaymentId: payment.mppPaymentId,
  paymentTime: toUtc8(payment.paidAtMs ?? payment.createdAtMs),
  paymentAmount: wireAmount(payment.amount),
  customerId: payment.customerId,
  walletBrandName: payment.wallet.brand,
  ...settlementFacts(payment.settlement),
});

/**
 * What may be declared at customs; inquiry and notification tell it, `pay` never does.
 * https://docs.alipayplus.com/alipayplus/alipayplus/customs_declaration_acq/overview
 */
export const customsFacts = ({ customs }: Payment): WireBody =>
  customs === null ? {} : { customsDeclarationAmount: wireAmount(customs) };

/** The result of the payment itself, as pay, paymentResult and notifyPayment tell it. */
export function paymentResult(payment: Payment): WireResult {
  switch (payment.status) {
    case 'waiting':
      return resultOf('PAYMENT_IN_PROCESS');
    case 'paid':
      return resultOf('SUCCESS');
    case 'failed':
      return resultOf(payment.failCode ?? 'PROCESS_FAIL');
    case 'closed':
    case 'reversed':
      return resultOf('ORDER_IS_CLOSED');
  }
}

/** The answer to pay. */
export function payAnswer(state: GatewayState, payment: Payment): WireBody {
  const result = paymentResult(payment);
  const { acquirerId, paymentIdWhileUnknown } = state.settings;
  if (result.resultStatus === 'S') return { result, acquirerId, ...paymentFacts(payment) };
  if (result.resultStatus === 'F') return { result };
  return { result, acquirerId, ...(paymentIdWhileUnknown ? { paymentId: payment.paymentId } : {}) };
}

/** The answer to inquiryPayment; `asWaiting` tells of a payment as if nobody had decided yet. */
export function inquiryAnswer(
  state: GatewayState,
  payment: Payment,
  moves: { readonly refunds: readonly Refund[]; readonly cancel: Cancel | undefined },
  asWaiting: boolean,
): WireBody {
  const result = asWaiting ? resultOf('PAYMENT_IN_PROCESS') : paymentResult(payment);
  const head = {
    result: resultOf('SUCCESS'),
    paymentResult: result,
    acquirerId: state.settings.acquirerId,
    paymentRequestId: payment.paymentRequestId,
  };
  if (result.resultStatus === 'U') return head;
  const transactions = [
    ...moves.refunds.map(refundTransaction),
    ...(moves.cancel === undefined ? [] : [cancelTransaction(payment, moves.cancel)]),
  ];
  return {
    ...head,
    ...(result.resultStatus === 'S' ? { ...paymentFacts(payment), ...customsFacts(payment) } : { paymentId: payment.paymentId }),
    ...(transactions.length === 0 ? {} : { transactions }),
  };
}

/** The answer to inquiryPayment about an id that was cancelled before it ever arrived. */
export const closedAnswer = (state: GatewayState, paymentRequestId: string): WireBody => ({
  result: resultOf('SUCCESS'),
  paymentResult: resultOf('ORDER_IS_CLOSED'),
  acquirerId: state.settings.acquirerId,
  paymentRequestId,
});

/** The answer to refund. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/refund */
export function refundAnswer(state: GatewayState, payment: Payment, refund: Refund): WireBody {
  if (refund.result.resultStatus !== 'S') return { result: refund.result };
  return {
    result: refund.result,
    acquirerId: state.settings.acquirerId,
    pspId: payment.wallet.pspId,
    refundId: refund.refundId,
    refundTime: toUtc8(refund.atMs),
    refundAmount: wireAmount(refund.amount),
    ...settlementFacts(refund.settlement),
  };
}

/** Nothing is said of a settlement that rounds to zero, because an amount on the wire is at least 1. */
function settlementFacts(settlement: Payment['settlement']): WireBody {
  if (settlement === null || settlement.amount.amountMinor === 0) return {};
  const { amount, quote } = settlement;
  if (quote === null) return { settlementAmount: wireAmount(amount) };
  return {
    settlementAmount: wireAmount(amount),
    settlementQuote: {
      quoteId: quote.quoteId,
      quoteCurrencyPair: quote.pair,
      quotePrice: quote.price,
      quoteStartTime: toUtc8(quote.fromMs),
      quoteExpiryTime: toUtc8(quote.untilMs),
    },
  };
}

const refundTransaction = (refund: Refund): WireBody => ({
  transactionType: 'REFUND',
  transactionStatus: 'SUCCESS',
  transactionResult: refund.result,
  transactionId: refund.refundId,
  transactionRequestId: refund.refundRequestId,
  transactionAmount: wireAmount(refund.amount),
  transactionTime: toUtc8(refund.atMs),
});

const cancelTransaction = (payment: Payment, cancel: Cancel): WireBody => ({
  transactionType: 'CANCEL',
  transactionStatus: 'SUCCESS',
  transactionResult: resultOf('SUCCESS'),
  transactionId: payment.paymentId,
  transactionRequestId: payment.paymentRequestId,
  transactionAmount: wireAmount(payment.amount),
  transactionTime: toUtc8(cancel.atMs),
});
