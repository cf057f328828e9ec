import type { CancelReason, JournalEvent } from '../journal/events.ts';
import type { RefundSaga } from '../refund/saga.ts';
import { cancelCutoffMs, createdAtGatewayMs } from './cutoff.ts';
import type { PayRequest, Reply } from './gateway-port.ts';
import { napping, type Live } from './live.ts';
import { isOpen } from './machine.ts';
import type { Pen } from './pen.ts';
import { nextStep, type Moment, type Step } from './policy.ts';
import type { PaymentPorts } from './ports.ts';
import { isSettled } from './record.ts';
import type { Turns } from './turns.ts';
import { judgeCancel, judgeInquiry, judgePay } from './verdict.ts';

/** One payment being looked after: its memory, its effects and its pen. */
export type Loop = {
  readonly live: Live;
  readonly charge: PayRequest | null;
  readonly ports: PaymentPorts;
  readonly pen: Pen;
  readonly inTurn: Turns;
  readonly elapsedMs: () => number;
  readonly wake: () => void;
  readonly changed: () => void;
  readonly refunds: RefundSaga;
};

/** Takes one step after another until nothing is left to ask, or Paydesk stops. */
export async function loop(self: Loop): Promise<void> {
  const { live, ports } = self;
  for (;;) {
    if (live.stopped) return;
    const moment: Moment = {
      elapsedMs: self.elapsedMs(),
      cancelOpen: ports.gatewayWallMs() < cancelCutoffMs(createdAtGatewayMs(live.record)),
      canWrite: live.fault === null,
    };
    const step = nextStep(live.record, live.memory, moment, ports.timing);
    if (step.act === 'rest') {
      if (isSettled(live.record) && !live.memory.payInFlight) return;
      // Final, but a refund or a late answer to `pay` is still on its way.
      await sleep(self, ports.timing.pollEveryMs);
    } else if ('atMs' in step && step.atMs > moment.elapsedMs) await sleep(self, step.atMs - moment.elapsedMs);
    else await take(self, step);
  }
}

async function sleep(self: Loop, ms: number): Promise<void> {
  self.live.nextAskAtMs = self.ports.clock.wallMs() + ms;
  self.changed();
  await napping(self.live, self.ports, ms);
}

async function take(self: Loop, step: Exclude<Step, { readonly act: 'rest' }>): Promise<void> {
  const { paymentRequestId } = self.live.record;
  switch (step.act) {
    case 'inquire':
      return inquire(self);
    case 'cancel':
      return cancel(self);
    case 'repeat-pay':
      return repeatPay(self);
    case 'request-cancel':
      return askCancelOf(self, step.reason);
    case 'refund-instead':
      return decided(self, { type: 'refund-instead', paymentRequestId });
    case 'never-arrived':
      return decided(self, { type: 'never-arrived', paymentRequestId });
    case 'refund-owed':
      return self.refunds.owed();
  }
}

async function decided(self: Loop, event: JournalEvent): Promise<void> {
  await fact(self, event);
}

/** A wish that cannot be written is not carried out: the next step asks how the payment stands instead. */
async function askCancelOf({ live, pen }: Loop, reason: CancelReason): Promise<void> {
  const { paymentRequestId } = live.record;
  await pen.intent({ type: 'cancel-requested', paymentRequestId, reason, actor: { kind: 'paydesk' } });
}

/** Keeps a fact, true once durable; a contradiction is looked into at once, however long ago the last question was. */
export async function fact({ live, pen }: Loop, event: JournalEvent): Promise<boolean> {
  const before = live.record.state;
  const isDurable = await pen.fact(event);
  if (before !== 'contested' && live.record.state === 'contested') live.memory = { ...live.memory, asksSinceCancel: 0 };
  return isDurable;
}

async function repeatPay(self: Loop): Promise<void> {
  const { live, charge } = self;
  if (charge === null) return;
  const { memory } = live;
  live.memory = { ...memory, payInFlight: true };
  const fault = await self.pen.intent({ type: 'pay-repeated', paymentRequestId: live.record.paymentRequestId });
  // While the row was written somebody may have asked to cancel: from then on not one more `pay` may leave.
  if (fault !== null || live.stopped || !isOpen(live.record.state)) {
    live.memory = { ...live.memory, payInFlight: false };
    return;
  }
  live.memory = { ...live.memory, payUnsent: false, repeats: memory.repeats + 1, lastAskAtMs: self.elapsedMs() };
  void sendPay(self, charge);
}

/** Sends `pay` and writes down what came of it; only the run that scanned the code holds a charge. */
export async function sendPay(self: Loop, charge: PayRequest): Promise<void> {
  const { live, ports, wake } = self;
  // An earlier try that may have arrived makes this one a repeat, whose call-level refusal says nothing about the first.
  const isRepeat = live.memory.payArrived;
  ports.mark('before-pay');
  const reply = await ports.gateway.pay(charge);
  ports.mark('after-pay');
  const { paymentRequestId, amount, paymentId } = live.record;
  const unsent = reply.kind === 'lost' && reply.sent === 'no';
  await fact(self, {
    type: 'payment-answered',
    paymentRequestId,
    api: 'pay',
    verdict: judgePay(reply, { paymentRequestId, amount, paymentId }, isRepeat),
    ...timeOf(reply),
  });
  live.memory = { ...live.memory, payInFlight: false, payUnsent: unsent, payArrived: isRepeat || !unsent };
  wake();
}

const timeOf = (reply: Reply<unknown>): { readonly responseTimeMs?: number } =>
  reply.kind === 'verified' ? { responseTimeMs: reply.responseTimeMs } : {};

async function inquire(self: Loop): Promise<void> {
  const { live, ports } = self;
  const atMs = self.elapsedMs();
  const { paymentRequestId, amount, paymentId } = live.record;
  ports.mark('before-inquiry');
  const reply = await ports.gateway.inquire(paymentRequestId);
  ports.mark('after-inquiry');
  const { memory } = live;
  const isLate = !isOpen(live.record.state) || atMs >= ports.timing.windowMs;
  const asksSinceCancel = memory.asksSinceCancel + (isLate ? 1 : 0);
  live.memory = { ...memory, lastAskAtMs: atMs, asks: memory.asks + 1, asksSinceCancel };
  await fact(self, {
    type: 'payment-answered',
    paymentRequestId,
    api: 'inquiryPayment',
    verdict: judgeInquiry(reply, { paymentRequestId, amount, paymentId }),
    ...timeOf(reply),
  });
}

async function cancel(self: Loop): Promise<void> {
  const { live, ports } = self;
  const { paymentRequestId } = live.record;
  ports.mark('before-cancel');
  const reply = await ports.gateway.cancel(paymentRequestId);
  ports.mark('after-cancel');
  live.memory = { ...live.memory, lastCancelAtMs: self.elapsedMs(), cancels: live.memory.cancels + 1, asksSinceCancel: 0 };
  await fact(self, { type: 'cancel-answered', paymentRequestId, verdict: judgeCancel(reply) });
}
