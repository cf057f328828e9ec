import type { Scheduler } from 'fast-check';
import { paymentIdOf, type JournalEntry, type JournalEvent } from '../../../core/journal/events.ts';
import type { JournalFault, JournalPort } from '../../../core/journal/port.ts';
import type { PayRequest, RefundRequest } from '../../../core/payment/gateway-port.ts';
import type { PaymentPorts } from '../../../core/payment/ports.ts';
import { foldPayment, type PaymentRecord } from '../../../core/payment/record.ts';
import { createResolver, type Charge, type Resolver } from '../../../core/payment/resolver.ts';
import { DEFAULT_TIMING } from '../../../core/payment/timing.ts';
import type { ActorView } from '../../../core/payment/actor.ts';
import { fakeGateway, type FakeGateway } from '../../builders/fake-gateway.ts';
import { modelJournal, type ModelJournal } from '../../builders/model-journal.ts';
import { AMOUNT, intent } from '../../builders/payments.ts';
import { MORNING_MS, virtualClock, type VirtualClock } from '../../builders/virtual-clock.ts';
import { scheduledGateway, type Fate } from './scheduled-gateway.ts';

/** What one run of Paydesk sent, as the gateway's side of the counter saw it leave. */
export type Sent =
  | { readonly api: 'pay'; readonly request: PayRequest; readonly run: number; readonly hadRow: boolean }
  | { readonly api: 'inquire' | 'cancel'; readonly paymentRequestId: string }
  | { readonly api: 'refund'; readonly request: RefundRequest };

/** One counter over all its runs: a disk, a gateway and a clock that outlive them, every effect released by the scheduler. */
export type Till = {
  readonly clock: VirtualClock;
  readonly fake: FakeGateway;
  readonly journal: ModelJournal;
  /** Rows that the journal had to refuse: the core must never ask for one that the rules forbid. */
  readonly refusals: readonly JournalFault[];
  readonly sent: readonly Sent[];
  /** The run that is alive, and its number. */
  readonly resolver: () => Resolver;
  readonly run: () => number;
  /** The power goes and comes back: nothing that the old run waits for is ever heard by it; resolves once the new one resumed. */
  readonly cut: () => Promise<void>;
  readonly record: (paymentRequestId: string) => PaymentRecord;
  /** Releases everything in the scheduler's order, then lets time pass, until nothing is left to do; `watch` looks after every step. */
  readonly comeToRest: (watch?: () => void) => Promise<void>;
  /** Puts an act among the things that the scheduler orders. */
  readonly sometime: (label: string, act: () => unknown) => void;
};

/** What a test may choose. */
export type TillOptions = {
  readonly fates?: readonly Fate[];
  readonly wallMs?: number;
  readonly heard?: (view: ActorView) => void;
};

type Run = { isDead: boolean; readonly resolver: Resolver };

/** A till that has not come to rest after this long will never do so. */
const REST_WITHIN_MS = 2 * 3_600_000;
const TIME_STEP_MS = 2_000;

/** Sets a counter up whose disk and network answer only when the scheduler says so. */
export function scheduledTill(scheduler: Scheduler, { fates = [], wallMs = MORNING_MS, heard }: TillOptions = {}): Till {
  const clock = virtualClock(wallMs);
  const fake = fakeGateway(clock.wallMs);
  const journal = modelJournal(clock);
  const refusals: JournalFault[] = [];
  const sent: Sent[] = [];
  const step = (label: string): Promise<void> => scheduler.schedule(Promise.resolve(), label);
  const wire = scheduledGateway({ fake, fates: [...fates], step, wallMs: clock.wallMs });
  let numbers = 0;
  let runs = 0;
  const open = (): Run => {
    const life = { isDead: false };
    const number = (runs += 1);
    const ports = shared({ clock, journal, refusals, step }, life, () => (numbers += 1));
    const gateway = wire(life, (call) => {
      const hadRow = call.api === 'pay' && hasRow(journal.rows(), call.request.paymentRequestId);
      sent.push(call.api === 'pay' ? { ...call, run: number, hadRow } : call);
    });
    return Object.assign(life, { resolver: createResolver({ ...ports, gateway }, (view) => !life.isDead && heard?.(view)) });
  };
  let run = open();
  return {
    clock,
    fake,
    journal,
    refusals,
    sent,
    resolver: () => run.resolver,
    run: () => runs,
    cut: async () => {
      run.isDead = true;
      run = open();
      await run.resolver.resume();
    },
    record: (id) => recordOf(journal.rows(), id),
    comeToRest: (watch) => comeToRest(scheduler, clock, watch),
    sometime: (label, act) => {
      void step(label).then(act);
    },
  };
}

