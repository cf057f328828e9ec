import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PadKey } from '../../../core/checkout/sale.ts';
import { createSession } from '../../../core/checkout/session.ts';
import type { Session } from '../../../core/checkout/session-port.ts';
import type { ActorView } from '../../../core/payment/actor.ts';
import { DEFAULT_TIMING } from '../../../core/payment/timing.ts';
import { MAYA } from '../../builders/payments.ts';
import { approve, type Fate } from './scheduled-gateway.ts';
import { scheduledTill, type Till } from './scheduled-till.ts';

const RUNS = 150;
const CODES = ['281010897274821897274821', '281010897274821897274822', '281010897274821897274823'] as const;

/**
 * What hands do at a counter; each comes at a moment that the scheduler chooses. A double scan is one burst without a pause; to serve
 * is to put the stage aside, type an amount and scan.
 */
type Act =
  | { readonly kind: 'scan' | 'double-scan' | 'serve' | 'approve'; readonly code: (typeof CODES)[number] }
  | { readonly kind: 'key'; readonly key: PadKey }
  | { readonly kind: 'next' | 'note' | 'cancel' | 'cut' };

const code = fc.constantFrom(...CODES);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('scan' as const, 'double-scan' as const, 'serve' as const), code }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('approve' as const), code }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('key' as const), key: fc.constantFrom<PadKey>('5', '1', 'enter', 'back') }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('next' as const, 'note' as const, 'cancel' as const, 'cut' as const) }),
  },
);

const plan = fc.record({
  acts: fc.array(act, { minLength: 3, maxLength: 14 }),
  fates: fc.array(fc.constantFrom<Fate>('answered', 'request-lost', 'answer-lost'), { maxLength: 8 }),
  fate: fc.array(fc.constantFrom('paid' as const, 'waiting' as const, 'refused' as const), { minLength: 3, maxLength: 3 }),
  waits: fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 3 }),
});

type Plan = typeof plan extends fc.Arbitrary<infer Value> ? Value : never;
type Counter = { readonly till: Till; readonly session: () => Session; readonly cut: () => Promise<void> };

/** A cashier's session over a till whose every effect waits for the scheduler; a cut takes the session with it. */
function scheduledCounter(scheduler: fc.Scheduler, fates: readonly Fate[]): Counter {
  const heard = (view: ActorView): void => session.heard(view);
  const till = scheduledTill(scheduler, { fates, heard });
  const numbers = { sale: 0, payment: 0, receipt: 0 };
  const open = (): Session =>
    createSession({
      resolver: till.resolver(),
      wallMs: till.clock.wallMs,
      skewMs: () => 0,
      newSaleId: () => `sale-${String((numbers.sale += 1))}`,
      newPaymentRequestId: () => `T1-P-${String((numbers.payment += 1))}`,
      nextReceiptNumber: () => (numbers.receipt += 1),
      openReceipt: () => undefined,
      hashCode: (text) => `hash of ${text}`,
      settings: () => ({
        counterId: 'T1',
        shopName: 'Cafe Mori',
        currency: 'SGD',
        routing: [],
        windowMs: DEFAULT_TIMING.windowMs,
        notReady: null,
        actor: MAYA,
      }),
      changed: () => undefined,
      after: () => () => undefined,
    });
  let session = open();
  return {
    till,
    session: () => session,
    cut: async () => {
      const resumed = till.cut();
      session = open();
      await resumed;
    },
  };
}

async function perform({ till, session, cut }: Counter, one: Act): Promise<void> {
  const stage = session();
  switch (one.kind) {
    case 'scan':
      stage.scan(one.code);
      break;
    case 'double-scan':
      stage.scan(one.code);
      stage.scan(one.code);
      break;
    case 'serve':
      stage.next();
      stage.key('5');
      stage.scan(one.code);
      break;
    case 'approve':
      approveAll(till, one.code);
      break;
    case 'key':
      stage.key(one.key);
      break;
    case 'note':
      stage.note(`note ${String(till.sent.length)}`);
      break;
    case 'next':
      stage.next();
      break;
    case 'cancel':
      await till.resolver().cancel(stage.state().shown ?? 'nothing is shown', MAYA);
      break;
    case 'cut':
      await cut();
  }
}

