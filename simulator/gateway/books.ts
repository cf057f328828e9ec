import type { FailCode } from './results.ts';
import type { GatewayState, Notification, Payment } from './state.ts';
import { toUtc8 } from './iso-time.ts';
import { getRow, putRow } from './table.ts';
import { customsFacts, paymentFacts } from './answers.ts';
import { resultOf } from './results.ts';

/** How a payment ends: paid, or not paid for this reason. */
export type Outcome =
  { readonly kind: 'paid' } | { readonly kind: 'failed'; readonly code: FailCode } | { readonly kind: 'expired' };

/** How late the notification of the scenario `late` is. */
const LATE_MS = 90_000;

/** The state with this payment written down. */
export const savePayment = (state: GatewayState, payment: Payment): GatewayState => ({
  ...state,
  payments: putRow(state.payments, payment.paymentRequestId, payment),
});

/** The payment with this paymentRequestId. */
export const findPayment = (state: GatewayState, paymentRequestId: string): Payment | undefined =>
  getRow(state.payments, paymentRequestId);

/** Ends a waiting payment and puts its notification on the way. Any other payment stays as it is. */
export function endPayment(state: GatewayState, payment: Payment, outcome: Outcome, atMs: number): GatewayState {
  if (payment.status !== 'waiting') return state;
  const ended: Payment = { ...payment, ...statusOf(outcome, atMs), finalAtMs: atMs, decision: null };
  const saved = savePayment({ ...state, waiting: state.waiting.filter((id) => id !== payment.paymentRequestId) }, ended);
  return planNotifications(saved, ended, atMs);
}

/** Closes a payment that nobody pays any more; the money of a paid one goes back. Open notifications are dropped. */
export function cancelPaymentRow(state: GatewayState, payment: Payment, atMs: number): GatewayState {
  const isOpen = payment.status === 'waiting';
  const status = payment.status === 'paid' ? 'reversed' : isOpen ? 'closed' : payment.status;
  const cancelled: Payment = {
    ...payment,
    status,
    cancelledAtMs: payment.cancelledAtMs ?? atMs,
    decision: null,
    finalAtMs: payment.finalAtMs ?? atMs,
  };
  const saved = savePayment({ ...state, waiting: state.waiting.filter((id) => id !== payment.paymentRequestId) }, cancelled);
  return dropNotifications(saved, payment.paymentRequestId);
}

/** A number that was never given out before, with the state that remembers it. */
export const nextSequence = (state: GatewayState): readonly [number, GatewayState] => [
  state.sequence + 1,
  { ...state, sequence: state.sequence + 1 },
];

/** The body of notifyPayment. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/notify_payment */
export function notifyBody(state: GatewayState, payment: Payment, addMinor = 0): string {
  const result = payment.status === 'paid' ? resultOf('SUCCESS') : resultOf(payment.failCode ?? 'ORDER_IS_CLOSED');
  const amount = { currency: payment.amount.currency, value: String(payment.amount.amountMinor + addMinor) };
  const facts =
    payment.status === 'paid' ? { ...paymentFacts(payment), ...customsFacts(payment) } : { paymentId: payment.paymentId };
  return JSON.stringify({
    paymentResult: result,
    acquirerId: state.settings.acquirerId,
    paymentRequestId: payment.paymentRequestId,
    ...facts,
    paymentAmount: amount,
    ...(payment.status === 'paid' ? {} : { paymentTime: toUtc8(payment.finalAtMs ?? payment.createdAtMs) }),
  });
}

function statusOf(outcome: Outcome, atMs: number): Pick<Payment, 'status' | 'failCode' | 'paidAtMs'> {
  switch (outcome.kind) {
    case 'paid':
      return { status: 'paid', failCode: null, paidAtMs: atMs };
    case 'failed':
      return { status: 'failed', failCode: outcome.code, paidAtMs: null };
    case 'expired':
      return { status: 'closed', failCode: 'ORDER_IS_CLOSED', paidAtMs: null };
  }
}

function planNotifications(state: GatewayState, payment: Payment, atMs: number): GatewayState {
  const { notify, cancel } = payment.scenario;
  if (payment.notifyUrl === null || notify === 'never') return state;
  const url = payment.notifyUrl;
  const firstWaitMs = state.settings.notifyScheduleMs[0] ?? 0;
  const copies = notify === 'twice' ? [1, 2] : [1];
  return copies.reduce(
    (before, copy) =>
      addNotification(before, {
        id: `${payment.paymentRequestId}#${String(copy)}`,
        paymentRequestId: payment.paymentRequestId,
        url,
        body: notifyBody(before, payment, notify === 'wrong-amount' ? 1 : 0),
        badSignature: notify === 'bad-signature',
        evenIfCancelled: notify === 'late' || cancel.kind === 'race',
        attempts: [],
        nextAtMs: atMs + firstWaitMs + (notify === 'late' ? LATE_MS : 0),
        inFlight: false,
        state: 'open',
      }),
    state,
  );
}

const addNotification = (state: GatewayState, notification: Notification): GatewayState => ({
  ...state,
  notifications: putRow(state.notifications, notification.id, notification),
  sending: [...state.sending, notification.id],
});

function dropNotifications(state: GatewayState, paymentRequestId: string): GatewayState {
  const dropped = state.sending
    .map((id) => getRow(state.notifications, id))
    .filter((row) => row?.paymentRequestId === paymentRequestId && !row.evenIfCancelled)
    .filter((row) => row !== undefined);
  const notifications = dropped.reduce(
    (table, row) => putRow(table, row.id, { ...row, state: 'dropped' as const, nextAtMs: null }),
    state.notifications,
  );
  return { ...state, notifications, sending: state.sending.filter((id) => !dropped.some((row) => row.id === id)) };
}
