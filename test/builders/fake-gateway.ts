import { money, subtract, ZERO, type Minor } from '../../core/money/money.ts';
import type {
  CancelMessage,
  GatewayPort,
  InquiryMessage,
  Lost,
  PaymentFacts,
  PayMessage,
  PayRequest,
  RefundMessage,
  RefundRequest,
  Reply,
  Verified,
  WireResult,
} from '../../core/payment/gateway-port.ts';

/** What one payment code does when it is charged. `lost-after` charges and swallows the answer, `lost-before` never arrives. */
export type CodePlan =
  | { readonly kind: 'paid' | 'waiting' | 'lost-after' | 'lost-before' }
  | { readonly kind: 'refused'; readonly resultCode: string };

/** One call that was made, in order. */
export type FakeCall =
  | { readonly api: 'pay'; readonly request: PayRequest }
  | { readonly api: 'inquire' | 'cancel'; readonly paymentRequestId: string }
  | { readonly api: 'refund'; readonly request: RefundRequest };

/** Scripted replies per API; each is used once, before the fake's own behaviour. A function may hang or wait. */
export type FakeScript = {
  readonly pay: Scripted<PayMessage>[];
  readonly inquire: Scripted<InquiryMessage>[];
  readonly cancel: Scripted<CancelMessage>[];
  readonly refund: Scripted<RefundMessage>[];
};

/** A reply, or something that makes one. */
export type Scripted<M> = Reply<M> | (() => Promise<Reply<M>>);

/** A gateway in memory that keeps the rules of the real one: idempotent, one charge an id, refunds within the payment. */
export type FakeGateway = {
  readonly gateway: GatewayPort;
  readonly calls: readonly FakeCall[];
  readonly script: FakeScript;
  /** Decides what a code does; codes nobody planned are paid at once. */
  readonly plan: (paymentCode: string, plan: CodePlan) => void;
  /** The customer approves or declines; false when nothing waits under that id. */
  readonly approve: (paymentRequestId: string) => boolean;
  readonly decline: (paymentRequestId: string, resultCode?: string) => boolean;
  /** What was charged and not given back, in minor units, by id. */
  readonly charged: () => Readonly<Record<string, Minor>>;
};

type Payment = {
  readonly request: PayRequest;
  readonly state: 'waiting' | 'paid' | 'failed';
  readonly failCode: string;
  readonly refunds: readonly RefundRequest[];
};

