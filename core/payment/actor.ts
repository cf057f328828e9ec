import type { Actor, CancelReason, JournalEntry, JournalEvent } from '../journal/events.ts';
import type { JournalFault, JournalPort } from '../journal/port.ts';
import { refundSaga, type RefundSaga } from '../refund/saga.ts';
import type { Clock, Nap } from './clock.ts';
import { cancelCutoffMs } from './cutoff.ts';
import type { GatewayPort, PayRequest } from './gateway-port.ts';
import { freshMemory, nextStep, type Moment, type RunMemory, type Step } from './policy.ts';
import { applyEntry, isSettled, type PaymentRecord } from './record.ts';
import type { PaymentTiming } from './timing.ts';
import { judgeCancel, judgeInquiry, judgePay } from './verdict.ts';

/** The effects one payment needs. */
export type PaymentPorts = {
  readonly gateway: GatewayPort;
  readonly journal: JournalPort;
  readonly clock: Clock;
  /** What Alipay+'s clock says, for the cancel cut-off; epoch ms. */
  readonly gatewayWallMs: () => number;
  readonly timing: PaymentTiming;
  readonly newRefundId: () => string;
  readonly nextReceiptNumber: () => Promise<number>;
  /** A named point between two effects; a no-op but for tests that kill the program there. */
  readonly mark: (boundary: string) => void;
};

/** What the outside may see of a payment that is being looked after. */
export type ActorView = { readonly record: PaymentRecord; readonly nextAskAtMs: number | null; readonly fault: JournalFault | null };

/** Looks after one payment until nothing about it is open; every refund of it goes through here too, one after another. */
export type PaymentActor = {
  readonly view: () => ActorView;
  /** Resolves once the wish is durable; false when it makes no sense any more. */
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
};

/** A refund that was written down, or why it was not. */
export type RefundAsked =
  | { readonly ok: true; readonly refundRequestId: string }
  | { readonly ok: false; readonly fault: JournalFault | 'over-refund' | 'refund-window' | 'not-now' };

const STORAGE_RETRY_MS = 2_000;

type Live = {
  record: PaymentRecord;
  memory: RunMemory;
  fault: JournalFault | null;
  nextAskAtMs: number | null;
  nap: Nap | null;
  stopped: boolean;
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
  const live: Live = { record, memory: freshMemory(charge !== null), fault: null, nextAskAtMs: null, nap: null, stopped: false };
  const ageMs = charge === null ? Math.max(0, ports.clock.wallMs() - record.submittedAtMs) : 0;
  const originMs = ports.clock.monotonicMs() - ageMs;
  const changed = () => onChange({ record: live.record, nextAskAtMs: live.nextAskAtMs, fault: live.fault });
  const accept = (entry: JournalEntry) => {
    live.record = applyEntry(live.record, entry) ?? live.record;
    changed();
  };
  const write = (event: JournalEvent) => writeSurely(live, event, ports, accept, changed);
  const refunds = refundSaga({ ...ports, record: () => live.record, write, accept, stopped: () => live.stopped });
  const self: Loop = {
    live, charge, ports, write, refunds, changed,
    elapsedMs: () => ports.clock.monotonicMs() - originMs,
    wake: () => live.nap?.wake(),
  };
  refunds.resume();
  if (charge !== null) void sendPay(self, charge);
  return handle(self, loop(self));
}

function handle(self: Loop, first: Promise<void>): PaymentActor {
  const { live, ports, refunds } = self;
  let running = first;
  // A loop that has come to rest is started again by the next wish; one that is still running only has to wake.
  const goOn = () => {
    self.wake();
    running = running.then(() => loop(self));
  };
  return {
    view: () => ({ record: live.record, nextAskAtMs: live.nextAskAtMs, fault: live.fault }),
    done: () => running,
    note: self.write,
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
      if (!mayCancel(live.record, ports)) return false;
      await self.write({ type: 'cancel-requested', paymentRequestId: live.record.paymentRequestId, reason, actor: by });
      goOn();
      return true;
    },
    requestRefund: async (amountMinor, reason, by) => {
      const asked = await refunds.request(amountMinor, reason, by);
      goOn();
      return asked;
    },
  };
}

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
  switch (record.state) {
    case 'submitted':
    case 'waiting':
    case 'unknown':
      return true;
    case 'paid':
      return record.refunds.every(({ state }) => state === 'refused') && ports.gatewayWallMs() < cancelCutoffMs(record.submittedAtMs);
    case 'cancelling':
    case 'cancelRefused':
    case 'notPaid':
    case 'cancelled':
      return false;
  }
}

type Loop = {
  readonly live: Live;
  readonly charge: PayRequest | null;
  readonly ports: PaymentPorts;
  readonly write: (event: JournalEvent) => Promise<void>;
  readonly elapsedMs: () => number;
  readonly wake: () => void;
  readonly changed: () => void;
  readonly refunds: RefundSaga;
};

async function loop(self: Loop): Promise<void> {
  const { live, ports } = self;
  for (;;) {
    if (live.stopped) return;
    const moment: Moment = { elapsedMs: self.elapsedMs(), cancelOpen: ports.gatewayWallMs() < cancelCutoffMs(live.record.submittedAtMs) };
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
  self.live.nap = self.ports.clock.nap(ms);
  await self.live.nap.done;
}

async function take(self: Loop, step: Exclude<Step, { act: 'rest' }>): Promise<void> {
  const { live, write } = self;
  const { paymentRequestId } = live.record;
  switch (step.act) {
    case 'inquire':
      return inquire(self);
    case 'cancel':
      return cancel(self);
    case 'repeat-pay': {
      if (self.charge === null) return;
      live.memory = { ...live.memory, payInFlight: true, payUnsent: false, repeats: live.memory.repeats + 1, lastAskAtMs: self.elapsedMs() };
      await write({ type: 'pay-repeated', paymentRequestId });
      void sendPay(self, self.charge);
      return;
    }
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

async function sendPay({ live, ports, write, wake }: Loop, charge: PayRequest): Promise<void> {
  ports.mark('before-pay');
  const reply = await ports.gateway.pay(charge);
  ports.mark('after-pay');
  const { paymentRequestId, amount, paymentId } = live.record;
  const unsent = reply.kind === 'lost' && reply.sent === 'no';
  // An earlier try that may have arrived makes this one a repeat, whose call-level refusal says nothing about the first.
  const verdict = judgePay(reply, { paymentRequestId, amount, paymentId }, live.memory.repeats > 0);
  await write({ type: 'payment-answered', paymentRequestId, api: 'pay', verdict });
  live.memory = { ...live.memory, payInFlight: false, payUnsent: unsent };
  wake();
}

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
    type: 'payment-answered', paymentRequestId, api: 'inquiryPayment',
    verdict: judgeInquiry(reply, { paymentRequestId, amount, paymentId }),
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

/** An answer is never dropped because the disk is: it is kept in memory and written again until it is durable. */
async function writeSurely(
  live: Live, event: JournalEvent, ports: PaymentPorts, accept: (entry: JournalEntry) => void, changed: () => void,
): Promise<void> {
  for (;;) {
    const appended = await ports.journal.append(event);
    if (appended.ok) {
      live.fault = null;
      ports.mark(`journal-${event.type}`);
      return accept(appended.entry);
    }
    live.fault = appended.fault;
    changed();
    if (live.stopped) return;
    await ports.clock.nap(STORAGE_RETRY_MS).done;
  }
}
