import { describe, expect, it } from 'vitest';
import { createResolver } from '../../../core/payment/resolver.ts';
import { DEFAULT_TIMING } from '../../../core/payment/timing.ts';
import { linked, MODEL_GENESIS } from '../../builders/chain.ts';
import { fakeGateway } from '../../builders/fake-gateway.ts';
import { modelJournal } from '../../builders/model-journal.ts';
import { MAYA } from '../../builders/payments.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';
import { freshCharge, watched, type Watched } from './watched.ts';

const idOf = ({ intent }: ReturnType<typeof freshCharge>): string => intent.paymentRequestId;

async function paid(world: Watched, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) ids.push(idOf(await world.charge()));
  return ids;
}

describe('a payment that nobody knows', () => {
  it('has no view, takes no wish and disturbs nobody', async () => {
    const world = watched();
    expect(await world.resolver.view('nobody')).toBeNull();
    expect(await world.resolver.cancel('nobody', MAYA)).toEqual({ ok: false, fault: 'not-now' });
    expect(await world.resolver.refund('nobody', 1, null, MAYA)).toEqual({ ok: false, fault: 'not-now' });
    expect(() => {
      world.resolver.keepChecking('nobody');
    }).not.toThrow();
    expect(world.journal.rows()).toEqual([]);
  });
});

describe('what is open', () => {
  it('is told oldest first, without what is settled, whoever was looked at last', async () => {
    const world = watched();
    const first = await world.charge('waiting');
    await world.charge('paid');
    const third = await world.charge('waiting');
    await world.resolver.view(idOf(first));
    expect(world.resolver.open().map(({ record }) => record.paymentRequestId)).toEqual([idOf(first), idOf(third)]);
  });

  it('is asked about at once when everything is nudged', async () => {
    const world = watched();
    await world.charge('waiting');
    await world.charge('waiting');
    await world.clock.advance(8_000 + 2_500);
    world.resolver.nudgeAll();
    await world.clock.settle();
    expect(world.times('inquire').slice(-2)).toEqual([10_500, 10_500]);
  });
});

describe('picking up what an earlier run left', () => {
  it('names no payment when all could be read', async () => {
    const before = watched();
    await before.charge('waiting');
    await before.resolver.stop();
    expect(await (await before.restart()).resolver.resume()).toEqual([]);
  });

  it('names the ones whose rows cannot be read, and looks after the others', async () => {
    const clock = virtualClock();
    const before = watched();
    const broken = await before.charge('waiting');
    const whole = await before.charge('waiting');
    await before.resolver.stop();
    const journal = modelJournal(clock, before.journal.rows());
    const resolver = createResolver(
      {
        gateway: fakeGateway().gateway,
        journal: {
          ...journal,
          entriesOf: (id) => (id === idOf(broken) ? Promise.reject(new Error('unreadable')) : journal.entriesOf(id)),
        },
        clock,
        gatewayWallMs: clock.wallMs,
        timing: DEFAULT_TIMING,
        mark: () => {},
        newRefundId: () => 'T1-R-1',
        nextReceiptNumber: () => Promise.resolve(1),
      },
      () => {},
    );
    expect(await resolver.resume()).toEqual([idOf(broken)]);
    expect(resolver.open().map(({ record }) => record.paymentRequestId)).toEqual([idOf(whole)]);
    await resolver.stop();
  });
});

describe('a charge', () => {
  it('of which the journal gives back another row is refused, and nothing is sent', async () => {
    const clock = virtualClock();
    const fake = fakeGateway();
    const journal = modelJournal(clock);
    const charge = freshCharge();
    const resolver = createResolver(
      {
        gateway: fake.gateway,
        journal: {
          ...journal,
          append: () =>
            Promise.resolve({
              ok: true,
              entry: linked(MODEL_GENESIS, {
                wallMs: 0,
                monotonicMs: 0,
                event: { type: 'pay-repeated', paymentRequestId: idOf(charge) },
              }),
            }),
        },
        clock,
        gatewayWallMs: clock.wallMs,
        timing: DEFAULT_TIMING,
        mark: () => {},
        newRefundId: () => 'T1-R-1',
        nextReceiptNumber: () => Promise.resolve(1),
      },
      () => {},
    );
    expect(await resolver.charge(charge)).toEqual({ ok: false, fault: 'storage-failed' });
    await clock.advance(10_000);
    expect(fake.calls).toEqual([]);
  });

  it('whose row became durable while Paydesk stopped is taken, for the next run to close', async () => {
    const world = watched();
    world.journal.slow(() => world.clock.nap(1_000).done);
    const started = world.resolver.charge(freshCharge());
    await world.resolver.stop();
    await world.clock.advance(1_000);
    expect([await started, world.fake.calls]).toEqual([{ ok: true }, []]);
    world.journal.slow(null);
    const next = await world.restart();
    expect(next.resolver.open()).toHaveLength(1);
  });
});

describe('what is kept in memory', () => {
  it('are the 64 payments looked at last: the 65th sends the oldest settled one back to the journal', async () => {
    const world = watched();
    const ids = await paid(world, 65);
    await world.resolver.view(ids[1] ?? '');
    expect(world.reads).toEqual([]);
    await world.resolver.view(ids[0] ?? '');
    expect(world.reads).toEqual([ids[0]]);
  });

  it('and one that was looked at is younger than one that was not', async () => {
    const world = watched();
    const ids = await paid(world, 64);
    await world.resolver.view(ids[0] ?? '');
    await paid(world, 1);
    await world.resolver.view(ids[0] ?? '');
    expect(world.reads).toEqual([]);
    await world.resolver.view(ids[1] ?? '');
    expect(world.reads).toEqual([ids[1]]);
  });

  it('is everything that is open, however many settled ones came after it', async () => {
    const world = watched();
    const open = await world.charge('waiting');
    await paid(world, 70);
    await world.resolver.view(idOf(open));
    expect(world.reads).toEqual([]);
    await world.clock.advance(2_000);
    expect(world.times('inquire')).toEqual([2_000]);
  });

  it('and a settled one while a wish about it is being written', async () => {
    const world = watched();
    const [id = ''] = await paid(world, 1);
    let release: () => void = () => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    world.journal.slow(() => {
      world.journal.slow(null);
      return gate;
    });
    const refund = world.resolver.refund(id, 1_000, null, MAYA);
    await world.clock.settle();
    await paid(world, 70);
    expect((await world.resolver.view(id))?.record.state).toBe('paid');
    expect(world.reads).toEqual([]);
    release();
    await refund;
    await world.clock.settle();
    expect((await world.resolver.view(id))?.record.refunds).toMatchObject([{ state: 'refunded' }]);
  });
});
