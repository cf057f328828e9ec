import type { Actor, Approver, PaymentSubmitted } from '../journal/events.ts';
import type { JournalFault } from '../journal/port.ts';
import { startActor, type ActorView, type PaymentActor } from './actor.ts';
import type { Noticed, PaymentNotice } from './notice.ts';
import type { CancelAsked, PaymentPorts, RefundAsked } from './ports.ts';
import type { PayRequest } from './gateway-port.ts';
import { applyEntry, foldPayment, type PaymentRecord } from './record.ts';

/** The intent with the secret that only this run knows. */
export type Charge = {
  readonly intent: Omit<PaymentSubmitted, 'type'>;
  readonly paymentCode: string;
  readonly orderDescription: string;
};

/**
 * Owns every payment that is not settled: each has its own clock, none waits for another. It is the only place that starts a
 * charge, and it starts one only after the intent is durable.
 */
export type Resolver = {
  readonly charge: (charge: Charge) => Promise<{ readonly ok: true } | { readonly ok: false; readonly fault: JournalFault }>;
  /**
   * Picks up whatever the journal says is unsettled; resolves once all of it is being looked after, with the ids of payments
   * whose rows cannot be read, which hold up nobody else.
   */
  readonly resume: () => Promise<readonly string[]>;
  readonly cancel: (paymentRequestId: string, by: Actor, approver?: Approver | null) => Promise<CancelAsked>;
  readonly refund: (
    paymentRequestId: string,
    amountMinor: number,
    reason: string | null,
    by: Actor,
    approver?: Approver | null,
  ) => Promise<RefundAsked>;
  /** A verified notification; `unknown-payment` when this ledger has no such payment. */
  readonly notified: (notice: PaymentNotice) => Promise<Noticed>;
  readonly keepChecking: (paymentRequestId: string) => void;
  /** Asks about everything again, for example when the network or the PC woke up. */
  readonly nudgeAll: () => void;
  /** The live view of a payment, from memory or from the journal; null when there is no such payment. */
  readonly view: (paymentRequestId: string) => Promise<ActorView | null>;
  /** Everything that is not settled, or not yet written down as settled, oldest first. */
  readonly open: () => readonly ActorView[];
  /** Writes what others found out; true once it is durable. */
  readonly note: (paymentRequestId: string, event: Parameters<PaymentActor['note']>[0]) => Promise<boolean>;
  /** Ends all loops; what is open stays in the journal for the next run. */
  readonly stop: () => Promise<void>;
};

/** Settled payments kept in memory for a second look; older ones are folded again from the journal. */
const KEPT_MAX = 64;

/** Makes the resolver; `onChange` hears every change of any payment. */
export function createResolver(ports: PaymentPorts, onChange: (view: ActorView) => void): Resolver {
  const house: House = { ports, onChange, actors: new Map(), starting: new Set(), stopped: false };
  const { actors } = house;
  const find = (paymentRequestId: string) => findActor(house, paymentRequestId);
  return {
    charge: (charge) => startCharge(house, charge),
    resume: async () => {
      const unreadable: string[] = [];
      for (const id of await ports.journal.unsettled()) await find(id).catch(() => unreadable.push(id));
      return unreadable;
    },
    cancel: async (id, by, approver) =>
      (await (await find(id))?.requestCancel('cashier', by, approver)) ?? { ok: false, fault: 'not-now' },
    refund: async (id, amountMinor, reason, by, approver) =>
      (await (await find(id))?.requestRefund(amountMinor, reason, by, approver)) ?? { ok: false, fault: 'not-now' },
    notified: async (notice) => (await (await find(notice.paymentRequestId))?.notified(notice)) ?? 'unknown-payment',
    keepChecking: (id) => actors.get(id)?.nudge(),
    nudgeAll: () => {
      for (const actor of actors.values()) actor.nudge();
    },
    view: async (id) => (await find(id))?.view() ?? null,
    open: () =>
      [...actors.values()]
        .filter((actor) => actor.isOpen())
        .map((actor) => actor.view())
        .sort(bySequence),
    note: async (id, event) => (await (await find(id))?.note(event)) ?? false,
    stop: async () => {
      house.stopped = true;
      for (const actor of actors.values()) actor.stop();
      await Promise.all([...actors.values()].map((actor) => actor.done()));
    },
  };
}

const bySequence = (a: ActorView, b: ActorView): number => a.record.sequence - b.record.sequence;

type House = {
  readonly ports: PaymentPorts;
  readonly onChange: (view: ActorView) => void;
  readonly actors: Map<string, PaymentActor>;
  /** Ids whose intent is being written by this run: only their own charge may start them, because only it holds the code. */
  readonly starting: Set<string>;
  stopped: boolean;
};

function adopt(house: House, record: PaymentRecord, request: PayRequest | null): PaymentActor {
  const actor = startActor(record, request, house.ports, house.onChange);
  house.actors.set(record.paymentRequestId, actor);
  forgetIdle(house.actors, record.paymentRequestId);
  return actor;
}

async function findActor(house: House, paymentRequestId: string): Promise<PaymentActor | null> {
  const known = house.actors.get(paymentRequestId);
  if (known !== undefined) return used(house.actors, paymentRequestId, known);
  const record = foldPayment(await house.ports.journal.entriesOf(paymentRequestId));
  // Another caller may have adopted it while the journal was read.
  const adopted = house.actors.get(paymentRequestId);
  if (adopted !== undefined) return adopted;
  return record === null || house.stopped || house.starting.has(paymentRequestId) ? null : adopt(house, record, null);
}

/** Moves it to the end of the line of those that may be forgotten. */
function used(actors: Map<string, PaymentActor>, id: string, actor: PaymentActor): PaymentActor {
  actors.delete(id);
  actors.set(id, actor);
  return actor;
}

async function startCharge(house: House, charge: Charge): ReturnType<Resolver['charge']> {
  const { paymentRequestId } = charge.intent;
  house.starting.add(paymentRequestId);
  try {
    return await writeAndStart(house, charge);
  } finally {
    house.starting.delete(paymentRequestId);
  }
}

async function writeAndStart(house: House, { intent, paymentCode, orderDescription }: Charge): ReturnType<Resolver['charge']> {
  const { ports } = house;
  const appended = await ports.journal.append({ type: 'payment-submitted', ...intent });
  if (!appended.ok) return { ok: false, fault: appended.fault };
  ports.mark('journal-payment-submitted');
  const record = applyEntry(null, appended.entry);
  if (record === null) return { ok: false, fault: 'storage-failed' };
  // Stopping: nothing is sent any more; the next run finds the intent and closes it.
  if (house.stopped) return { ok: true };
  const actor = adopt(house, record, {
    paymentRequestId: intent.paymentRequestId,
    paymentCode,
    amount: intent.amount,
    referenceOrderId: intent.orderNumber,
    orderDescription,
    requestedAtMs: appended.entry.wallMs,
    expiresAtMs: intent.expiresAtMs,
  });
  house.onChange(actor.view());
  return { ok: true };
}

/** The oldest that have nothing to do any more; one that is being used is never forgotten, or a second would start beside it. */
function forgetIdle(actors: Map<string, PaymentActor>, justAdopted: string): void {
  for (const [id, actor] of actors) {
    if (actors.size <= KEPT_MAX) return;
    if (id !== justAdopted && actor.isIdle()) actors.delete(id);
  }
}
