import { describe, expect, it } from 'vitest';
import { money } from '../../core/money/money.ts';
import type { Reply, PayMessage } from '../../core/payment/gateway-port.ts';
import { failed, lostReply, never, paidFacts, verified } from '../builders/fake-gateway.ts';
import { MAYA, NO_FACTS } from '../builders/payments.ts';
import { bench, charged, chargeOf, freshCode, type Bench } from './payment-bench.ts';

const IN_PROCESS = { resultCode: 'PAYMENT_IN_PROCESS', resultStatus: 'U' };
const SUCCESS = { resultCode: 'SUCCESS', resultStatus: 'S' };

/** A reply that a test lets through when it wants. */
function held<M>(): { readonly reply: () => Promise<Reply<M>>; readonly let: (reply: Reply<M>) => void } {
  let release: (reply: Reply<M>) => void = () => {};
  const promise = new Promise<Reply<M>>((resolve) => {
    release = resolve;
  });
  return {
    reply: () => promise,
    let: (reply) => {
      release(reply);
    },
  };
}

const chargesMade = (world: Bench): number => Object.values(world.fake.charged()).filter((amount) => amount > 0).length;

describe('a payment that goes well', () => {
  it('paid at once: one call, two rows, and nothing left running', async () => {
    const world = bench();
    const id = await charged(world, 'paid');
    expect((await world.record(id)).state).toBe('paid');
    expect(world.journal.rows().map(({ event }) => event.type)).toEqual(['payment-submitted', 'payment-answered']);
    expect(world.calls).toEqual([{ api: 'pay', atMs: 0 }]);
    await world.clock.advance(10_000);
    expect([world.clock.pending(), world.calls.length]).toEqual([0, 1]);
  });

  it('waiting, then approved: asked at 2, 5 and 8 s and paid', async () => {
    const world = bench();
    const id = await charged(world, 'waiting');
    await world.clock.advance(6_000);
    expect((await world.record(id)).state).toBe('waiting');
    world.fake.approve(id);
    await world.clock.advance(3_000);
    expect([(await world.record(id)).state, world.times('inquire'), world.times('cancel')]).toEqual([
      'paid',
      [2_000, 5_000, 8_000],
      [],
    ]);
  });

  it('a refusal is final at once and nothing is asked', async () => {
    const world = bench();
    const code = freshCode();
    world.fake.plan(code, { kind: 'refused', resultCode: 'RISK_REJECT' });
    const id = await world.charge(code);
    await world.clock.advance(120_000);
    expect(await world.record(id)).toMatchObject({ state: 'notPaid', resultCode: 'RISK_REJECT' });
    expect(world.calls.map(({ api }) => api)).toEqual(['pay']);
  });
});

