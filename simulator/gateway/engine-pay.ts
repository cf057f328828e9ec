import type { Money } from '../../core/money/money.ts';
import { bareAnswer, payAnswer, type Answered } from './answers.ts';
import { endPayment, findPayment, nextSequence, savePayment } from './books.ts';
import { dayUtc8 } from './iso-time.ts';
import { magicOfAmount, magicOfCode } from './magic.ts';
import type { PayMessage } from './messages.ts';
import { planFor, planIsActive } from './plans.ts';
import type { FailCode } from './results.ts';
import { planOf, PLAIN, type Scenario } from './scenario.ts';
import type { GatewaySettings } from './settings.ts';
import { settle } from './settlement.ts';
import type { CodeRow, GatewayState, Payment } from './state.ts';
import { getRow, putRow } from './table.ts';
import { takeJourney } from './take-journey.ts';
import { isWellFormedCode, walletOf, walletOfCode } from './wallets.ts';

/** Takes `pay`: idempotency first, then the contract, then the code, then the wallet. */
export function takePay(state: GatewayState, message: PayMessage, nowMs: number): Answered {
  const known = findPayment(state, message.paymentRequestId);
  if (known !== undefined) {
    return known.fingerprint === message.fingerprint ? answerPay(state, known) : refuse(state, 'REPEAT_REQ_INCONSISTENT');
  }
  if (getRow(state.tombstones, message.paymentRequestId) !== undefined) return bury(state, message, nowMs);
  const isApproved = mayCharge(state.settings.approved, message);
  const fault = isApproved ? contractFault(state, message, nowMs) : bareAnswer('MERCHANT_NOT_REGISTERED');
  if (fault !== null) return { state, body: fault, delivery: 'plain' };
  return takeNew(state, message, nowMs);
}

/** What an id that was cancelled before it arrived comes to: closed, and remembered so. */
function bury(state: GatewayState, message: PayMessage, nowMs: number): Answered {
  const [payment, opened] = openPayment(state, message, PLAIN, nowMs);
  const closed: Payment = { ...payment, status: 'closed', failCode: 'ORDER_IS_CLOSED', finalAtMs: nowMs, cancelledAtMs: nowMs };
  return answerPay(savePayment(opened, closed), closed);
}

function takeNew(before: GatewayState, message: PayMessage, nowMs: number): Answered {
  const [journey, state] = takeJourney(before, message);
  const scenario = { ...scenarioOf(state, message), ...journey };
  const plan = scenario.pay;
  if (plan.kind === 'lost') return { state, body: bareAnswer('UNKNOWN_EXCEPTION'), delivery: 'silence' };
  const refusals = getRow(state.refusals, message.paymentRequestId) ?? 0;
  if (plan.kind === 'refuse' && (plan.times === null || refusals < plan.times)) {
    return refuse({ ...state, refusals: putRow(state.refusals, message.paymentRequestId, refusals + 1) }, plan.code);
  }
  const [payment, opened] = openPayment(state, message, scenario, nowMs);
  const waiting: GatewayState = { ...savePayment(opened, payment), waiting: [...opened.waiting, payment.paymentRequestId] };
  const codeFault = faultOfCode(waiting, message.code, nowMs);
  const used = codeFault === null ? useCode(waiting, message, nowMs) : waiting;
  const begun = begin(used, payment, codeFault, nowMs);
  return answerPay(begun, findPayment(begun, payment.paymentRequestId) ?? payment);
}

/** The first thing the wallet does with the payment. */
function begin(state: GatewayState, payment: Payment, codeFault: FailCode | null, nowMs: number): GatewayState {
  if (codeFault !== null) return endPayment(state, payment, { kind: 'failed', code: codeFault }, nowMs);
  const plan = payment.scenario.pay;
  switch (plan.kind) {
    case 'approve':
    case 'refuse':
      return endPayment(state, payment, { kind: 'paid' }, nowMs);
    case 'fail':
      return endPayment(state, payment, { kind: 'failed', code: plan.code }, nowMs);
    case 'later':
      return savePayment(state, { ...payment, decision: { atMs: nowMs + plan.afterMs, failCode: plan.failCode } });
    case 'ask':
    case 'lost':
      return state;
  }
}

/** Repeats what is true now; a scenario may bend how it is told. */
function answerPay(state: GatewayState, payment: Payment): Answered {
  const plan = planFor(payment.scenario.payAnswer, payment.answers.pay);
  const counted: Payment = { ...payment, answers: { ...payment.answers, pay: payment.answers.pay + 1 } };
  const next = savePayment(state, counted);
  const truth = payAnswer(state, payment);
  if (plan.kind === 'truth' || !planIsActive(plan.times, payment.answers.pay))
    return { state: next, body: truth, delivery: 'plain' };
  if (plan.kind === 'code') return { state: next, body: bareAnswer(plan.code), delivery: 'plain' };
  return { state: next, body: truth, delivery: plan.kind };
}

const refuse = (state: GatewayState, code: Parameters<typeof bareAnswer>[0]): Answered => ({
  state,
  body: bareAnswer(code),
  delivery: 'plain',
});

