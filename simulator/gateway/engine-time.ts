import { endPayment, findPayment, type Outcome } from './books.ts';
import type { GatewayEvent, GatewayState, Notification, Payment } from './state.ts';
import { getRow, putRow } from './table.ts';

/** Lets everything happen that was due by now, each at its own moment and in the order of those moments. */
export function passTime(state: GatewayState, nowMs: number): GatewayState {
  const due = state.waiting
    .map((id) => findPayment(state, id))
    .filter((payment) => payment !== undefined)
    .map((payment) => ({ payment, ...nextMoment(payment) }))
    .filter((each) => each.atMs <= nowMs)
    .sort((a, b) => a.atMs - b.atMs || a.payment.sequence - b.payment.sequence);
  return due.reduce((before, each) => endPayment(before, each.payment, each.outcome, each.atMs), state);
}

/** Marks the notifications that are due as on their way, and says which to send. */
export function takeDue(state: GatewayState, nowMs: number): readonly [GatewayState, readonly GatewayEvent[]] {
  const due = openNotifications(state).filter((row) => !row.inFlight && row.nextAtMs !== null && row.nextAtMs <= nowMs);
  if (due.length === 0) return [state, []];
  const notifications = due.reduce((table, row) => putRow(table, row.id, { ...row, inFlight: true }), state.notifications);
  return [
    { ...state, notifications },
    due.map((row) => ({ type: 'notify', notificationId: row.id, url: row.url, body: row.body, badSignature: row.badSignature })),
  ];
}

/** Writes down how a send went; one that was not acknowledged is tried again by the schedule until that ends. */
export function noteSent(
  state: GatewayState,
  sent: { readonly notificationId: string; readonly outcome: string; readonly acknowledged: boolean },
  nowMs: number,
): GatewayState {
  const row = getRow(state.notifications, sent.notificationId);
  if (row === undefined) return state;
  const attempts = [...row.attempts, { atMs: nowMs, outcome: sent.outcome }];
  const waitMs = state.settings.notifyScheduleMs[attempts.length];
  const isOver = sent.acknowledged || row.state !== 'open' || waitMs === undefined;
  const endState = sent.acknowledged ? 'acknowledged' : row.state === 'open' && isOver ? 'given-up' : row.state;
  const next: Notification = { ...row, attempts, inFlight: false, state: endState, nextAtMs: isOver ? null : nowMs + waitMs };
  return {
    ...state,
    notifications: putRow(state.notifications, row.id, next),
    sending: isOver ? state.sending.filter((id) => id !== row.id) : state.sending,
  };
}

/** Sends the first notification of this payment again at once; null when it never had one. */
export function resend(state: GatewayState, paymentRequestId: string, nowMs: number): GatewayState | null {
  const row = getRow(state.notifications, `${paymentRequestId}#1`);
  if (row === undefined || row.inFlight) return null;
  const again: Notification = { ...row, state: 'open', nextAtMs: nowMs };
  const sending = state.sending.includes(row.id) ? state.sending : [...state.sending, row.id];
  return { ...state, notifications: putRow(state.notifications, row.id, again), sending };
}

/** When the gateway next has something to do by itself, in epoch ms of its clock; null when nothing is pending. */
export function nextDueMs(state: GatewayState): number | null {
  const payments = state.waiting
    .map((id) => findPayment(state, id))
    .filter((row) => row !== undefined)
    .map((row) => nextMoment(row).atMs);
  const sends = openNotifications(state)
    .filter((row) => !row.inFlight)
    .map((row) => row.nextAtMs)
    .filter((atMs) => atMs !== null);
  const all = [...payments, ...sends];
  return all.length === 0 ? null : all.reduce((a, b) => Math.min(a, b));
}

const openNotifications = (state: GatewayState): readonly Notification[] =>
  state.sending.map((id) => getRow(state.notifications, id)).filter((row) => row !== undefined);

/** A decision that falls on the moment of expiry comes too late. */
function nextMoment(payment: Payment): { readonly atMs: number; readonly outcome: Outcome } {
  const { decision, expiresAtMs } = payment;
  if (decision === null || decision.atMs >= expiresAtMs) return { atMs: expiresAtMs, outcome: { kind: 'expired' } };
  const outcome: Outcome = decision.failCode === null ? { kind: 'paid' } : { kind: 'failed', code: decision.failCode };
  return { atMs: decision.atMs, outcome };
}