describe('a lost answer', () => {
  it('is never charged twice: asked about, and paid once', async () => {
    const world = bench();
    const id = await charged(world, 'lost-after');
    expect(await world.record(id)).toMatchObject({ state: 'unknown', doubt: 'timeout' });
    await world.clock.advance(2_000);
    expect([(await world.record(id)).state, world.times('pay').length, chargesMade(world)]).toEqual(['paid', 1, 1]);
  });

  it('that never comes back leaves the first question at 5 s', async () => {
    const world = bench();
    world.fake.script.pay.push(never);
    const id = await world.charge();
    await world.clock.advance(5_000);
    expect([world.times('inquire'), (await world.record(id)).state]).toEqual([[5_000], 'unknown']);
  });

  it('of a request that never left is sent again at once, under the same id, and charged once', async () => {
    const world = bench();
    world.fake.script.pay.push(lostReply('connect-failed', 'no'), lostReply('connect-failed', 'no'));
    const id = await world.charge();
    await world.clock.advance(2_500);
    const requests = world.fake.calls.filter((call) => call.api === 'pay').map(({ request }) => request);
    expect(world.times('pay')).toEqual([0, 0, 2_000]);
    expect(new Set(requests.map((request) => JSON.stringify(request))).size).toBe(1);
    expect([(await world.record(id)).state, (await world.record(id)).paySends, chargesMade(world)]).toEqual(['paid', 3, 1]);
  });

  it('and an order that does not exist: the identical pay is repeated once, and only once', async () => {
    const world = bench();
    world.fake.script.pay.push(lostReply(), lostReply());
    const id = await world.charge();
    await world.clock.advance(2_000);
    expect(world.times('pay')).toEqual([0, 2_000]);
    await world.clock.advance(58_000);
    expect(world.times('pay')).toEqual([0, 2_000]);
    await world.clock.advance(5_000);
    expect([(await world.record(id)).state, chargesMade(world)]).toEqual(['cancelled', 0]);
  });

  it('a call-level refusal of the repeat says nothing about the first request', async () => {
    const world = bench();
    world.fake.script.pay.push(lostReply(), verified({ result: failed('INVALID_SIGNATURE'), facts: NO_FACTS }));
    world.fake.script.inquire.push(verified({ result: failed('ORDER_NOT_EXIST'), paymentResult: null, facts: NO_FACTS }));
    const id = await world.charge();
    await world.clock.advance(3_000);
    expect(await world.record(id)).toMatchObject({ state: 'unknown', doubt: 'call-refused' });
  });

  it('after tries that certainly never left, a refusal of the first that did is final', async () => {
    const world = bench();
    world.fake.script.pay.push(
      lostReply('connect-failed', 'no'),
      verified({ result: failed('INVALID_SIGNATURE'), facts: NO_FACTS }),
    );
    const id = await world.charge();
    await world.clock.settle();
    expect(await world.record(id)).toMatchObject({ state: 'notPaid', resultCode: 'INVALID_SIGNATURE' });
  });

  it('"repeat inconsistent" is never "not paid"', async () => {
    const world = bench();
    world.fake.script.pay.push(verified({ result: failed('REPEAT_REQ_INCONSISTENT'), facts: NO_FACTS }));
    const id = await world.charge();
    await world.clock.settle();
    expect(await world.record(id)).toMatchObject({ state: 'unknown', doubt: 'inconsistent' });
  });

  it('paid for another amount is not believed, and the next answer decides', async () => {
    const world = bench();
    const charge = chargeOf(freshCode());
    world.fake.script.pay.push(verified({ result: SUCCESS, facts: { ...NO_FACTS, amount: money('SGD', 1) } }));
    await world.resolver.charge(charge);
    await world.clock.settle();
    expect(await world.record(charge.intent.paymentRequestId)).toMatchObject({ state: 'unknown', doubt: 'mismatch' });
  });
});

describe('the deadline', () => {
  it('asks on schedule, once more at 60 s, writes the wish to cancel, then cancels', async () => {
    const world = bench();
    const id = await charged(world, 'waiting');
    await world.clock.advance(60_000);
    const asks = world.times('inquire');
    expect([asks.length, asks[0], asks.at(-2), asks.at(-1), world.times('cancel')]).toEqual([
      21,
      2_000,
      59_000,
      60_000,
      [60_000],
    ]);
    expect(await world.record(id)).toMatchObject({ state: 'cancelled', cancel: { reason: 'deadline' } });
    expect(world.clock.pending()).toBe(0);
  });

  it('a cancel in doubt is repeated until it is final', async () => {
    const world = bench();
    world.fake.script.cancel.push(
      lostReply(),
      lostReply('reset'),
      verified({ result: { resultCode: 'UNKNOWN_EXCEPTION', resultStatus: 'U' } }),
    );
    const id = await charged(world, 'waiting');
    await world.clock.advance(90_000);
    expect([world.times('cancel'), (await world.record(id)).state]).toEqual([[60_000, 62_000, 65_000, 68_000], 'cancelled']);
  });

  it('with no network at all it keeps cancelling for hours and ends when the network is back', async () => {
    const world = bench();
    const lost = () => Promise.resolve(lostReply('connect-failed', 'no'));
    for (const calls of [world.fake.script.pay, world.fake.script.inquire, world.fake.script.cancel])
      calls.push(...Array<typeof lost>(100).fill(lost));
    const id = await world.charge();
    await world.clock.advance(3_600_000);
    expect([(await world.record(id)).state, world.times('pay').length]).toEqual(['cancelling', 11]);
    world.fake.script.cancel.length = 0;
    await world.clock.advance(60_000);
    expect([(await world.record(id)).state, chargesMade(world)]).toEqual(['cancelled', 0]);
  });

  it('a paid answer to pay that arrives after the wish to cancel does not reopen the payment', async () => {
    const world = bench();
    const pay = held<PayMessage>();
    const code = freshCode();
    const charge = chargeOf(code);
    world.fake.script.pay.push(pay.reply);
    world.fake.script.cancel.push(lostReply());
    world.fake.script.inquire.push(
      ...Array.from({ length: 30 }, () => verified({ result: SUCCESS, paymentResult: IN_PROCESS, facts: NO_FACTS })),
    );
    await world.resolver.charge(charge);
    const id = charge.intent.paymentRequestId;
    await world.clock.advance(60_500);
    pay.let(
      verified({
        result: SUCCESS,
        facts: paidFacts({
          ...charge,
          paymentRequestId: id,
          amount: charge.intent.amount,
          referenceOrderId: '',
          requestedAtMs: 0,
          expiresAtMs: 0,
        }),
      }),
    );
    await world.clock.settle();
    expect(await world.record(id)).toMatchObject({ state: 'cancelling', paid: { walletBrandName: 'KAKAOPAY' } });
    await world.clock.advance(5_000);
    expect(await world.record(id)).toMatchObject({ state: 'cancelled', alarms: [] });
  });

  it.each([
    ['the cancel holds: it stays cancelled', 'F', { state: 'cancelled', alarms: [] }, 1],
    ['the money was taken all the same: it goes back, with an alarm', 'S', { state: 'cancelled', alarms: ['paid-after-end'] }, 2],
  ])('a paid answer after the cancel was final is looked into: %s', async (_name, truth, end, cancels) => {
    const world = bench();
    const pay = held<PayMessage>();
    const charge = chargeOf(freshCode());
    const facts = { ...NO_FACTS, amount: charge.intent.amount };
    const closed = verified({ result: SUCCESS, paymentResult: failed('ORDER_IS_CLOSED'), facts: NO_FACTS });
    const paidWord = verified({ result: SUCCESS, paymentResult: SUCCESS, facts });
    world.fake.script.pay.push(pay.reply);
    await world.resolver.charge(charge);
    const id = charge.intent.paymentRequestId;
    await world.resolver.cancel(id, MAYA);
    await world.clock.settle();
    world.fake.script.inquire.push(truth === 'S' ? paidWord : closed, closed);
    pay.let(verified({ result: SUCCESS, facts }));
    await world.clock.settle();
    expect((await world.record(id)).state).not.toBe('notPaid');
    await world.clock.advance(30_000);
    expect(await world.record(id)).toMatchObject(end);
    expect([world.times('cancel').length, world.times('refund').length, world.clock.pending()]).toEqual([cancels, 0, 0]);
  });
});