function approveAll({ fake, clock }: Till, code: string): void {
  for (const call of fake.calls)
    if (call.api === 'pay' && call.request.paymentCode === code) approve(fake, call.request.paymentRequestId, clock.wallMs());
}

/** Plays the whole plan to its end. */
async function play(
  scheduler: fc.Scheduler,
  { acts, fates, fate, waits }: Plan,
  watch?: (counter: Counter) => void,
): Promise<Till> {
  const counter = scheduledCounter(scheduler, fates);
  const { till } = counter;
  for (const [at, kind] of fate.entries())
    till.fake.plan(CODES[at] ?? '', kind === 'refused' ? { kind, resultCode: 'USER_BALANCE_NOT_ENOUGH' } : { kind });
  counter.session().key('5');
  for (const one of acts) till.sometime(JSON.stringify(one), () => perform(counter, one));
  for (const ms of waits) till.sometime(`wait ${String(ms)}`, () => till.clock.advance(ms));
  await till.comeToRest(() => watch?.(counter));
  return till;
}

const repeated = (values: readonly string[]): readonly string[] => values.filter((value, at) => values.indexOf(value) !== at);

describe('scans under every order of events', { timeout: 30_000 }, () => {
  it('one sale version is charged at most once, whatever is scanned while its payment is being written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), plan, async (scheduler, chosen) => {
        const till = await play(scheduler, chosen);
        const versions = till.journal
          .ofType('payment-submitted')
          .map(({ saleId, saleVersion }) => `${saleId} v${String(saleVersion)}`);
        expect(repeated(versions)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it('one code is only ever sent under one id, also when it is scanned for two sales or after a power cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), plan, async (scheduler, chosen) => {
        const till = await play(scheduler, chosen);
        const ids = new Map<string, Set<string>>();
        for (const call of till.sent)
          if (call.api === 'pay') {
            const { paymentCode, paymentRequestId } = call.request;
            ids.set(paymentCode, (ids.get(paymentCode) ?? new Set()).add(paymentRequestId));
            expect(call.hadRow).toBe(true);
          }
        for (const used of ids.values()) expect(used.size).toBe(1);
        expect(till.refusals.filter((fault) => fault !== 'code-already-sent')).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it('what is charged is the amount of the sale version that its row names, and both ledgers end alike', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), plan, async (scheduler, chosen) => {
        const till = await play(scheduler, chosen);
        const rows = till.journal.ofType('payment-submitted');
        for (const call of till.sent) {
          if (call.api !== 'pay') continue;
          const row = rows.find(({ paymentRequestId }) => paymentRequestId === call.request.paymentRequestId);
          expect(call.request.amount).toEqual(row?.amount);
        }
        const paid = rows.map(({ paymentRequestId: id, amount }) => (till.record(id).state === 'paid' ? amount.amountMinor : 0));
        const held = rows.map(({ paymentRequestId: id }) => till.fake.charged()[id] ?? 0);
        expect(held).toEqual(paid);
      }),
      { numRuns: RUNS },
    );
  });

  it('the stage never shows one payment under the name of another, nor Paid before the gateway holds the money', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), plan, async (scheduler, chosen) => {
        await play(scheduler, chosen, ({ till, session }) => {
          const view = session().shown();
          if (view === null) return;
          expect(view.record.paymentRequestId).toBe(session().state().shown);
          if (view.record.state === 'paid' && view.record.cancel === null)
            expect(till.fake.charged()[view.record.paymentRequestId]).toBe(view.record.amount.amountMinor);
        });
      }),
      { numRuns: RUNS },
    );
  });
});
