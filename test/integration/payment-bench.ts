import type { JournalEntry } from '../../core/journal/events.ts';
import { AMOUNT, intent, MAYA } from '../builders/payments.ts';
import type { GatewayPort } from '../../core/payment/gateway-port.ts';
import { createResolver, type Charge, type Resolver } from '../../core/payment/resolver.ts';
import { DEFAULT_TIMING } from '../../core/payment/timing.ts';
import type { PaymentRecord } from '../../core/payment/record.ts';
import { modelJournal, type ModelJournal } from '../builders/model-journal.ts';
import { virtualClock, type VirtualClock } from '../builders/virtual-clock.ts';
import { fakeGateway, type FakeGateway } from '../builders/fake-gateway.ts';

/** One call with the moment at which it was made, ms since the bench was set up. */
export type TimedCall = { readonly api: 'pay' | 'inquire' | 'cancel' | 'refund'; readonly atMs: number };

/** Core, a journal and a gateway in one virtual time; nothing real but the code under test. */
export type Bench = {
  readonly clock: VirtualClock;
  readonly journal: ModelJournal;
  readonly fake: FakeGateway;
  readonly resolver: Resolver;
  readonly calls: readonly TimedCall[];
  readonly times: (api: TimedCall['api']) => readonly number[];
  /** Charges a fresh code; returns the payment's id. */
  readonly charge: (paymentCode?: string) => Promise<string>;
  readonly record: (paymentRequestId: string) => Promise<PaymentRecord>;
  /** The power goes, and comes back: a new run on the rows that were durable, against the same gateway. */
  readonly restart: (rows?: readonly JournalEntry[]) => Promise<Bench>;
};

type Before = { readonly clock: VirtualClock; readonly fake: FakeGateway; readonly rows: readonly JournalEntry[] };

/**
 * When the power goes: after this many rows no further one is written. `lastWords`: calls that were about to be made still reach the
 * gateway, though nobody is left to hear the answer.
 */
export type Plug = { readonly afterRows: number; readonly lastWords: boolean };

let codes = 0;

/** A code nobody has used. */
export function freshCode(): string {
  codes += 1;
  return `2810${String(codes).padStart(20, '0')}`;
}

/** Sets the bench up; `before` is the world that an earlier run left. */
export function bench(before?: Before, plug: Plug = { afterRows: Infinity, lastWords: true }): Bench {
  const clock = before?.clock ?? virtualClock();
  const startedMs = clock.monotonicMs();
  const fake = before?.fake ?? fakeGateway(clock.wallMs);
  const journal = modelJournal(clock, before?.rows);
  const calls: TimedCall[] = [];
  let numbers = 500_000 + journal.rows().length;
  const isDead = () => journal.rows().length >= plug.afterRows;
  const resolver = createResolver(
    {
      gateway: timed(
        fake.gateway,
        (api) => {
          calls.push({ api, atMs: clock.monotonicMs() - startedMs });
        },
        () => isDead() && !plug.lastWords,
      ),
      journal: { ...journal, append: (event) => (isDead() ? new Promise(() => {}) : journal.append(event)) },
      clock,
      gatewayWallMs: clock.wallMs,
      timing: DEFAULT_TIMING,
      mark: () => {},
      newRefundId: () => `T1-R-${String((numbers += 1))}`,
      nextReceiptNumber: () => Promise.resolve((numbers += 1)),
    },
    () => {},
  );
  return {
    clock,
    journal,
    fake,
    resolver,
    calls,
    times: (api) => calls.filter((call) => call.api === api).map(({ atMs }) => atMs),
    charge: async (paymentCode = freshCode()) => {
      const charge = chargeOf(paymentCode);
      const started = await resolver.charge(charge);
      if (!started.ok) throw new Error(started.fault);
      return charge.intent.paymentRequestId;
    },
    record: async (id) => {
      const view = await resolver.view(id);
      if (view === null) throw new Error('no such payment');
      return view.record;
    },
    restart: async (rows = journal.rows()) => {
      const next = bench({ clock, fake, rows });
      await next.resolver.resume();
      return next;
    },
  };
}

/** A charge of the sample amount. */
export const chargeOf = (paymentCode: string): Charge => ({
  intent: intent({ amount: AMOUNT, actor: MAYA, codeHash: `h:${paymentCode}` }),
  paymentCode,
  orderDescription: 'Paydesk test',
});

function timed(gateway: GatewayPort, called: (api: TimedCall['api']) => void, isCut: () => boolean): GatewayPort {
  const through = <Value>(api: TimedCall['api'], call: () => Promise<Value>): Promise<Value> => {
    if (isCut()) return new Promise(() => {});
    called(api);
    return call();
  };
  return {
    pay: (request) => through('pay', () => gateway.pay(request)),
    inquire: (id) => through('inquire', () => gateway.inquire(id)),
    cancel: (id) => through('cancel', () => gateway.cancel(id)),
    refund: (request) => through('refund', () => gateway.refund(request)),
  };
}

/** Charges a fresh code with this fate, and lets everything run that needs no time. */
export async function charged(world: Bench, plan: 'paid' | 'waiting' | 'lost-after' | 'lost-before'): Promise<string> {
  const code = freshCode();
  world.fake.plan(code, { kind: plan });
  const id = await world.charge(code);
  await world.clock.settle();
  return id;
}