const hasRow = (rows: readonly JournalEntry[], id: string): boolean =>
  rows.some(({ event }) => event.type === 'payment-submitted' && event.paymentRequestId === id);

function recordOf(rows: readonly JournalEntry[], id: string): PaymentRecord {
  const record = foldPayment(rows.filter(({ event }) => paymentIdOf(event) === id));
  if (record === null) throw new Error('no such payment');
  return record;
}

type Disk = {
  readonly clock: VirtualClock;
  readonly journal: ModelJournal;
  readonly refusals: JournalFault[];
  readonly step: (label: string) => Promise<void>;
};

/** What a dead run waits for never comes, so that no ghost of it goes on. */
export const untilDeath = async <Value>(life: { readonly isDead: boolean }, value: Promise<Value>): Promise<Value> => {
  const come = await value;
  return life.isDead ? new Promise(() => undefined) : come;
};

function shared(
  { clock, journal, refusals, step }: Disk,
  life: { readonly isDead: boolean },
  nextNumber: () => number,
): Omit<PaymentPorts, 'gateway'> {
  let last: Promise<unknown> = Promise.resolve();
  const append = async (event: JournalEvent) => {
    await untilDeath(life, step(`write ${event.type}`));
    const appended = await journal.append(event);
    if (!appended.ok) refusals.push(appended.fault);
    // Durable, but not yet known to be: the power may go right here.
    await untilDeath(life, step(`durable ${event.type}`));
    return appended;
  };
  // One file, one row after another: rows are acknowledged in the order in which they were asked for.
  const inOrder = (event: JournalEvent) => {
    const row = last.then(() => append(event));
    last = row;
    return row;
  };
  const scheduledJournal: JournalPort = {
    ...journal,
    append: (event) => untilDeath(life, inOrder(event)),
    entriesOf: (id) =>
      untilDeath(
        life,
        step('read').then(() => journal.entriesOf(id)),
      ),
    unsettled: () =>
      untilDeath(
        life,
        step('read unsettled').then(() => journal.unsettled()),
      ),
  };
  return {
    journal: scheduledJournal,
    clock: { ...clock, nap: (ms) => napOf(clock, life, ms) },
    gatewayWallMs: clock.wallMs,
    timing: DEFAULT_TIMING,
    newRefundId: () => `T1-R-${String(nextNumber())}`,
    nextReceiptNumber: () => Promise.resolve(500_000 + nextNumber()),
    mark: () => undefined,
  };
}

function napOf(clock: VirtualClock, life: { readonly isDead: boolean }, ms: number): ReturnType<VirtualClock['nap']> {
  if (life.isDead) return { done: new Promise(() => undefined), wake: () => undefined };
  const nap = clock.nap(ms);
  return { done: untilDeath(life, nap.done), wake: nap.wake };
}

async function comeToRest(scheduler: Scheduler, clock: VirtualClock, watch?: () => void): Promise<void> {
  const untilMs = clock.monotonicMs() + REST_WITHIN_MS;
  for (;;) {
    await clock.settle();
    if (scheduler.count() > 0) {
      await scheduler.waitNext(1);
      await clock.settle();
      watch?.();
    } else if (clock.pending() === 0) return;
    else if (clock.monotonicMs() > untilMs) throw new Error('the till never came to rest');
    else await clock.advance(TIME_STEP_MS);
  }
}

/** A charge of the sample amount with this code. */
export const chargeOf = (paymentCode: string, nowMs: number): Charge => ({
  intent: intent({ amount: AMOUNT, codeHash: `hash of ${paymentCode}`, expiresAtMs: nowMs + DEFAULT_TIMING.windowMs }),
  paymentCode,
  orderDescription: 'Paydesk test',
});
