import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paidFacts } from '../../builders/fake-gateway.ts';
import { AMOUNT, MAYA } from '../../builders/payments.ts';
import { MORNING_MS } from '../../builders/virtual-clock.ts';
import { refundedMinor } from '../../../core/payment/record.ts';
import { approve, CUTOFF_MS, type Fate } from './scheduled-gateway.ts';
import { chargeOf, scheduledTill, type Till } from './scheduled-till.ts';

const RUNS = 150;
const CODE = '281010897274821897274821';
const PAID_MINOR = AMOUNT.amountMinor;

/** What may happen while a payment is open, each at a moment that the scheduler chooses. */
type Act = 'cancel' | 'approve' | 'decline' | 'cut' | 'look';

/** Every plan has one cancel and one approval; whether the wallet asks its customer at all decides which can be too late. */
const plan = fc.record({
  wallet: fc.constantFrom('waiting' as const, 'paid' as const),
  acts: fc.array(fc.constantFrom<Act>('cancel', 'approve', 'decline', 'cut', 'look'), { maxLength: 4 }),
  fates: fc.array(fc.constantFrom<Fate>('answered', 'request-lost', 'answer-lost'), { maxLength: 12 }),
  waits: fc.array(fc.integer({ min: 0, max: 70_000 }), { maxLength: 3 }),
  startMs: fc.constantFrom(MORNING_MS, CUTOFF_MS - 61_000, CUTOFF_MS - 5_000),
});

type Plan = typeof plan extends fc.Arbitrary<infer Value> ? Value : never;
type Told = { readonly till: Till; readonly id: string; readonly cancelTaken: readonly boolean[]; readonly chargedIn: number };

/** A waiting payment and everything that the plan says about it, in whatever order; `watch` looks after every step. */
async function tell(scheduler: fc.Scheduler, { wallet, acts, fates, waits, startMs }: Plan, watch = look): Promise<Told> {
  const till = scheduledTill(scheduler, { fates, wallMs: startMs });
  till.fake.plan(CODE, { kind: wallet });
  const charge = chargeOf(CODE, startMs);
  const id = charge.intent.paymentRequestId;
  const cancelTaken: boolean[] = [];
  const perform: Readonly<Record<Act, () => unknown>> = {
    cancel: () =>
      till
        .resolver()
        .cancel(id, MAYA)
        .then(({ ok }) => cancelTaken.push(ok)),
    approve: () => {
      if (!approve(till.fake, id, till.clock.wallMs())) return;
      // The gateway tells it twice, as gateways do.
      for (const time of ['first', 'second']) till.sometime(`${time} notification`, () => notify(till, id));
    },
    decline: () => till.fake.decline(id, 'USER_BALANCE_NOT_ENOUGH'),
    cut: till.cut,
    look: () => {
      till.resolver().keepChecking(id);
    },
  };
  let chargedIn = 0;
  till.sometime('charge', () => {
    chargedIn = till.run();
    void till.resolver().charge(charge);
  });
  for (const act of ['cancel', 'approve', ...acts] as const) till.sometime(act, perform[act]);
  for (const ms of waits) till.sometime(`wait ${String(ms)}`, () => till.clock.advance(ms));
  await till.comeToRest(() => {
    watch(till, id);
  });
  return { till, id, cancelTaken, chargedIn };
}

/** A notification of the approval, verified and however late. */
async function notify(till: Till, id: string): Promise<void> {
  const pay = till.fake.calls.find((call) => call.api === 'pay');
  if (pay?.api !== 'pay') return;
  await till.resolver().notified({
    paymentRequestId: id,
    paymentResult: { resultCode: 'SUCCESS', resultStatus: 'S' },
    facts: paidFacts(pay.request),
    requestTimeMs: till.clock.wallMs(),
  });
}

const isWritten = (till: Till): boolean => till.journal.ofType('payment-submitted').length > 0;

/** At no moment does the till say a final word that the gateway's books do not bear out. */
function look(till: Till, id: string): void {
  if (!isWritten(till)) return;
  const { state, cancel, refundOwed, refunds } = till.record(id);
  const held = till.fake.charged()[id] ?? 0;
  if (state === 'notPaid' || state === 'cancelled') expect({ state, held }).toEqual({ state, held: 0 });
  if (state === 'paid' && cancel === null) expect({ state, held }).toEqual({ state, held: PAID_MINOR });
  // Once a cancel was written, paid is only ever said together with the money going back.
  if (state === 'paid' && cancel !== null) expect(refundOwed || refunds.length > 0).toBe(true);
}

describe('a cancel against an approval', { timeout: 30_000 }, () => {
  it('at no moment under any order does the till say Paid or Not paid against the gateway’s books', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), plan, async (scheduler, chosen) => {
        const { till, id } = await tell(scheduler, chosen);
        // The power may go before the intent was durable: then nothing was ever sent.
        if (!isWritten(till)) expect(till.sent).toEqual([]);
        else look(till, id);
      }),
      { numRuns: RUNS },
    );
  });

  it('the till and the gateway end alike to the minor unit, whichever word came first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), plan, async (scheduler, chosen) => {
        const { till, id } = await tell(scheduler, chosen, () => undefined);
        if (!isWritten(till)) return;
        const record = till.record(id);
        expect(['paid', 'notPaid', 'cancelled']).toContain(record.state);
        expect(till.fake.charged()[id] ?? 0).toBe(record.state === 'paid' ? PAID_MINOR - refundedMinor(record) : 0);
      }),
      { numRuns: RUNS },
    );
  });

  it('a cancel that was taken always ends with nothing held from the customer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), plan, async (scheduler, chosen) => {
        const { till, id, cancelTaken } = await tell(scheduler, chosen, () => undefined);
        fc.pre(cancelTaken.includes(true));
        expect(till.fake.charged()[id] ?? 0).toBe(0);
      }),
      { numRuns: RUNS },
    );
  });

  it('pay is sent under one id, only after its row, and never by a run that did not scan the code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), plan, async (scheduler, chosen) => {
        const { till, id, chargedIn } = await tell(scheduler, chosen, () => undefined);
        for (const call of till.sent)
          if (call.api === 'pay')
            expect(call).toMatchObject({ hadRow: true, run: chargedIn, request: { paymentRequestId: id, amount: AMOUNT } });
      }),
      { numRuns: RUNS },
    );
  });
});
