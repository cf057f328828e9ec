import { approvedBy, type Actor, type Approver, type CancelReason, type JournalEvent } from '../journal/events.ts';
import type { JournalFault } from '../journal/port.ts';
import { refundSaga } from '../refund/saga.ts';
import { cancelCutoffMs, createdAtGatewayMs } from './cutoff.ts';
import type { PayRequest } from './gateway-port.ts';
import { startLive, tracked } from './live.ts';
import { fact, loop, sendPay, type Loop } from './loop.ts';
import { isOpen } from './machine.ts';
import { judgeNotice, type Noticed, type PaymentNotice } from './notice.ts';
import { createPen } from './pen.ts';
import type { CancelAsked, PaymentPorts, RefundAsked } from './ports.ts';
import { isSettled, type PaymentRecord } from './record.ts';
import { createTurns } from './turns.ts';

/** What the outside may see of a payment that is being looked after. */
export type ActorView = {
  readonly record: PaymentRecord;
  readonly nextAskAtMs: number | null;
  readonly fault: JournalFault | null;
};

/** Looks after one payment until nothing about it is open; every refund of it goes through here too, one after another. */
export type PaymentActor = {
  readonly view: () => ActorView;
  /** `ok` once the wish is durable. */
  readonly requestCancel: (reason: CancelReason, by: Actor, approver?: Approver | null) => Promise<CancelAsked>;
  readonly requestRefund: (
    amountMinor: number,
    reason: string | null,
    by: Actor,
    approver?: Approver | null,
  ) => Promise<RefundAsked>;
  /** Takes in a verified notification about this payment. */
  readonly notified: (notice: PaymentNotice) => Promise<Exclude<Noticed, 'unknown-payment'>>;
  /** Ask again now instead of at the planned moment. */
  readonly nudge: () => void;
  /** Stops looking after it in this run; nothing is written, the next run goes on from the journal. */
  readonly stop: () => void;
  /** Writes an event that others found out, such as what the printer said; true once it is durable. */
  readonly note: (event: JournalEvent) => Promise<boolean>;
  /** Resolves when there is nothing left to ask, or the actor was stopped. */
  readonly done: () => Promise<void>;
  /** True until everything about it is final and durable. */
  readonly isOpen: () => boolean;
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
  const pen = createPen(live, ports, changed);
  const inTurn = createTurns();
  const write = async (event: JournalEvent): Promise<void> => {
    await pen.fact(event);
  };
  const refunds = refundSaga({
    ...ports,
    record: () => live.record,
    write,
    intent: pen.intent,
    inTurn,
    stopped: () => live.stopped,
  });
  const self: Loop = {
    live,
    charge,
    ports,
    pen,
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
    isOpen: () => !isSettled(live.durable) || !isSettled(live.record),
    isIdle: () => live.running === 0 && isSettled(live.record),
    note: async (event) => {
      const isDurable = await tracked(live, () => self.pen.fact(event));
      self.wake();
      return isDurable;
    },
    notified: async (notice) => {
      const noticed = await tracked(live, () => takeNotice(self, notice));
      if (noticed === 'written') goOn();
      return noticed;
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
    requestCancel: async (reason, by, approver = null) => {
      const asked = await tracked(live, () => askCancel(self, reason, by, approver));
      goOn();
      return asked;
    },
    requestRefund: async (amountMinor, reason, by, approver = null) => {
      const asked = await tracked(live, () => refunds.request(amountMinor, reason, by, approver));
      goOn();
      return asked;
    },
  };
}

/** In one queue with the refunds: a cancel of a paid payment and a refund of it must never both be written. */
const askCancel = (
  { live, ports, inTurn, pen }: Loop,
  reason: CancelReason,
  by: Actor,
  approver: Approver | null,
): Promise<CancelAsked> =>
  inTurn(async () => {
    if (live.stopped || !mayCancel(live.record, ports)) return { ok: false, fault: 'not-now' };
    const { paymentRequestId } = live.record;
    const fault = await pen.intent({ type: 'cancel-requested', paymentRequestId, reason, actor: by, ...approvedBy(approver) });
    return fault === null ? { ok: true } : { ok: false, fault };
  });

/** A notification that tells nothing new writes no row, so that resending one for ever fills no disk. */
async function takeNotice(self: Loop, notice: PaymentNotice): Promise<Exclude<Noticed, 'unknown-payment'>> {
  const { live } = self;
  const event = judgeNotice(notice, live.record);
  if (live.stopped) return 'not-durable';
  if (event === null) return live.unwritten.length > 0 ? 'not-durable' : 'unchanged';
  return (await fact(self, event)) ? 'written' : 'not-durable';
}

/** Cuts the wait short as if the last attempt were long ago; a question asked just now is not repeated. */
function hurry({ live, ports, elapsedMs }: Loop): void {
  const { memory } = live;
  const lastMs = Math.max(memory.lastAskAtMs ?? 0, memory.lastCancelAtMs ?? 0);
  if (elapsedMs() - lastMs < ports.timing.askGapMs) return;
  live.memory = { ...memory, lastAskAtMs: null, lastCancelAtMs: null };
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
