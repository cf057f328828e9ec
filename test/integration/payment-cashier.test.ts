import { describe, expect, it } from 'vitest';
import { lostReply, never } from '../builders/fake-gateway.ts';
import { MAYA } from '../builders/payments.ts';
import { bench, charged, chargeOf, freshCode } from './payment-bench.ts';

describe('the cashier', () => {
  it('cancels a waiting payment at any time, and the row is durable before the call', async () => {
    const world = bench();
    const id = await charged(world, 'waiting');
    await world.clock.advance(4_000);
    expect(await world.resolver.cancel(id, MAYA)).toEqual({ ok: true });
    expect(world.journal.ofType('cancel-requested')).toMatchObject([{ reason: 'cashier', actor: MAYA }]);
    await world.clock.settle();
    expect([(await world.record(id)).state, world.times('cancel')]).toEqual(['cancelled', [4_000]]);
    expect(world.fake.approve(id)).toBe(false);
  });

  it('voids a paid payment while the cut-off is not over, and not after it', async () => {
    const world = bench();
    const [first, second] = [await charged(world, 'paid'), await charged(world, 'paid')];
    expect(await world.resolver.cancel(first, MAYA)).toEqual({ ok: true });
    await world.clock.advance(1_000);
    expect([(await world.record(first)).state, world.fake.charged()[first]]).toEqual(['cancelled', 0]);
    await world.clock.advance(16 * 3_600_000);
    expect(await world.resolver.cancel(second, MAYA)).toMatchObject({ ok: false });
    expect((await world.record(second)).state).toBe('paid');
  });

  it('cannot void a payment of which something was refunded, nor a final one', async () => {
    const world = bench();
    const id = await charged(world, 'paid');
    await world.resolver.refund(id, 100, null, MAYA);
    await world.clock.settle();
    expect(await world.resolver.cancel(id, MAYA)).toMatchObject({ ok: false });
    const gone = await charged(world, 'waiting');
    await world.resolver.cancel(gone, MAYA);
    await world.clock.settle();
    expect(await world.resolver.cancel(gone, MAYA)).toMatchObject({ ok: false });
    expect(await world.resolver.cancel('T1-P-nobody', MAYA)).toMatchObject({ ok: false });
  });

  it('who keeps checking gets an answer at once, but never more often than the gap', async () => {
    const world = bench();
    const id = await charged(world, 'waiting');
    await world.clock.advance(20_500);
    const before = world.times('inquire').length;
    world.resolver.keepChecking(id);
    await world.clock.settle();
    expect(world.times('inquire').length).toBe(before);
    await world.clock.advance(1_800);
    world.resolver.keepChecking(id);
    await world.clock.settle();
    expect(world.times('inquire').at(-1)).toBe(22_300);
    for (let press = 0; press < 20; press += 1) world.resolver.nudgeAll();
    await world.clock.settle();
    expect(world.times('inquire').length).toBe(before + 1);
  });
});

describe('stopping', () => {
  it('ends every loop, whatever it was doing, and leaves no timer', async () => {
    const world = bench();
    await charged(world, 'waiting');
    await charged(world, 'lost-before');
    const paid = await charged(world, 'paid');
    world.fake.script.refund.push(lostReply());
    await world.resolver.refund(paid, 100, null, MAYA);
    const cancelled = await charged(world, 'waiting');
    world.fake.script.cancel.push(lostReply());
    await world.resolver.cancel(cancelled, MAYA);
    await world.clock.settle();
    expect(world.clock.pending()).toBeGreaterThan(3);
    await world.resolver.stop();
    await world.clock.settle();
    expect(world.clock.pending()).toBe(0);
    const calls = world.calls.length;
    await world.clock.advance(600_000);
    expect(world.calls.length).toBe(calls);
  });

  it('a charge whose row is being written when Paydesk stops is not sent', async () => {
    const world = bench();
    world.journal.slow(() => world.clock.nap(1_000).done);
    const started = world.resolver.charge(chargeOf(freshCode()));
    await world.resolver.stop();
    await world.clock.advance(1_000);
    await started;
    expect([world.calls, world.journal.rows().length]).toEqual([[], 1]);
  });

  it('one payment in trouble holds up no other', async () => {
    const world = bench();
    world.fake.script.pay.push(never);
    await world.charge();
    const second = await charged(world, 'paid');
    expect((await world.record(second)).state).toBe('paid');
    expect(world.resolver.open()).toHaveLength(1);
  });
});
