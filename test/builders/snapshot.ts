import { DEFAULT_DISPLAY } from '../../core/contract/display.ts';
import type { Health, PaymentDetail, PaymentView, SaleView, Snapshot, Stage } from '../../core/contract/views.ts';

/** Noon of a day in UTC, so that pictures and tests show the same times everywhere. */
export const NOW_MS = Date.UTC(2026, 10, 22, 14, 6, 31);

/** An amount of the demo shop's currency. */
export const sgd = (amountMinor: number): PaymentView['amount'] => ({ currency: 'SGD', amountMinor });

/** A paid payment; say only what matters to the test. */
export function aPayment(over: Partial<PaymentView> = {}): PaymentView {
  const amount = over.amount ?? sgd(4250);
  const nothing = { ...amount, amountMinor: 0 };
  return {
    paymentRequestId: 'pr-1044',
    saleId: 'sale-1044',
    saleVersion: 1,
    orderNumber: 'T2-001044',
    amount,
    face: 'paid',
    walletBrandName: null,
    paymentId: null,
    codeMask: '28••••4821',
    note: null,
    submittedAtMs: NOW_MS - 4_000,
    deadlineAtMs: null,
    nextAskAtMs: null,
    tries: 1,
    finalAtMs: null,
    resultCode: null,
    advice: null,
    doubt: null,
    refunded: nothing,
    refundable: nothing,
    refundsInDoubt: 0,
    canCancel: false,
    canRefund: false,
    slip: null,
    alarm: null,
    ...((over.face ?? 'paid') === 'paid' ? paidFacts(amount) : {}),
    ...over,
  };
}

const paidFacts = (amount: PaymentView['amount']): Partial<PaymentView> => ({
  walletBrandName: 'Kakao Pay',
  paymentId: '20261122190741010007',
  finalAtMs: NOW_MS,
  resultCode: 'SUCCESS',
  advice: 'paid',
  refundable: amount,
  canCancel: true,
  canRefund: true,
  slip: { outcome: 'printed', reason: null },
});

/** A payment the customer is confirming. */
export const aWaiting = (over: Partial<PaymentView> = {}): PaymentView =>
  aPayment({
    face: 'waiting',
    resultCode: 'PAYMENT_IN_PROCESS',
    advice: 'waiting',
    deadlineAtMs: NOW_MS + 41_000,
    submittedAtMs: NOW_MS - 19_000,
    nextAskAtMs: NOW_MS + 3_000,
    canCancel: true,
    ...over,
  });

/** A payment nobody knows the end of yet. */
export const anUnknown = (over: Partial<PaymentView> = {}): PaymentView =>
  aPayment({
    face: 'unknown',
    doubt: 'timeout',
    deadlineAtMs: NOW_MS + 30_000,
    nextAskAtMs: NOW_MS + 4_000,
    tries: 3,
    canCancel: true,
    ...over,
  });

/** A refused payment. */
export const aRefused = (over: Partial<PaymentView> = {}): PaymentView =>
  aPayment({ face: 'not-paid', resultCode: 'USER_BALANCE_NOT_ENOUGH', advice: 'balance', finalAtMs: NOW_MS, ...over });

/** A sale being typed. */
export const aSale = (over: Partial<SaleView> = {}): SaleView => ({
  saleId: 'sale-1044',
  version: 1,
  amount: sgd(4250),
  note: null,
  confirmed: false,
  heldCode: null,
  ...over,
});

/** The stage with a sale being typed. */
export const amountStage = (over: Partial<SaleView> = {}): Stage => ({ kind: 'amount', sale: aSale(over) });

/** The stage with a payment on it. */
export const paymentStage = (payment: PaymentView): Stage => ({ kind: 'payment', payment });

/** A counter on which everything works. */
export const goodHealth = (over: Partial<Health> = {}): Health => ({
  gateway: { state: 'ok', latencyMs: 84, hint: null },
  printer: { state: 'ready', reason: null, isPaperLow: false },
  keychain: 'memory',
  ledger: null,
  notify: null,
  scanner: null,
  reports: null,
  registration: null,
  disputes: null,
  updates: null,
  clockSkewMs: 120,
  pc: { isOnline: true, diskFreeMb: 42_000 },
  slow: null,
  ...over,
});

/** A whole picture; say only what matters to the test. */
export const aSnapshot = (over: Partial<Snapshot> = {}): Snapshot => ({
  revision: 1,
  display: DEFAULT_DISPLAY,
  mode: 'practice',
  version: '0.1.0',
  shop: { name: 'Bright Lane Bakery', counterName: 'Till 2', currency: 'SGD', timeZone: 'UTC' },
  practice: { walletUrl: 'http://127.0.0.1:9/', lesson: null },
  stage: amountStage(),
  tray: [],
  lastFive: [],
  today: { payments: 142, taken: sgd(320_840) },
  notice: null,
  opened: null,
  health: goodHealth(),
  isAside: false,
  staff: { isSetUp: false, person: null, isLocked: false, asking: null },
  shift: null,
  opening: null,
  nowMs: NOW_MS,
  ...over,
});

/** A payment's page. */
export const aDetail = (payment: PaymentView, over: Partial<PaymentDetail> = {}): PaymentDetail => ({
  payment,
  refunds: [],
  timeline: [
    { sequence: 1, atMs: NOW_MS - 4_000, what: 'payment-submitted', detail: null, actor: 'Mei' },
    { sequence: 2, atMs: NOW_MS, what: 'payment-answered/paid', detail: 'SUCCESS', actor: null },
  ],
  ...over,
});
