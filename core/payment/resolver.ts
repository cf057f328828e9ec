import type { Actor, PaymentSubmitted } from '../journal/events.ts';
import type { JournalFault } from '../journal/port.ts';
import { startActor, type ActorView, type PaymentActor, type PaymentPorts, type RefundAsked } from './actor.ts';
import type { PayRequest } from './gateway-port.ts';
import { applyEntry, foldPayment, isSettled, type PaymentRecord } from './record.ts';

/** The intent with the secret that only this run knows. */
export type Charge = { readonly intent: Omit<PaymentSubmitted, 'type'>; readonly paymentCode: string; readonly orderDescription: string };

/**
 * Owns every payment that is not settled: each has its own clock, none waits for another. It is the only place that starts a
 * charge, and it starts one only after the intent is durable.
 */
export type Resolver = {
  readonly charge: (charge: Charge) => Promise<{ readonly ok: true } | { readonly ok: false; readonly fault: JournalFault }>;
  /** Picks up whatever the journal says is unsettled; resolves once all of it is being looked after. */
  readonly resume: () => Promise<void>;
  readonly cancel: (paymentRequestId: string, by: Actor) => Promise<boolean>;
  readonly refund: (paymentRequestId: string, amountMinor: number, reason: string | null, by: Actor) => Promise<RefundAsked>;
  readonly keepChecking: (paymentRequestId: string) => void;
  /** Asks about everything again, for example when the network or the PC woke up. */
  readonly nudgeAll: () => void;
  /** The live view of a payment, from memory or from the journal; null when there is no such payment. */
  readonly view: (paymentRequestId: string) => Promise<ActorView | null>;
  /** Everything not settled, oldest first. */
  readonly open: () => readonly ActorView[];
  readonly note: (paymentRequestId: string, event: Parameters<PaymentActor['note']>[0]) => Promise<void>;
  /** Ends all loops; what is open stays in the journal for the next run. */
  readonly stop: () => Promise<void>;
};

/** Settled payments kept in memory for a second look; older ones are folded again from the journal. */
const KEPT_MAX = 64;

/** Makes the resolver; `onChange` hears every change of any payment. */
export function createResolver(ports: PaymentPorts, onChange: (view: ActorView) => void): Resolver {
  const actors = new Map<string, PaymentActor>();
  const adopt = (record: PaymentRecord, request: PayRequest | null): PaymentActor => {
    const actor = startActor(record, request, ports, onChange);
    actors.set(record.paymentRequestId, actor);
    forgetSettled(actors);
    return actor;
  };
  const find = async (paymentRequestId: string): Promise<PaymentActor | null> => {
    const known = actors.get(paymentRequestId);
    if (known !== undefined) return known;
    const record = foldPayment(await ports.journal.entriesOf(paymentRequestId));
    // Another caller may have adopted it while the journal was read.
    return record === null ? null : (actors.get(paymentRequestId) ?? adopt(record, null));
  };
  return {
    charge: (charge) => startCharge(charge, ports, adopt, onChange),
    resume: async () => {
      for (const id of await ports.journal.unsettled()) await find(id);
    },
    cancel: async (id, by) => (await find(id))?.requestCancel('cashier', by) ?? false,
    refund: async (id, amountMinor, reason, by) =>
      (await (await find(id))?.requestRefund(amountMinor, reason, by)) ?? { ok: false, fault: 'not-now' },
    keepChecking: (id) => actors.get(id)?.nudge(),
    nudgeAll: () => {
      for (const actor of actors.values()) actor.nudge();
    },
    view: async (id) => (await find(id))?.view() ?? null,
    open: () => [...actors.values()].map((actor) => actor.view()).filter(({ record }) => !isSettled(record)).sort(bySequence),
    note: async (id, event) => (await find(id))?.note(event),
    stop: async () => {
      for (const actor of actors.values()) actor.stop();
      await Promise.all([...actors.values()].map((actor) => actor.done()));
    },
  };
}

const bySequence = (a: ActorView, b: ActorView): number => a.record.sequence - b.record.sequence;

async function startCharge(
  { intent, paymentCode, orderDescription }: Charge,
  ports: PaymentPorts,
  adopt: (record: PaymentRecord, request: PayRequest) => PaymentActor,
  onChange: (view: ActorView) => void,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly fault: JournalFault }> {
  const appended = await ports.journal.append({ type: 'payment-submitted', ...intent });
  if (!appended.ok) return { ok: false, fault: appended.fault };
  ports.mark('journal-payment-submitted');
  const record = applyEntry(null, appended.entry);
  if (record === null) return { ok: false, fault: 'storage-failed' };
  const actor = adopt(record, {
    paymentRequestId: intent.paymentRequestId,
    paymentCode,
    amount: intent.amount,
    referenceOrderId: intent.orderNumber,
    orderDescription,
    requestedAtMs: appended.entry.wallMs,
    expiresAtMs: intent.expiresAtMs,
  });
  onChange(actor.view());
  return { ok: true };
}

function forgetSettled(actors: Map<string, PaymentActor>): void {
  if (actors.size <= KEPT_MAX) return;
  for (const [id, actor] of actors) {
    if (actors.size <= KEPT_MAX) return;
    if (isSettled(actor.view().record)) actors.delete(id);
  }
}
