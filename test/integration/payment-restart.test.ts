import { describe, expect, it } from 'vitest';
import { lostReply, failed, verified } from '../builders/fake-gateway.ts';
import { MAYA } from '../builders/payments.ts';
import { bench, chargeOf, freshCode, type Bench } from './payment-bench.ts';

type Story = {
  readonly name: string;
  readonly tell: (world: Bench, code: string) => Promise<string>;
  readonly ends: readonly string[];
  readonly left: number;
};

const AMOUNT = 4_250;

/** Does not wait for the row: the power may go before it is written. */
async function charge(world: Bench, code: string): Promise<string> {
  const order = chargeOf(code);
  void world.resolver.charge(order);
  await world.clock.settle();
  return order.intent.paymentRequestId;
}

/** Likewise a wish of the cashier. */
async function wish(world: Bench, wished: Promise<unknown>): Promise<void> {
  void wished;
  await world.clock.settle();
}

/** `left` is what the gateway holds in the end when the whole story was told. */
const STORIES: readonly Story[] = [
  {
    name: 'paid, answer lost',
    ends: ['paid'],
    left: AMOUNT,
    tell: (world, code) => {
      world.fake.plan(code, { kind: 'lost-after' });
      return charge(world, code);
    },
  },
  {
    name: 'waiting until the deadline',
    ends: ['cancelled'],
    left: 0,
    tell: async (world, code) => {
      world.fake.plan(code, { kind: 'waiting' });
      world.fake.script.cancel.push(lostReply(), lostReply());
      const id = await charge(world, code);
      await world.clock.advance(70_000);
      return id;
    },
  },
  {
    name: 'cancelled by the cashier',
    ends: ['cancelled'],
    left: 0,
    tell: async (world, code) => {
      world.fake.plan(code, { kind: 'waiting' });
      const id = await charge(world, code);
      await wish(world, world.resolver.cancel(id, MAYA));
      return id;
    },
  },
  {
    name: 'never arrived, repeated, lost again',
    ends: ['cancelled'],
    left: 0,
    tell: async (world, code) => {
      world.fake.script.pay.push(lostReply(), lostReply());
      const id = await charge(world, code);
      await world.clock.advance(62_000);
      return id;
    },
  },
  {
    name: 'void too late, refunded instead',
    ends: ['paid'],
    left: 0,
    tell: async (world, code) => {
      const id = await charge(world, code);
      world.fake.script.cancel.push(verified({ result: failed('CANCEL_WINDOW_EXCEED') }));
      world.fake.script.refund.push(lostReply());
      await wish(world, world.resolver.cancel(id, MAYA));
      await world.clock.advance(5_000);
      return id;
    },
  },
  {
    name: 'two partial refunds, one of them in doubt',
    ends: ['paid'],
    left: AMOUNT - 3_000,
    tell: async (world, code) => {
      const id = await charge(world, code);
      world.fake.script.refund.push(lostReply());
      await wish(world, world.resolver.refund(id, 1_000, null, MAYA));
      await wish(world, world.resolver.refund(id, 2_000, null, MAYA));
      await world.clock.advance(1_000);
      return id;
    },
  },
];

const LONG_MS = 900_000;
const CUTS = STORIES.flatMap((story) =>
  [false, true].map((lastWords) => ({ ...story, lastWords, said: lastWords ? 'after the next call left' : 'at once' })),
);

describe('pulling the plug after every row', () => {
  it.each(CUTS)(
    '$name, $said: nothing is charged again, both ledgers agree, and it comes to rest',
    async ({ tell, ends, left, lastWords }) => {
      const whole = bench();
      await tell(whole, freshCode());
      await whole.clock.advance(LONG_MS);
      const total = whole.journal.rows().length;
      expect(total).toBeGreaterThan(1);
      for (let afterRows = 1; afterRows <= total; afterRows += 1) {
        const world = bench(undefined, { afterRows, lastWords });
        const id = await tell(world, freshCode());
        await world.clock.advance(LONG_MS);
        expect(world.journal.rows()).toHaveLength(afterRows);
        const charges = world.times('pay').length;
        const after = await world.restart();
        await after.clock.advance(LONG_MS);
        const { state, refunds } = await after.record(id);
        expect({ afterRows, pays: after.times('pay'), open: after.resolver.open().length }).toEqual({
          afterRows,
          pays: [],
          open: 0,
        });
        const given = refunds.reduce((sum, refund) => sum + (refund.state === 'refunded' ? refund.amountMinor : 0), 0);
        expect({ afterRows, held: world.fake.charged()[id] ?? 0 }).toEqual({
          afterRows,
          held: state === 'paid' ? AMOUNT - given : 0,
        });
        if (charges === 0) expect(['cancelled', 'notPaid']).toContain(state);
        if (afterRows === total) expect([ends.includes(state), world.fake.charged()[id] ?? 0]).toEqual([true, left]);
      }
    },
  );
});

