import type { Actor, CancelReason, JournalEntry, JournalEvent } from '../journal/events.ts';
import type { JournalFault } from '../journal/port.ts';
import { refundSaga, type RefundSaga } from '../refund/saga.ts';
import { cancelCutoffMs, createdAtGatewayMs } from './cutoff.ts';
import type { PayRequest, Reply } from './gateway-port.ts';
import { napping, startLive, tracked, writeSurely, type Live } from './live.ts';
import { isOpen } from './machine.ts';
import { nextStep, type Moment, type Step } from './policy.ts';
import type { PaymentPorts, RefundAsked } from './ports.ts';
import { applyEntry, isSettled, type PaymentRecord } from './record.ts';
import { createTurns, type Turns } from './turns.ts';
import { judgeCancel, judgeInquiry, judgePay } from './verdict.ts';

/** What the outside may see of a payment that is being looked after. */
export type ActorView = {
  readonly record: PaymentRecord;
  readonly nextAskAtMs: number | null;
  readonly fault: JournalFault | null;
};

/** Looks after one payment until nothing about it is open; every refund of it goes through here too, one after another. */
export type PaymentActor = {
  readonly view: () => ActorView;
  /** True once the wish is durable; false when it makes no sense any more, or Paydesk is stopping. */
  readonly requestCancel: (reason: CancelReason, by: Actor) => Promise<boolean>;
  readonly requestRefund: (amountMinor: number, reason: string | null, by: Actor) => Promise<RefundAsked>;
  /** Ask again now instead of at the planned moment. */
  readonly nudge: () => void;
  /** Stops looking after it in this run; nothing is written, the next run goes on from the journal. */
  readonly stop: () => void;
  /** Writes an event that others found out, such as what the printer said. */
  readonly note: (event: JournalEvent) => Promise<void>;
  /** Resolves when there is nothing left to ask, or the actor was stopped. */
  readonly done: () => Promise<void>;
  /** True when nothing is running and nothing is open, so that it may be forgotten. */
  readonly isIdle: () => boolean;
};

/**
 * Starts the loop for a payment whose intent is already durable. `charge` holds the request with its code and exists only in
 * the run that scanned it; without it `pay` is never sent.
 */
export function startActor(
  record: PaymentRecord,
  charge: PayRequest | null,
  ports: PaymentPorts,
  onChange: (view: ActorView) => void,
): PaymentActor {
  const live = startLive(record, charge !== null);
  const ageMs = charge === null ? Math.max(0, ports.clock.wallMs() - record.submittedAtMs) : 0;
  const originMs = ports.clock.monotonicMs() - ageMs;
  const changed = () => onChange({ record: live.record, nextAskAtMs: live.nextAskAtMs, fault: live.fault });
  const accept = (entry: JournalEntry) => {
    live.record = applyEntry(live.record, entry) ?? live.record;
    changed();
  };
  const write = (event: JournalEvent) => writeSurely(live, event, ports, accept, changed);
  const inTurn = createTurns();
  const refunds = refundSaga({ ...ports, record: () => live.record, write, accept, inTurn, stopped: () => live.stopped });
  const self: Loop = {
    live,
    charge,
    ports,
    write,
    refunds,
    changed,
    inTurn,
    elapsedMs: () => ports.clock.monotonicMs() - originMs,
    wake: () => {
      for (const nap of live.naps) nap.wake();
    },
  };
  refunds.resume();
  if (charge !== null) void sendPay(self, charge);
  return handle(
    self,
    tracked(live, () => loop(self)),
  );
}

function handle(self: Loop, first: Promise<void>): PaymentActor {
  const { live, refunds } = self;
  let running = first;
  // A loop that has come to rest is started again by the next wish; one that is still running only has to wake.
  const goOn = () => {
    self.wake();
    running = running.then(() => tracked(live, () => loop(self)));
  };
  return {
    view: () => ({ record: live.record, nextAskAtMs: live.nextAskAtMs, fault: live.fault }),
    done: () => running,
    isIdle: () => live.running === 0 && !live.memory.payInFlight && isSettled(live.record),
    note: async (event) => {
      await tracked(live, () => self.write(event));
      self.wake();
    },
    nudge: () => {
      hurry(self);
      refunds.nudge();
      self.wake();
    },
    stop: () => {
      live.stopped = true;
      refunds.nudge();
      self.wake();
    },
    requestCancel: async (reason, by) => {
      const isWritten = await tracked(live, () => askCancel(self, reason, by));
      goOn();
      return isWritten;
    },
    requestRefund: async (amountMinor, reason, by) => {
      const asked = await tracked(live, () => refunds.request(amountMinor, reason, by));
      goOn();
      return asked;
    },
  };
}

