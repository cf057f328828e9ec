import type { JournalEntry } from '../../../core/journal/events.ts';
import type { ActorView } from '../../../core/payment/actor.ts';
import { createResolver, type Charge, type Resolver } from '../../../core/payment/resolver.ts';
import type { PaymentRecord } from '../../../core/payment/record.ts';
import { DEFAULT_TIMING } from '../../../core/payment/timing.ts';
import { fakeGateway, type CodePlan, type FakeCall, type FakeGateway } from '../../builders/fake-gateway.ts';
import { modelJournal, type ModelJournal } from '../../builders/model-journal.ts';
import { intent } from '../../builders/payments.ts';
import { virtualClock, type VirtualClock } from '../../builders/virtual-clock.ts';

/** A resolver whose every boundary and every told change is written down. */
export type Watched = {
  readonly clock: VirtualClock;
  readonly journal: ModelJournal;
  readonly fake: FakeGateway;
  readonly resolver: Resolver;
  readonly marks: readonly string[];
  readonly views: readonly ActorView[];
  /** Ids whose rows were read back from the journal. */
  readonly reads: readonly string[];
  /** When each call of one kind was made, ms since this run began. */
  readonly times: (api: FakeCall['api']) => readonly number[];
  /** The record of a payment as it was last told, without disturbing what is kept in memory. */
  readonly record: (charge: Charge) => PaymentRecord | null;
  /** Charges a fresh code with this fate and lets everything run that needs no time. */
  readonly charge: (plan?: CodePlan['kind']) => Promise<Charge>;
  /** The next run, on the rows that are durable, against the same gateway. */
  readonly restart: () => Promise<Watched>;
};

type Before = { readonly clock: VirtualClock; readonly fake: FakeGateway; readonly rows: readonly JournalEntry[] };

let codes = 0;

/** A charge of a code nobody has used. */
export function freshCharge(): Charge {
  codes += 1;
  const paymentCode = `2710${String(codes).padStart(20, '0')}`;
  return { intent: intent({ codeHash: `watched-${String(codes)}` }), paymentCode, orderDescription: 'Flat white and a bun' };
}

/** Sets it up; `before` is the world that an earlier run left. */
export function watched(before?: Before): Watched {
  const clock = before?.clock ?? virtualClock();
  const fake = before?.fake ?? fakeGateway(clock.wallMs);
  const journal = modelJournal(clock, before?.rows);
  const marks: string[] = [];
  const views: ActorView[] = [];
  const reads: string[] = [];
  const startedMs = clock.monotonicMs();
  const times: { readonly api: FakeCall['api']; readonly atMs: number }[] = [];
  const timed = <Value>(api: FakeCall['api'], reply: Promise<Value>): Promise<Value> => {
    times.push({ api, atMs: clock.monotonicMs() - startedMs });
    return reply;
  };
  let numbers = 700_000 + journal.rows().length;
  const resolver = createResolver(
    {
      gateway: {
        pay: (request) => timed('pay', fake.gateway.pay(request)),
        inquire: (id) => timed('inquire', fake.gateway.inquire(id)),
        cancel: (id) => timed('cancel', fake.gateway.cancel(id)),
        refund: (request) => timed('refund', fake.gateway.refund(request)),
      },
      journal: {
        ...journal,
        entriesOf: (id) => {
          reads.push(id);
          return journal.entriesOf(id);
        },
      },
      clock,
      gatewayWallMs: clock.wallMs,
      timing: DEFAULT_TIMING,
      mark: (boundary) => marks.push(boundary),
      newRefundId: () => `T1-R-${String((numbers += 1))}`,
      nextReceiptNumber: () => Promise.resolve((numbers += 1)),
    },
    (view) => views.push(view),
  );
  return {
    clock,
    journal,
    fake,
    resolver,
    marks,
    views,
    reads,
    times: (api) => times.filter((call) => call.api === api).map(({ atMs }) => atMs),
    record: ({ intent: { paymentRequestId } }) =>
      views.findLast(({ record }) => record.paymentRequestId === paymentRequestId)?.record ?? null,
    charge: async (kind = 'paid') => {
      const charge = freshCharge();
      if (kind !== 'refused') fake.plan(charge.paymentCode, { kind });
      await resolver.charge(charge);
      await clock.settle();
      return charge;
    },
    restart: async () => {
      await resolver.stop();
      const next = watched({ clock, fake, rows: journal.rows() });
      await next.resolver.resume();
      return next;
    },
  };
}
