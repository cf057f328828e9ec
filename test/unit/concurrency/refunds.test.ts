import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refundedMinor } from '../../../core/payment/record.ts';
import type { RefundAsked } from '../../../core/payment/ports.ts';
import { AMOUNT, MAYA } from '../../builders/payments.ts';
import type { Fate } from './scheduled-gateway.ts';
import { chargeOf, scheduledTill, type Till } from './scheduled-till.ts';

const RUNS = 150;
const PAID_MINOR = AMOUNT.amountMinor;

/** Amounts of which any two, or only some two, are too much together. */
const amountMinor = fc.oneof(fc.integer({ min: 1, max: PAID_MINOR }), fc.constantFrom(PAID_MINOR, PAID_MINOR - 1, 2_125, 2_126));
const fates = fc.array(fc.constantFrom<Fate>('answered', 'request-lost', 'answer-lost', 'refused'), { maxLength: 12 });
const waits = fc.array(fc.integer({ min: 0, max: 9_000 }), { maxLength: 3 });

/** A paid payment, made without losses, so that the fates meet the refunds alone. */
async function paidTill(scheduler: fc.Scheduler, losses: readonly Fate[]): Promise<{ till: Till; id: string }> {
  const till = scheduledTill(scheduler, { fates: ['answered', ...losses] });
  const charge = chargeOf('281010897274821897274821', till.clock.wallMs());
  void till.resolver().charge(charge);
  await till.comeToRest();
  return { till, id: charge.intent.paymentRequestId };
}

/** What the till has asked to give back and was not refused, by the requests that left it. */
function askedBack({ sent, journal }: Till): number {
  const refused = new Set(
    journal
      .ofType('refund-answered')
      .flatMap(({ refundRequestId, verdict }) => (verdict.kind === 'refused' ? refundRequestId : [])),
  );
  const byId = new Map<string, number>();
  for (const call of sent) {
    if (call.api !== 'refund') continue;
    const { refundRequestId, amount } = call.request;
    expect(byId.get(refundRequestId) ?? amount.amountMinor).toBe(amount.amountMinor);
    byId.set(refundRequestId, amount.amountMinor);
  }
  return [...byId].reduce((sum, [id, amount]) => (refused.has(id) ? sum : sum + amount), 0);
}

type Plan = {
  readonly amounts: readonly number[];
  readonly fates: readonly Fate[];
  readonly waits: readonly number[];
  readonly cuts: number;
};

/** Wishes, waits and power cuts in any order; ends when nothing is left to do. */
async function tell(scheduler: fc.Scheduler, plan: Plan): Promise<{ till: Till; id: string; asked: readonly RefundAsked[] }> {
  const { till, id } = await paidTill(scheduler, plan.fates);
  const asked: RefundAsked[] = [];
  for (const amount of plan.amounts)
    till.sometime(`refund ${String(amount)}`, () =>
      till
        .resolver()
        .refund(id, amount, null, MAYA)
        .then((one) => asked.push(one)),
    );
  for (const ms of plan.waits) till.sometime(`wait ${String(ms)}`, () => till.clock.advance(ms));
  for (let cut = 0; cut < plan.cuts; cut += 1) till.sometime('power cut', till.cut);
  await till.comeToRest(() => {
    expect(askedBack(till)).toBeLessThanOrEqual(PAID_MINOR);
  });
  return { till, id, asked };
}

const plan = fc.record({
  amounts: fc.array(amountMinor, { minLength: 2, maxLength: 5 }),
  fates,
  waits,
  cuts: fc.integer({ min: 0, max: 2 }),
});

describe('refunds under every order of events', { timeout: 30_000 }, () => {
  it('never ask for more than was paid, and the journal never has to refuse one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), plan, async (scheduler, chosen) => {
        const { till } = await tell(scheduler, chosen);
        expect(till.refusals).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it('end with both ledgers telling the same amount, each refund final under the one id it began with', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), plan, async (scheduler, chosen) => {
        const { till, id, asked } = await tell(scheduler, chosen);
        const record = till.record(id);
        expect(record.refunds.map(({ state }) => state).filter((state) => state !== 'refunded' && state !== 'refused')).toEqual(
          [],
        );
        expect(till.fake.charged()[id]).toBe(PAID_MINOR - refundedMinor(record));
        const rows = till.journal.ofType('refund-requested').map(({ refundRequestId }) => refundRequestId);
        const left = new Set(till.sent.flatMap((call) => (call.api === 'refund' ? call.request.refundRequestId : [])));
        expect([...left].sort()).toEqual(rows.sort());
        for (const one of asked) if (one.ok) expect(rows).toContain(one.refundRequestId);
      }),
      { numRuns: RUNS },
    );
  });

  it('a cancel and a refund of one paid payment are never both asked for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fates, amountMinor, fc.boolean(), async (scheduler, losses, amount, isCut) => {
        const { till, id } = await paidTill(
          scheduler,
          losses.filter((fate) => fate !== 'refused'),
        );
        till.sometime('refund', () => till.resolver().refund(id, amount, null, MAYA));
        till.sometime('cancel', () => till.resolver().cancel(id, MAYA));
        if (isCut) till.sometime('power cut', till.cut);
        await till.comeToRest();
        const [refunds, cancels] = [till.journal.ofType('refund-requested'), till.journal.ofType('cancel-requested')];
        expect(refunds.length + cancels.length).toBeLessThanOrEqual(1);
        const record = till.record(id);
        expect(till.fake.charged()[id]).toBe(record.state === 'paid' ? PAID_MINOR - refundedMinor(record) : 0);
      }),
      { numRuns: RUNS },
    );
  });
});
