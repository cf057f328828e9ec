import { describe, expect, it } from 'vitest';
import type { PaymentNotice } from '../../core/payment/notice.ts';
import { money } from '../../core/money/money.ts';
import { failed, lostReply, verified } from '../builders/fake-gateway.ts';
import { AMOUNT, MAYA, NO_FACTS } from '../builders/payments.ts';
import { bench, freshCode, type Bench } from './payment-bench.ts';

const SUCCESS = { resultCode: 'SUCCESS', resultStatus: 'S' };

const paidNotice = (paymentRequestId: string, changes: Partial<PaymentNotice['facts']> = {}): PaymentNotice => ({
  paymentRequestId,
  paymentResult: SUCCESS,
  facts: { ...NO_FACTS, paymentRequestId, amount: AMOUNT, walletBrandName: 'GCASH', ...changes },
  requestTimeMs: 1_772_000_000_000,
});

const notPaidNotice = (paymentRequestId: string): PaymentNotice => ({
  ...paidNotice(paymentRequestId),
  paymentResult: failed('ORDER_IS_CLOSED'),
});

async function waiting(world: Bench): Promise<string> {
  const code = freshCode();
  world.fake.plan(code, { kind: 'waiting' });
  const id = await world.charge(code);
  await world.clock.settle();
  return id;
}

describe('a verified notification', () => {
  it('ends the payment sooner than the next question, durably, and nothing more is asked', async () => {
    const world = bench();
    const id = await waiting(world);
    expect(await world.resolver.notified(paidNotice(id))).toBe('written');
    expect(await world.record(id)).toMatchObject({ state: 'paid', paid: { walletBrandName: 'GCASH' } });
    expect(world.journal.ofType('payment-answered').at(-1)).toMatchObject({
      api: 'notifyPayment',
      responseTimeMs: 1_772_000_000_000,
    });
    await world.clock.advance(120_000);
    expect([world.times('inquire'), world.times('cancel'), world.clock.pending()]).toEqual([[], [], 0]);
  });

  it('sent again and again writes no further row', async () => {
    const world = bench();
    const id = await waiting(world);
    await world.resolver.notified(paidNotice(id));
    const rows = world.journal.rows().length;
    for (let time = 0; time < 20; time += 1) expect(await world.resolver.notified(paidNotice(id))).toBe('unchanged');
    expect(world.journal.rows()).toHaveLength(rows);
  });

  it('about another amount changes nothing, raises an alarm once, and polling decides', async () => {
    const world = bench();
    const id = await waiting(world);
    const wrong = paidNotice(id, { amount: money('SGD', 1) });
    expect(await world.resolver.notified(wrong)).toBe('written');
    expect(await world.resolver.notified(wrong)).toBe('unchanged');
    expect(await world.record(id)).toMatchObject({ state: 'waiting', alarms: ['notice-mismatch'] });
    world.fake.approve(id);
    await world.clock.advance(5_000);
    expect(await world.record(id)).toMatchObject({ state: 'paid' });
  });

  it.each([
    ['a U', { resultCode: 'PAYMENT_IN_PROCESS', resultStatus: 'U' }],
    ['an unknown letter', { resultCode: 'SUCCESS', resultStatus: 'A' }],
  ])('that is not final (%s) ends nothing', async (_name, paymentResult) => {
    const world = bench();
    const id = await waiting(world);
    await world.resolver.notified({ ...paidNotice(id), paymentResult });
    expect((await world.record(id)).state).toBe('waiting');
  });

  it('of a payment this ledger does not hold is told apart, and writes nothing', async () => {
    const world = bench();
    expect(await world.resolver.notified(paidNotice('T1-P-nobody'))).toBe('unknown-payment');
    expect(world.journal.rows()).toEqual([]);
  });

  it('that cannot be written is not acknowledged, though the screen knows it at once', async () => {
    const world = bench();
    const id = await waiting(world);
    world.journal.fail('storage-full');
    expect(await world.resolver.notified(paidNotice(id))).toBe('not-durable');
    expect(await world.resolver.notified(paidNotice(id))).toBe('not-durable');
    expect(await world.resolver.view(id)).toMatchObject({ fault: 'storage-full', record: { state: 'paid' } });
    world.journal.fail(null);
    await world.clock.advance(4_000);
    expect(await world.resolver.notified(paidNotice(id))).toBe('unchanged');
  });

  it('is not acknowledged by a Paydesk that is stopping', async () => {
    const world = bench();
    const id = await waiting(world);
    await world.resolver.stop();
    expect(await world.resolver.notified(paidNotice(id))).toBe('not-durable');
  });

  it('of a payment from an earlier run is written all the same', async () => {
    const world = bench();
    const id = await waiting(world);
    const after = await world.restart();
    world.fake.script.inquire.push(lostReply());
    expect(await after.resolver.notified(paidNotice(id))).toBe('written');
    expect(await after.record(id)).toMatchObject({ state: 'paid' });
  });
});

describe('a late notification', () => {
  it('"paid" while the cancel is under way is kept, and the cancel still gives the money back', async () => {
    const world = bench();
    const id = await waiting(world);
    world.fake.script.cancel.push(lostReply());
    await world.resolver.cancel(id, MAYA);
    await world.clock.settle();
    expect(await world.resolver.notified(paidNotice(id))).toBe('written');
    expect(await world.record(id)).toMatchObject({ state: 'cancelling', paid: { walletBrandName: 'GCASH' } });
    await world.clock.advance(10_000);
    expect(await world.record(id)).toMatchObject({ state: 'cancelled', alarms: [] });
  });

  it('"not paid" while the cancel has no answer ends it: nobody was charged', async () => {
    const world = bench();
    const id = await waiting(world);
    world.fake.script.cancel.push(lostReply(), lostReply());
    await world.resolver.cancel(id, MAYA);
    await world.clock.settle();
    expect(await world.resolver.notified(notPaidNotice(id))).toBe('written');
    expect((await world.record(id)).state).toBe('notPaid');
  });

  it('"paid" after the cancel was final is looked into by one question and changes nothing when that says closed', async () => {
    const world = bench();
    const id = await waiting(world);
    await world.resolver.cancel(id, MAYA);
    await world.clock.advance(5_000);
    expect((await world.record(id)).state).toBe('cancelled');
    const before = world.times('inquire').length;
    world.fake.script.inquire.push(verified({ result: SUCCESS, paymentResult: failed('ORDER_IS_CLOSED'), facts: NO_FACTS }));
    expect(await world.resolver.notified(paidNotice(id))).toBe('written');
    await world.clock.advance(5_000);
    expect(await world.record(id)).toMatchObject({ state: 'cancelled', alarms: [] });
    expect(world.times('inquire').length - before).toBe(1);
    expect(await world.resolver.notified(paidNotice(id))).toBe('unchanged');
  });

  it('"paid" that repeats what was known before a same-day cancel asks nothing and alarms nobody', async () => {
    const world = bench();
    const id = await world.charge();
    await world.clock.settle();
    await world.resolver.cancel(id, MAYA);
    await world.clock.advance(5_000);
    expect(await world.resolver.notified(paidNotice(id))).toBe('unchanged');
    expect(await world.record(id)).toMatchObject({ state: 'cancelled', alarms: [] });
  });
});