describe('what a later run does first', () => {
  it('asks at once about a payment whose answer never came', async () => {
    const world = bench();
    const code = freshCode();
    world.fake.plan(code, { kind: 'lost-after' });
    const id = await charge(world, code);
    const after = await world.restart(world.journal.rows().slice(0, 1));
    await after.clock.settle();
    expect([after.times('inquire'), (await after.record(id)).state]).toEqual([[0], 'paid']);
  });

  it('a payment that never reached the gateway is asked about, then closed by a cancel after the window, never sent', async () => {
    const world = bench();
    world.fake.script.pay.push(lostReply('connect-failed', 'no'));
    const order = chargeOf(freshCode());
    world.journal.fail('storage-full', 'payment-answered');
    await world.resolver.charge(order);
    const after = await world.restart();
    await world.resolver.stop();
    await after.clock.advance(59_000);
    expect([(await after.record(order.intent.paymentRequestId)).state, after.times('cancel')]).toEqual(['unknown', []]);
    await after.clock.advance(2_000);
    expect([(await after.record(order.intent.paymentRequestId)).state, after.times('pay')]).toEqual(['cancelled', []]);
  });

  it('days later it asks, and a paid payment is paid and marked late, not cancelled', async () => {
    const world = bench();
    const code = freshCode();
    world.fake.plan(code, { kind: 'lost-after' });
    const id = await charge(world, code);
    await world.resolver.stop();
    await world.clock.advance(3 * 86_400_000);
    const after = await world.restart(world.journal.rows().slice(0, 1));
    await after.clock.settle();
    expect(await after.record(id)).toMatchObject({ state: 'paid', alarms: ['paid-late'] });
    expect(after.times('cancel')).toEqual([]);
  });

  it('days later a cancel that had been asked for becomes a refund when the payment was paid', async () => {
    const world = bench();
    const code = freshCode();
    world.fake.plan(code, { kind: 'lost-after' });
    world.fake.script.cancel.push(...Array.from({ length: 200 }, () => lostReply()));
    const id = await charge(world, code);
    await wish(world, world.resolver.cancel(id, MAYA));
    await world.resolver.stop();
    await world.clock.advance(2 * 86_400_000);
    const after = await world.restart();
    await after.clock.advance(10_000);
    expect(await after.record(id)).toMatchObject({ state: 'paid', refunds: [{ state: 'refunded', amountMinor: AMOUNT }] });
    expect(world.fake.charged()[id]).toBe(0);
  });

  it('a clock that was set back in between changes nothing but how long ago it thinks the payment was', async () => {
    const world = bench();
    const code = freshCode();
    world.fake.plan(code, { kind: 'waiting' });
    const id = await charge(world, code);
    await world.resolver.stop();
    world.clock.jumpWall(-86_400_000);
    const after = await world.restart();
    await after.clock.advance(62_000);
    expect([(await after.record(id)).state, after.times('pay')]).toEqual(['cancelled', []]);
  });

  it('resuming while a charge is being written never starts a second pair of eyes', async () => {
    const world = bench();
    // The row is there already, but its charge has not heard so yet.
    world.journal.slow(() => world.clock.nap(50).done, 'after');
    const started = world.charge();
    await world.clock.settle();
    await world.resolver.resume();
    await world.clock.advance(50);
    await started;
    await world.clock.advance(200);
    expect([world.times('pay').length, world.times('inquire').length, world.resolver.open().length]).toEqual([1, 0, 0]);
  });
});
