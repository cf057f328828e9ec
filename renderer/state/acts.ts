import { call } from '../api/client.ts';
import type { Act, Channel, MoneyView, Outcome, RefusalCode, Req, Res } from '../api/types.ts';
import { closeRefusal, goTo, openPayment, showRefusal, useView } from './view-store.ts';

/** Asks main to do something; a refusal is shown to the cashier. True when main did it. */
export async function act<C extends Act>(channel: C, request: Req<C>): Promise<boolean> {
  // Whatever was refused before is told; a new act begins with a clean screen.
  if (channel !== 'app.keys') closeRefusal();
  const outcome = await call(channel, request);
  if (!outcome.ok) showRefusal(outcome.code, outcome.traceId);
  return outcome.ok;
}

/** The same for a button that does not wait: fire, and let the next snapshot show what came of it. */
export function fire<C extends Act>(channel: C, request: Req<C>): void {
  void act(channel, request);
}

/** Asks main for something to show; null when it was refused, which the cashier then sees. */
export async function ask<C extends Channel>(channel: C, request: Req<C>): Promise<Res<C> | null> {
  const outcome: Outcome<Res<C>> = await call(channel, request);
  if (outcome.ok) return outcome.value;
  showRefusal(outcome.code, outcome.traceId);
  return null;
}

/** Has main write the receipt as a PDF; the open dialog then says where. */
export function savePdf(paymentRequestId: string): void {
  void ask('receipt.pdf', { paymentRequestId }).then((saved) => {
    if (saved !== null) useView.setState({ savedFile: saved.file });
  });
}

/** Has main write the incident file; the page of health then says where it is. */
export function saveIncident(): void {
  goTo({ kind: 'health' });
  useView.setState({ incident: 'being-written' });
  void ask('health.incident', {}).then((saved) => {
    useView.setState({ incident: saved });
  });
}

/** Serves the next customer and shows the checkout. */
export function nextCustomer(): void {
  goTo({ kind: 'checkout' });
  fire('payment.next', {});
}

/** Brings a payment back onto the stage. */
export function showOnStage(paymentRequestId: string): void {
  goTo({ kind: 'checkout' });
  fire('payment.show', { paymentRequestId });
}

/** Asks for a refund; null when main accepted it (the payment's page then opens), otherwise why not. */
export async function startRefund(
  paymentRequestId: string,
  amount: MoneyView,
  reason: string | null,
): Promise<RefusalCode | null> {
  const outcome = await call('refund.start', { paymentRequestId, amount, reason });
  if (!outcome.ok) return outcome.code;
  openPayment(paymentRequestId);
  return null;
}

/** Whether giving this much back needs a second person; null when main would not say. */
export async function refundNeeds(paymentRequestId: string, amount: MoneyView): Promise<Res<'refund.needs'> | null> {
  const outcome = await call('refund.needs', { paymentRequestId, amount });
  return outcome.ok ? outcome.value : null;
}

/** Gives somebody's phone a key; true once its page is saved. */
export async function setUpPhone(personId: string): Promise<boolean> {
  const saved = await ask('people.phone', { personId });
  if (saved !== null) useView.setState((view) => ({ setupRevision: view.setupRevision + 1 }));
  return saved !== null;
}

/** Fetches one payment's page into the view; an answer for a page that was left meanwhile is dropped. */
export async function loadDetail(paymentRequestId: string): Promise<void> {
  const detail = await ask('payment.detail', { paymentRequestId });
  const { screen } = useView.getState();
  if (detail !== null && screen.kind === 'payment' && screen.paymentRequestId === paymentRequestId) useView.setState({ detail });
}

/** Does an act of the set-up screen and has the screen ask main again. */
export async function setUp<C extends Act>(channel: C, request: Req<C>): Promise<boolean> {
  const isDone = await act(channel, request);
  if (isDone) useView.setState((view) => ({ setupRevision: view.setupRevision + 1, dialog: null }));
  return isDone;
}
