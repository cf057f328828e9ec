import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reply, RefundMessage } from '../../core/payment/gateway-port.ts';
import { failed, lostReply, verified } from '../builders/fake-gateway.ts';
import { MAYA } from '../builders/payments.ts';
import { bench, freshCode, type Bench } from './payment-bench.ts';

async function paid(world: Bench): Promise<string> {
  const id = await world.charge();
  await world.clock.settle();
  return id;
}

const refusedRefund = (resultCode: string): Reply<RefundMessage> =>
  verified({
    result: failed(resultCode),
    refundId: null,
    refundTime: null,
    refundAmount: null,
    settlementAmount: null,
    settlementQuote: null,
  });

describe('refunds', () => {
  it('a partial refund is durable before it is sent, and once made the rest is what is left', async () => {
    const world = bench();
    const id = await paid(world);
    const asked = await world.resolver.refund(id, 1_000, 'wrong size', MAYA);
    expect([asked.ok, world.journal.ofType('refund-requested').length]).toEqual([true, 1]);
    await world.clock.settle();
    expect((await world.record(id)).refunds).toMatchObject([{ state: 'refunded', reason: 'wrong size' }]);
    expect(world.fake.charged()[id]).toBe(3_250);
    expect(world.clock.pending()).toBe(0);
  });

  it('two at once never take more than there is', async () => {
    const world = bench();
    const id = await paid(world);
    const both = await Promise.all([world.resolver.refund(id, 3_000, null, MAYA), world.resolver.refund(id, 3_000, null, MAYA)]);
    expect(both).toMatchObject([{ ok: true }, { ok: false, fault: 'over-refund' }]);
    await world.clock.settle();
    expect([world.fake.charged()[id], world.times('refund').length]).toEqual([1_250, 1]);
  });

  it('a refund in doubt is repeated under the same id until it is final, and counts as made meanwhile', async () => {
    const world = bench();
    const id = await paid(world);
    world.fake.script.refund.push(lostReply(), lostReply('reset'));
    await world.resolver.refund(id, 4_250, null, MAYA);
    await world.clock.settle();
    expect(await world.resolver.refund(id, 1, null, MAYA)).toEqual({ ok: false, fault: 'over-refund' });
    await world.clock.advance(7_000);
    const ids = world.fake.calls.filter((call) => call.api === 'refund').map(({ request }) => request.refundRequestId);
    expect([ids.length, new Set(ids).size, world.times('refund')]).toEqual([3, 1, [0, 2_000, 7_000]]);
    expect((await world.record(id)).refunds).toMatchObject([{ state: 'refunded', tries: 3 }]);
  });

  it.each([false, true])(
    'a call-level refusal of a repeated refund says nothing about the first (after a restart: %s)',
    async (restarts) => {
      const first = bench();
      const id = await paid(first);
      first.fake.script.refund.push(lostReply(), refusedRefund('INVALID_SIGNATURE'));
      await first.resolver.refund(id, 1_000, null, MAYA);
      await first.clock.settle();
      if (restarts) await first.resolver.stop();
      const world = restarts ? await first.restart() : first;
      await world.clock.advance(restarts ? 1_000 : 2_500);
      expect((await world.record(id)).refunds).toMatchObject([{ state: 'unknown', resultCode: 'INVALID_SIGNATURE' }]);
      await world.clock.advance(10_000);
      expect([(await world.record(id)).refunds[0]?.state, world.fake.charged()[id]]).toEqual(['refunded', 3_250]);
    },
  );

  it('a refused refund gives its amount free again', async () => {
    const world = bench();
    const id = await paid(world);
    world.fake.script.refund.push(refusedRefund('REFUND_WINDOW_EXCEED'));
    await world.resolver.refund(id, 4_250, null, MAYA);
    await world.clock.settle();
    expect(await world.record(id)).toMatchObject({
      refunds: [{ state: 'refused', resultCode: 'REFUND_WINDOW_EXCEED' }],
      alarms: ['refund-refused'],
    });
    expect((await world.resolver.refund(id, 4_250, null, MAYA)).ok).toBe(true);
  });

  it.each([0, -1, 0.5, Number.NaN, 4_251, 2 ** 60])('%s is no amount that may be refunded', async (amountMinor) => {
    const world = bench();
    const id = await paid(world);
    expect(await world.resolver.refund(id, amountMinor, null, MAYA)).toEqual({ ok: false, fault: 'over-refund' });
    expect(world.journal.ofType('refund-requested')).toEqual([]);
  });

  it('only a paid payment can be refunded, and only for a year', async () => {
    const world = bench();
    const code = freshCode();
    world.fake.plan(code, { kind: 'waiting' });
    expect(await world.resolver.refund(await world.charge(code), 1, null, MAYA)).toEqual({ ok: false, fault: 'not-now' });
    expect(await world.resolver.refund('nobody', 1, null, MAYA)).toEqual({ ok: false, fault: 'not-now' });
    const id = await paid(world);
    await world.clock.advance(366 * 86_400_000);
    expect(await world.resolver.refund(id, 1, null, MAYA)).toEqual({ ok: false, fault: 'refund-window' });
  });

  it('when the row cannot be written nothing is sent', async () => {
    const world = bench();
    const id = await paid(world);
    world.journal.fail('storage-full', 'refund-requested');
    expect(await world.resolver.refund(id, 1, null, MAYA)).toEqual({ ok: false, fault: 'storage-full' });
    await world.clock.advance(60_000);
    expect(world.times('refund')).toEqual([]);
  });
});