describe('a cancel that is refused', () => {
  it('for its lateness, of a paid payment: the whole amount goes back as a refund', async () => {
    const world = bench();
    const id = await charged(world, 'paid');
    world.fake.script.cancel.push(verified({ result: failed('CANCEL_WINDOW_EXCEED') }));
    expect(await world.resolver.cancel(id, MAYA)).toEqual({ ok: true });
    await world.clock.advance(5_000);
    expect(await world.record(id)).toMatchObject({
      state: 'paid',
      cancelTooLate: true,
      refundOwed: false,
      refunds: [{ state: 'refunded', amountMinor: 4_250 }],
    });
    expect(world.journal.ofType('refund-instead')).toHaveLength(1);
    expect(world.fake.charged()[id]).toBe(0);
  });

  it('with PROCESS_FAIL: alarm, asked about, and tried again', async () => {
    const world = bench();
    world.fake.script.cancel.push(verified({ result: failed('PROCESS_FAIL') }));
    const id = await charged(world, 'waiting');
    await world.clock.advance(60_000);
    expect(await world.record(id)).toMatchObject({ state: 'cancelRefused', alarms: ['cancel-refused'] });
    await world.clock.advance(10_000);
    expect([(await world.record(id)).state, world.times('cancel').length]).toEqual(['cancelled', 2]);
  });

  it('every refused cancel is followed by a question before the next one', async () => {
    const world = bench();
    world.fake.script.cancel.push(verified({ result: failed('PROCESS_FAIL') }), verified({ result: failed('PROCESS_FAIL') }));
    const id = await charged(world, 'waiting');
    await world.clock.advance(120_000);
    expect(world.calls.filter(({ atMs }) => atMs >= 60_000).map(({ api }) => api)).toEqual([
      'inquire',
      'cancel',
      'inquire',
      'cancel',
      'inquire',
      'cancel',
    ]);
    expect((await world.record(id)).state).toBe('cancelled');
  });

  it('"no such order" on both sides, for long enough, closes a payment that never arrived', async () => {
    const world = bench();
    const code = freshCode();
    world.fake.plan(code, { kind: 'lost-before' });
    world.fake.script.cancel.push(...Array.from({ length: 60 }, () => verified({ result: failed('ORDER_NOT_EXIST') })));
    const id = await world.charge(code);
    await world.clock.advance(350_000);
    expect((await world.record(id)).state).toBe('cancelling');
    await world.clock.advance(120_000);
    expect((await world.record(id)).state).toBe('notPaid');
    expect([world.journal.ofType('never-arrived').length, world.clock.pending()]).toEqual([1, 0]);
  });
});