const SUCCESS: WireResult = { resultCode: 'SUCCESS', resultStatus: 'S' };
const IN_PROCESS: WireResult = { resultCode: 'PAYMENT_IN_PROCESS', resultStatus: 'U' };
const NO_FACTS: PaymentFacts = {
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

/** A final refusal. */
export const failed = (resultCode: string): WireResult => ({ resultCode, resultStatus: 'F' });

/** A verified reply. */
export const verified = <M>(message: M, responseTimeMs = 0): Verified<M> => ({ kind: 'verified', message, responseTimeMs });

/** A lost reply. */
export const lostReply = (cause: Lost['cause'] = 'timeout', sent: Lost['sent'] = 'maybe'): Lost => ({
  kind: 'lost',
  cause,
  sent,
});

/** A reply that never comes. */
export const never = <M>(): Promise<Reply<M>> => new Promise(() => undefined);

/** The facts of a paid payment as the fake tells them. */
export const paidFacts = (request: PayRequest): PaymentFacts => ({
  ...NO_FACTS,
  paymentRequestId: request.paymentRequestId,
  paymentId: `A${request.paymentRequestId}`.slice(0, 64),
  acquirerId: 'ACQ',
  pspId: 'PSP',
  paymentTime: '2025-02-20T16:51:50+08:00',
  amount: request.amount,
  walletBrandName: 'KAKAOPAY',
});

/** `closed` holds ids that were cancelled before their charge arrived. */
type Books = { readonly payments: Map<string, Payment>; readonly closed: Set<string> };

/** Makes an empty fake; `nowMs` stamps its replies. */
export function fakeGateway(nowMs: () => number = () => 0): FakeGateway {
  const payments = new Map<string, Payment>();
  const books: Books = { payments, closed: new Set() };
  const plans = new Map<string, CodePlan>();
  const calls: FakeCall[] = [];
  const script: FakeScript = { pay: [], inquire: [], cancel: [], refund: [] };
  const say = <M>(message: M): Verified<M> => verified(message, nowMs());
  const settle = (id: string, state: 'paid' | 'failed', failCode = ''): boolean => {
    const payment = payments.get(id);
    if (payment?.state !== 'waiting') return false;
    payments.set(id, { ...payment, state, failCode });
    return true;
  };
  const gateway: GatewayPort = {
    pay: (request) => {
      calls.push({ api: 'pay', request });
      return next(script.pay, () => pay(books, plans.get(request.paymentCode) ?? { kind: 'paid' }, request, say));
    },
    inquire: (paymentRequestId) => {
      calls.push({ api: 'inquire', paymentRequestId });
      return next(script.inquire, () => say(inquire(payments.get(paymentRequestId))));
    },
    cancel: (paymentRequestId) => {
      calls.push({ api: 'cancel', paymentRequestId });
      return next(script.cancel, () => say(cancel(books, paymentRequestId)));
    },
    refund: (request) => {
      calls.push({ api: 'refund', request });
      return next(script.refund, () => say(refund(payments, request)));
    },
  };
  return {
    gateway,
    calls,
    script,
    plan: (code, plan) => {
      plans.set(code, plan);
    },
    approve: (id) => settle(id, 'paid'),
    decline: (id, resultCode = 'ORDER_IS_CLOSED') => settle(id, 'failed', resultCode),
    charged: () =>
      Object.fromEntries([...payments].map(([id, payment]) => [id, payment.state === 'paid' ? leftOf(payment) : ZERO])),
  };
}

async function next<M>(queue: Scripted<M>[], otherwise: () => Reply<M>): Promise<Reply<M>> {
  await Promise.resolve(); // a real gateway never answers within the caller's own turn
  const scripted = queue.shift();
  if (scripted === undefined) return otherwise();
  return typeof scripted === 'function' ? scripted() : scripted;
}

function pay(
  { payments, closed }: Books,
  plan: CodePlan,
  request: PayRequest,
  say: (message: PayMessage) => Reply<PayMessage>,
): Reply<PayMessage> {
  if (plan.kind === 'lost-before') return lostReply();
  if (closed.has(request.paymentRequestId)) return say({ result: failed('ORDER_IS_CLOSED'), facts: NO_FACTS });
  const known = payments.get(request.paymentRequestId);
  if (known !== undefined && known.request.amount.amountMinor !== request.amount.amountMinor) {
    return say({ result: failed('REPEAT_REQ_INCONSISTENT'), facts: NO_FACTS });
  }
  const payment = known ?? firstOf(request, plan);
  payments.set(request.paymentRequestId, payment);
  if (plan.kind === 'lost-after' && known === undefined) return lostReply();
  return say({ result: resultOf(payment), facts: factsOf(payment) });
}

function firstOf(request: PayRequest, plan: CodePlan): Payment {
  if (plan.kind === 'refused') return { request, refunds: [], state: 'failed', failCode: plan.resultCode };
  return { request, refunds: [], state: plan.kind === 'waiting' ? 'waiting' : 'paid', failCode: '' };
}

function inquire(payment: Payment | undefined): InquiryMessage {
  if (payment === undefined) return { result: failed('ORDER_NOT_EXIST'), paymentResult: null, facts: NO_FACTS };
  return {
    result: SUCCESS,
    paymentResult: resultOf(payment),
    facts: { ...factsOf(payment), paymentRequestId: payment.request.paymentRequestId },
  };
}

/** A cancel of an id nobody knows yet closes it for good: the charge that arrives late must be refused. */
function cancel({ payments, closed }: Books, id: string): CancelMessage {
  const payment = payments.get(id);
  if (payment === undefined) closed.add(id);
  else
    payments.set(id, {
      ...payment,
      state: 'failed',
      failCode: payment.state === 'failed' ? payment.failCode : 'ORDER_IS_CLOSED',
    });
  return { result: SUCCESS };
}

function refund(payments: Map<string, Payment>, request: RefundRequest): RefundMessage {
  const refused = (code: string): RefundMessage => ({
    result: failed(code),
    refundId: null,
    refundTime: null,
    refundAmount: null,
    settlementAmount: null,
    settlementQuote: null,
  });
  const payment = payments.get(request.paymentRequestId);
  if (payment === undefined) return refused('ORDER_NOT_EXIST');
  if (payment.state !== 'paid') return refused('PROCESS_FAIL');
  const known = payment.refunds.find((one) => one.refundRequestId === request.refundRequestId);
  if (known !== undefined && known.amount.amountMinor !== request.amount.amountMinor) return refused('REPEAT_REQ_INCONSISTENT');
  if (known === undefined && request.amount.amountMinor > leftOf(payment)) return refused('REFUND_AMOUNT_EXCEED');
  if (known === undefined) payments.set(request.paymentRequestId, { ...payment, refunds: [...payment.refunds, request] });
  return {
    result: SUCCESS,
    refundId: `R${request.refundRequestId}`.slice(0, 64),
    refundTime: '2025-02-21T10:00:01+08:00',
    refundAmount: money(request.amount.currency, request.amount.amountMinor),
    settlementAmount: null,
    settlementQuote: null,
  };
}

const leftOf = (payment: Payment): Minor =>
  payment.refunds.reduce((left, one) => subtract(left, one.amount.amountMinor), payment.request.amount.amountMinor);

function resultOf({ state, failCode }: Payment): WireResult {
  if (state === 'paid') return SUCCESS;
  return state === 'waiting' ? IN_PROCESS : failed(failCode);
}

const factsOf = (payment: Payment): PaymentFacts => (payment.state === 'paid' ? paidFacts(payment.request) : NO_FACTS);
