import { describe, expect, it } from 'vitest';
import { foldPayment } from '../../core/payment/record.ts';
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
    expect(await world.resolver.cancel(id, MAYA)).toEqual({ ok: true });
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

  it('a verified answer that cannot be written is shown, told as a fault, and written once the disk is back', async () => {
    const world = bench();
    world.journal.fail('storage-full', 'payment-answered');
    const id = await world.charge();
    await world.clock.advance(10_000);
    expect(await world.resolver.view(id)).toMatchObject({ fault: 'storage-full', record: { state: 'paid' } });
    expect(world.journal.ofType('payment-answered')).toEqual([]);
    expect(world.resolver.open().map(({ record }) => record.state)).toEqual(['paid']);
    world.journal.fail(null);
    await world.clock.advance(2_000);
    expect(await world.resolver.view(id)).toMatchObject({ fault: null, record: { state: 'paid' } });
    expect(world.journal.ofType('payment-answered')).toHaveLength(1);
    await world.clock.advance(10_000);
    expect([world.times('pay').length, world.clock.pending()]).toEqual([1, 0]);
  });

  it('what was in flight is still resolved while the disk takes no row: it is asked about, and nothing else is sent', async () => {
    const world = bench();
    const code = freshCode();
    world.fake.plan(code, { kind: 'waiting' });
    const id = await world.charge(code);
    await world.clock.settle();
    world.journal.fail('storage-full');
    await world.clock.advance(90_000);
    expect([world.times('pay').length, world.times('cancel').length]).toEqual([1, 0]);
    world.fake.decline(id);
    await world.clock.advance(60_000);
    expect(await world.resolver.view(id)).toMatchObject({ fault: 'storage-full', record: { state: 'notPaid' } });
    world.journal.fail(null);
    await world.clock.advance(5_000);
    expect(foldPayment(await world.journal.entriesOf(id))).toMatchObject({ state: 'notPaid' });
  });

  it('answers that had to wait for the disk are written in their order', async () => {
    const world = bench();
    const code = freshCode();
    world.fake.plan(code, { kind: 'waiting' });
    const id = await world.charge(code);
    await world.clock.settle();
    world.journal.fail('storage-full');
    await world.clock.advance(10_000);
    world.fake.approve(id);
    await world.clock.advance(10_000);
    world.journal.fail(null);
    await world.clock.advance(5_000);
    const kinds = world.journal.ofType('payment-answered').map(({ verdict }) => verdict.kind);
    expect([kinds.at(-1), kinds.slice(0, -1).every((kind) => kind === 'pending')]).toEqual(['paid', true]);
    expect(foldPayment(await world.journal.entriesOf(id))).toMatchObject({ state: 'paid', alarms: [] });
  });

  it('a stop while answers wait for the disk ends at once, and the next run finds out anew', async () => {
    const world = bench();
    world.journal.fail('storage-full', 'payment-answered');
    const id = await world.charge();
    await world.clock.advance(5_000);
    await world.resolver.stop();
    expect(world.clock.pending()).toBe(0);
    world.journal.fail(null);
    const after = await world.restart();
    await after.clock.advance(5_000);
    expect(await after.record(id)).toMatchObject({ state: 'paid' });
  });

  it('a wish to cancel that cannot be written is refused with the fault, and sends no cancel', async () => {
    const world = bench();
    const code = freshCode();
    world.fake.plan(code, { kind: 'waiting' });
    const id = await world.charge(code);
    await world.clock.settle();
    world.journal.fail('storage-read-only', 'cancel-requested');
    expect(await world.resolver.cancel(id, MAYA)).toEqual({ ok: false, fault: 'storage-read-only' });
    await world.clock.advance(10_000);
    expect(world.times('cancel')).toEqual([]);
    world.journal.fail(null);
    expect(await world.resolver.cancel(id, MAYA)).toEqual({ ok: true });
    await world.clock.advance(3_000);
    expect((await world.record(id)).state).toBe('cancelled');
  });

  it('a wish made while Paydesk stops is refused', async () => {
    const world = bench();
    const code = freshCode();
    world.fake.plan(code, { kind: 'waiting' });
    const id = await world.charge(code);
    await world.clock.settle();
    await world.resolver.stop();
    expect(await world.resolver.cancel(id, MAYA)).toEqual({ ok: false, fault: 'not-now' });
    expect(world.clock.pending()).toBe(0);
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
    world.journal.slow(() => world.clock.nap(3_000).done);
    const wished = world.resolver.cancel(id, MAYA);
    world.journal.slow(null);
    for (let number = 0; number < 80; number += 1) await paid(world);
    const again = world.resolver.cancel(id, MAYA);
    await world.clock.advance(5_000);
    expect([await wished, await again, world.times('cancel').length, world.journal.ofType('cancel-requested').length]).toEqual([
      { ok: true },
      { ok: false, fault: 'not-now' },
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