describe('a cancel and a refund at once', () => {
  it.each([
    ['cancel first', true],
    ['refund first', false],
  ])('%s: only one of them is written', async (_name, cancelFirst) => {
    const world = bench();
    const id = await paid(world);
    const cancel = () => world.resolver.cancel(id, MAYA).then(({ ok }) => ok);
    const refund = () => world.resolver.refund(id, 1_000, null, MAYA).then(({ ok }) => ok);
    const wishes = cancelFirst ? [cancel(), refund()] : [refund(), cancel()];
    expect(await Promise.all(wishes)).toEqual([true, false]);
    await world.clock.advance(10_000);
    expect(world.times('refund').length + world.times('cancel').length).toBe(1);
  });

  it('under any interleaving of wishes, delays and lost answers no more goes back than was paid, and both ledgers agree', async () => {
    const wish = fc.oneof(
      fc.record({ kind: fc.constant('refund' as const), amountMinor: fc.integer({ min: 1, max: 4_250 }) }),
      fc.record({ kind: fc.constant('cancel' as const) }),
      fc.record({ kind: fc.constant('lose' as const) }),
      fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 4_000 }) }),
      fc.record({ kind: fc.constant('restart' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { maxLength: 12 }), async (wishes) => {
        let world = bench();
        const id = await paid(world);
        for (const one of wishes) {
          if (one.kind === 'refund') void world.resolver.refund(id, one.amountMinor, null, MAYA);
          else if (one.kind === 'cancel') void world.resolver.cancel(id, MAYA);
          else if (one.kind === 'lose') world.fake.script.refund.push(lostReply());
          else if (one.kind === 'wait') await world.clock.advance(one.ms);
          else {
            await world.resolver.stop();
            world = await world.restart();
          }
        }
        await world.clock.advance(3_600_000);
        const { state, refunds } = await world.record(id);
        const given = refunds.reduce((sum, refund) => sum + (refund.state === 'refunded' ? refund.amountMinor : 0), 0);
        expect(given).toBeLessThanOrEqual(4_250);
        expect(world.fake.charged()[id]).toBe(state === 'paid' ? 4_250 - given : 0);
        expect(world.clock.pending()).toBe(0);
      }),
      { numRuns: 150 },
    );
  });
});
