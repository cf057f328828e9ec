import { describe, expect, it } from 'vitest';
import { failed, lostReply, verified } from '../builders/fake-gateway.ts';
import { MAYA } from '../builders/payments.ts';
import { bench, chargeOf, freshCode, type Bench } from './payment-bench.ts';

async function paid(world: Bench): Promise<string> {
  const id = await world.charge();
  await world.clock.settle();
  return id;
}

describe('a cancel while the repeat of pay is being written', () => {
  it('wins: not one more pay leaves', async () => {
    const world = bench();
    const code = freshCode();
    world.fake.script.pay.push(lostReply());
    const id = await world.charge(code);
    await world.clock.advance(1_900);
    // The repeat's row hangs on a slow disk; a cancel's row is written meanwhile.
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let rows = 0;
    world.journal.slow(() => {
      rows += 1;
      return rows === 2 ? gate : Promise.resolve();
    });
    await world.clock.advance(200);
    expect(rows).toBe(2);
    expect(await world.resolver.cancel(id, MAYA)).toBe(true);
    release();
    await world.clock.advance(5_000);
    expect([world.times('pay').length, (await world.record(id)).state]).toEqual([1, 'cancelled']);
  });
});

describe('trouble with the disk', () => {
  it('a payment that cannot be written is not sent', async () => {
    const world = bench();
    world.journal.fail('storage-full');
    expect(await world.resolver.charge(chargeOf(freshCode()))).toEqual({ ok: false, fault: 'storage-full' });
    await world.clock.advance(120_000);
    expect([world.calls, world.clock.pending()]).toEqual([[], 0]);
  });

  it('the same code is not sent under a second id, and the same id not twice', async () => {
    const world = bench();
    const code = freshCode();
    const first = chargeOf(code);
    await world.resolver.charge(first);
    expect(await world.resolver.charge(chargeOf(code))).toEqual({ ok: false, fault: 'code-already-sent' });
    expect(await world.resolver.charge({ ...first, intent: { ...first.intent, codeHash: 'other' } })).toEqual({
      ok: false,
      fault: 'id-already-used',
    });
    await world.clock.settle();
    expect(world.times('pay')).toEqual([0]);
  });

  it('an answer that cannot be written is kept, told as a fault, and written when the disk is back', async () => {
    const world = bench();
    world.journal.fail('storage-full', 'payment-answered');
    const id = await world.charge();
    await world.clock.advance(10_000);
    expect(await world.resolver.view(id)).toMatchObject({ fault: 'storage-full', record: { state: 'submitted' } });
    world.journal.fail(null);
    await world.clock.advance(2_000);
    expect(await world.resolver.view(id)).toMatchObject({ fault: null, record: { state: 'paid' } });
    await world.clock.advance(10_000);
    expect([world.times('pay').length, world.clock.pending()]).toEqual([1, 0]);
  });

  it('a wish to cancel that cannot be written sends no cancel', async () => {
    const world = bench();
    const code = freshCode();
    world.fake.plan(code, { kind: 'waiting' });
    const id = await world.charge(code);
    await world.clock.settle();
    world.journal.fail('storage-read-only', 'cancel-requested');
    const wished = world.resolver.cancel(id, MAYA);
    await world.clock.advance(10_000);
    expect(world.times('cancel')).toEqual([]);
    world.journal.fail(null);
    await world.clock.advance(3_000);
    expect([await wished, (await world.record(id)).state]).toEqual([true, 'cancelled']);
  });

  it('stopping does not wait for a disk that stays full, and a wish that was never written is not granted', async () => {
    const world = bench();
    const code = freshCode();
    world.fake.plan(code, { kind: 'waiting' });
    const id = await world.charge(code);
    await world.clock.settle();
    world.journal.fail('storage-full');
    const wished = world.resolver.cancel(id, MAYA);
    await world.clock.settle();
    await world.resolver.stop();
    expect([await wished, world.clock.pending()]).toEqual([false, 0]);
  });

  it('a slow disk delays the request, and never lets it leave first', async () => {
    const world = bench();
    world.journal.slow(() => world.clock.nap(3_000).done);
    const started = world.charge();
    await world.clock.advance(2_999);
    expect(world.calls).toEqual([]);
    await world.clock.advance(1);
    await started;
    expect(world.times('pay')).toEqual([3_000]);
  });

  it('the refund in place of a late cancel waits for the disk and is then made once', async () => {
    const world = bench();
    const id = await paid(world);
    world.fake.script.cancel.push(verified({ result: failed('CANCEL_WINDOW_EXCEED') }));
    world.journal.fail('storage-full', 'refund-requested');
    await world.resolver.cancel(id, MAYA);
    await world.clock.advance(30_000);
    expect([world.times('refund'), (await world.record(id)).refundOwed]).toEqual([[], true]);
    world.journal.fail(null);
    await world.clock.advance(5_000);
    expect([world.times('refund').length, world.fake.charged()[id]]).toEqual([1, 0]);
  });
});

describe('many payments', () => {
  it('one with a wish under way is not forgotten, so that it never gets a second pair of eyes', async () => {
    const world = bench();
    const id = await paid(world);
    world.journal.fail('storage-full', 'cancel-requested');
    const wished = world.resolver.cancel(id, MAYA);
    for (let number = 0; number < 80; number += 1) await paid(world);
    const again = world.resolver.cancel(id, MAYA);
    await world.clock.settle();
    world.journal.fail(null);
    await world.clock.advance(5_000);
    expect([await wished, await again, world.times('cancel').length, world.journal.ofType('cancel-requested').length]).toEqual([
      true,
      false,
      1,
      1,
    ]);
  });

  it('settled ones are forgotten beyond 64 and found again in the journal, with one pair of eyes each', async () => {
    const world = bench();
    const ids: string[] = [];
    for (let number = 0; number < 80; number += 1) ids.push(await paid(world));
    const [first] = ids;
    if (first === undefined) throw new Error('eighty ids');
    const both = await Promise.all([
      world.resolver.refund(first, 3_000, null, MAYA),
      world.resolver.refund(first, 3_000, null, MAYA),
    ]);
    expect(both.map(({ ok }) => ok)).toEqual([true, false]);
    await world.clock.settle();
    expect(world.fake.charged()[first]).toBe(1_250);
  });
});