/** In one queue with the refunds: a cancel of a paid payment and a refund of it must never both be written. */
const askCancel = ({ live, ports, inTurn, write }: Loop, reason: CancelReason, by: Actor): Promise<boolean> =>
  inTurn(async () => {
    if (!mayCancel(live.record, ports)) return false;
    return write({ type: 'cancel-requested', paymentRequestId: live.record.paymentRequestId, reason, actor: by });
  });

/** Cuts the wait short as if the last attempt were long ago; a question asked just now is not repeated. */
function hurry({ live, ports, elapsedMs }: Loop): void {
  const { memory } = live;
  const lastMs = Math.max(memory.lastAskAtMs ?? 0, memory.lastCancelAtMs ?? 0);
  if (elapsedMs() - lastMs < ports.timing.askGapMs) return;
  const long = (atMs: number | null) => (atMs === null ? null : 0);
  live.memory = { ...memory, lastAskAtMs: long(memory.lastAskAtMs), lastCancelAtMs: long(memory.lastCancelAtMs) };
}

/**
 * A cancel makes sense while the payment is open, and for a paid one that has no refund while the cut-off is not over.
 * https://docs.alipayplus.com/alipayplus/alipayplus/integration_cashier_acq_tile/cancel_payment
 */
export function mayCancel(record: PaymentRecord, ports: Pick<PaymentPorts, 'gatewayWallMs'>): boolean {
  if (isOpen(record.state)) return true;
  if (record.state !== 'paid' || record.refundOwed) return false;
  return (
    record.refunds.every(({ state }) => state === 'refused') && ports.gatewayWallMs() < cancelCutoffMs(createdAtGatewayMs(record))
  );
}

type Loop = {
  readonly live: Live;
  readonly charge: PayRequest | null;
  readonly ports: PaymentPorts;
  readonly write: (event: JournalEvent) => Promise<boolean>;
  readonly inTurn: Turns;
  readonly elapsedMs: () => number;
  readonly wake: () => void;
  readonly changed: () => void;
  readonly refunds: RefundSaga;
};

async function loop(self: Loop): Promise<void> {
  const { live, ports } = self;
  for (;;) {
    if (live.stopped) return;
    const moment: Moment = {
      elapsedMs: self.elapsedMs(),
      cancelOpen: ports.gatewayWallMs() < cancelCutoffMs(createdAtGatewayMs(live.record)),
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
  const write = async (event: JournalEvent): Promise<void> => {
    await self.write(event);
  };
  switch (step.act) {
    case 'inquire':
      return inquire(self);
    case 'cancel':
      return cancel(self);
    case 'repeat-pay':
      return repeatPay(self);
    case 'request-cancel':
      return write({ type: 'cancel-requested', paymentRequestId, reason: 'deadline', actor: { kind: 'paydesk' } });
    case 'refund-instead':
      return write({ type: 'refund-instead', paymentRequestId });
    case 'never-arrived':
      return write({ type: 'never-arrived', paymentRequestId });
    case 'refund-owed':
      return self.refunds.owed();
  }
}

async function repeatPay(self: Loop): Promise<void> {
  const { live, charge } = self;
  if (charge === null) return;
  live.memory = {
    ...live.memory,
    payInFlight: true,
    payUnsent: false,
    repeats: live.memory.repeats + 1,
    lastAskAtMs: self.elapsedMs(),
  };
  const isWritten = await self.write({ type: 'pay-repeated', paymentRequestId: live.record.paymentRequestId });
  // While the row was written somebody may have asked to cancel: from then on not one more `pay` may leave.
  if (isWritten && !live.stopped && isOpen(live.record.state)) void sendPay(self, charge);
  else live.memory = { ...live.memory, payInFlight: false };
}

async function sendPay({ live, ports, write, wake }: Loop, charge: PayRequest): Promise<void> {
  // An earlier try that may have arrived makes this one a repeat, whose call-level refusal says nothing about the first.
  const isRepeat = live.memory.payArrived;
  ports.mark('before-pay');
  const reply = await ports.gateway.pay(charge);
  ports.mark('after-pay');
  const { paymentRequestId, amount, paymentId } = live.record;
  const unsent = reply.kind === 'lost' && reply.sent === 'no';
  await write({
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
  live.memory = { ...memory, lastAskAtMs: atMs, asks: memory.asks + 1, asksSinceCancel: memory.asksSinceCancel + 1 };
  await self.write({
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
  await self.write({ type: 'cancel-answered', paymentRequestId, verdict: judgeCancel(reply) });
}