/** Refusals that are about the request, not about a payment; nothing is stored for them. */
function contractFault(state: GatewayState, message: PayMessage, nowMs: number): Answered['body'] | null {
  const { settings } = state;
  const { currency, amountMinor } = message.amount;
  if (message.expiresAtMs !== null && message.expiresAtMs <= nowMs) {
    return bareAnswer('PARAM_ILLEGAL', 'Illegal parameter paymentExpiryTime: in the past.');
  }
  if (settings.currencies?.includes(currency) === false) return bareAnswer('CURRENCY_NOT_SUPPORT');
  if (settings.wholeRupiah && currency === 'IDR' && amountMinor % 100 !== 0) {
    return bareAnswer('PARAM_ILLEGAL', 'Illegal parameter paymentAmount.value: not whole rupiah.');
  }
  const settled = settle(settings, message.amount, message.settlementCurrency ?? settings.settlementCurrency, nowMs);
  return settled.ok ? null : bareAnswer('CURRENCY_NOT_SUPPORT', 'The settlement currency is not supported.');
}

/** Whether this wallet has approved the merchant, where that is asked for. */
const mayCharge = (approved: readonly string[] | null, { referenceMerchantId, code }: PayMessage): boolean =>
  approved === null || approved.includes(`${referenceMerchantId} ${walletOfCode(code).brand}`);

/** What the phone's holder chose, otherwise what the last four digits say, otherwise the default; a magic amount comes on top. */
function scenarioOf(state: GatewayState, message: PayMessage): Scenario {
  const { settings } = state;
  const chosen = getRow(state.codes, message.code)?.scenario ?? (settings.magic ? magicOfCode(message.code) : null);
  const byAmount = settings.magic ? magicOfAmount(message.amount.amountMinor) : null;
  return { ...PLAIN, pay: planOf(settings.behaviour), ...chosen, ...byAmount };
}

/**
 * Old codes are EXPIRED_CODE and used ones INVALID_CODE here; wallets differ and no public page decides.
 */
function faultOfCode(state: GatewayState, digits: string, nowMs: number): FailCode | null {
  if (!isWellFormedCode(digits)) return 'INVALID_CODE';
  const row = getRow(state.codes, digits);
  if (row === undefined) return state.settings.strictCodes ? 'INVALID_CODE' : null;
  if (row.usedBy !== null) return 'INVALID_CODE';
  return nowMs - row.mintedAtMs >= state.settings.codeLifetimeMs ? 'EXPIRED_CODE' : null;
}

function useCode(state: GatewayState, message: PayMessage, nowMs: number): GatewayState {
  const seen: CodeRow = getRow(state.codes, message.code) ?? {
    digits: message.code,
    brand: walletOfCode(message.code).brand,
    mintedAtMs: nowMs,
    minted: false,
    scenario: null,
    usedBy: null,
  };
  return { ...state, codes: putRow(state.codes, message.code, { ...seen, usedBy: message.paymentRequestId }) };
}

/** The whole of it in CNY; nothing where the rates know no CNY for it. */
function customsAmount(settings: GatewaySettings, amount: Money, nowMs: number): Money | null {
  const settled = settle(settings, amount, 'CNY', nowMs);
  return settled.ok ? (settled.value?.amount ?? null) : null;
}

function openPayment(
  state: GatewayState,
  message: PayMessage,
  scenario: Scenario,
  nowMs: number,
): readonly [Payment, GatewayState] {
  const [sequence, next] = nextSequence(state);
  const { settings } = state;
  const settled = settle(settings, message.amount, message.settlementCurrency ?? settings.settlementCurrency, nowMs);
  const brand = getRow(state.codes, message.code)?.brand;
  const wallet = (brand === undefined ? undefined : walletOf(brand)) ?? walletOfCode(message.code);
  const number = String(sequence).padStart(12, '0');
  const payment: Payment = {
    paymentRequestId: message.paymentRequestId,
    paymentId: `${dayUtc8(nowMs)}190741010007${number}`,
    mppPaymentId: `${wallet.brand.slice(0, 2)}${dayUtc8(nowMs)}${number}`,
    sequence,
    createdAtMs: nowMs,
    expiresAtMs: message.expiresAtMs ?? nowMs + settings.paymentLifetimeMs,
    amount: message.amount,
    fingerprint: message.fingerprint,
    code: message.code,
    wallet,
    customerId: `16${number.slice(-10)}`,
    merchantName: message.merchantName,
    orderDescription: message.orderDescription,
    referenceOrderId: message.referenceOrderId,
    scenario,
    settlement: settled.ok ? settled.value : null,
    customs: scenario.customs && wallet.brand === 'ALIPAY_CN' ? customsAmount(settings, message.amount, nowMs) : null,
    notifyUrl: message.notifyUrl ?? settings.notifyUrl,
    status: 'waiting',
    failCode: null,
    paidAtMs: null,
    finalAtMs: null,
    cancelledAtMs: null,
    decision: null,
    ignored: false,
    refundedMinor: 0,
    refundIds: [],
    reversedBy: null,
    answers: { pay: 0, inquiry: 0, cancel: 0, refund: 0 },
  };
  return [payment, { ...next, paymentIds: putRow(next.paymentIds, payment.paymentId, payment.paymentRequestId) }];
}
