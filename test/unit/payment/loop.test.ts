import { describe, expect, it } from 'vitest';
import { cancelCutoffMs } from '../../../core/payment/cutoff.ts';
import type { PayMessage, Reply } from '../../../core/payment/gateway-port.ts';
import { failed, lostReply, never, paidFacts, verified } from '../../builders/fake-gateway.ts';
import { MAYA, NO_FACTS } from '../../builders/payments.ts';
import { MORNING_MS } from '../../builders/virtual-clock.ts';
import { watched } from './watched.ts';

const SUCCESS = { resultCode: 'SUCCESS', resultStatus: 'S' };
const lost = (count: number) => Array.from({ length: count }, () => lostReply());
const UNSENT = lostReply('connect-failed', 'no');

describe('a later run that nobody answers', () => {
  it.each([60_000, 100_000])(
    'found %i ms after the payment: asks at growing distances and cancels after the fifth question',
    async (ms) => {
      const before = watched();
      await before.charge('waiting');
      await before.resolver.stop();
      await before.clock.advance(ms);
      before.fake.script.inquire.push(...lost(5));
      const world = await before.restart();
      await world.clock.advance(46_999);
      expect([world.times('inquire'), world.times('cancel')]).toEqual([[0, 2_000, 7_000, 17_000], []]);
      await world.clock.advance(1);
      expect([world.times('inquire').at(-1), world.times('cancel')]).toEqual([47_000, [47_000]]);
      expect(world.journal.ofType('cancel-requested')).toMatchObject([{ reason: 'deadline', actor: { kind: 'paydesk' } }]);
    },
  );
});

describe('the cut-off for cancels', () => {
  it.each([
    [-1, 1],
    [0, 0],
  ])('%i ms after it, %i cancels are asked for', async (offsetMs, cancels) => {
    const before = watched();
    await before.charge('waiting');
    await before.resolver.stop();
    await before.clock.advance(cancelCutoffMs(MORNING_MS) - MORNING_MS + offsetMs);
    const world = await before.restart();
    await world.clock.settle();
    expect([world.times('inquire').length, world.journal.ofType('cancel-requested').length]).toEqual([1, cancels]);
  });
});

describe('a repeat of pay', () => {
  it('whose row the disk refuses is not sent; the payment is asked about, cancelled at the deadline, and comes to rest', async () => {
    const world = watched();
    world.fake.script.pay.push(UNSENT);
    world.fake.script.inquire.push(...lost(100));
    world.journal.fail('storage-full', 'pay-repeated');
    const charge = await world.charge();
    await world.clock.advance(59_999);
    expect([world.times('pay'), world.times('cancel')]).toEqual([[0], []]);
    await world.clock.advance(10_000);
    expect([world.times('pay').length, world.times('cancel')]).toEqual([1, [60_000]]);
    const asks = world.times('inquire');
    expect(asks.every((atMs, at) => at === 0 || atMs - (asks[at - 1] ?? 0) >= 1_000)).toBe(true);
    expect([world.record(charge)?.state, world.clock.pending()]).toEqual(['cancelled', 0]);
  });

  it('whose row is being written when Paydesk stops is not sent', async () => {
    const world = watched();
    world.fake.script.pay.push(UNSENT);
    world.fake.script.inquire.push(...lost(3));
    let rows = 0;
    world.journal.slow(() => {
      rows += 1;
      return rows < 3 ? Promise.resolve() : world.clock.nap(500).done;
    });
    await world.charge();
    expect([rows, world.times('pay')]).toEqual([3, [0]]);
    const stopped = world.resolver.stop();
    await world.clock.advance(500);
    await stopped;
    expect([world.times('pay'), world.journal.ofType('pay-repeated').length]).toEqual([[0], 1]);
  });

  it('is not sent a third time while the second is still on its way', async () => {
    const world = watched();
    world.fake.script.pay.push(UNSENT, never);
    world.fake.script.inquire.push(...lost(100));
    await world.charge();
    await world.clock.advance(44_999);
    expect(world.times('pay')).toEqual([0, 0]);
  });

  it('that is answered "paid" after the payment had ended is heard and looked into', async () => {
    const world = watched();
    let answer: (reply: Reply<PayMessage>) => void = () => {};
    world.fake.script.pay.push(UNSENT, () => new Promise((resolve) => (answer = resolve)));
    world.fake.script.inquire.push(verified({ result: SUCCESS, paymentResult: failed('ORDER_IS_CLOSED'), facts: NO_FACTS }));
    const charge = await world.charge();
    await world.clock.advance(10_000);
    expect([world.record(charge)?.state, world.times('inquire')]).toEqual(['notPaid', [2_000]]);
    const { paymentRequestId, amount, orderNumber } = charge.intent;
    const request = { paymentRequestId, amount, referenceOrderId: orderNumber, orderDescription: '', paymentCode: '' };
    answer(verified({ result: SUCCESS, facts: paidFacts({ ...request, requestedAtMs: 0, expiresAtMs: 0 }) }));
    await world.clock.advance(10_000);
    expect(world.times('inquire').length).toBeGreaterThan(1);
    expect(world.record(charge)?.paid).toMatchObject({ walletBrandName: 'KAKAOPAY' });
  });
});

describe('a payment that becomes contested', () => {
  it('is asked about at once and then at the pace of a fresh question, however slow the questions had become', async () => {
    const world = watched();
    let answer: (reply: Reply<PayMessage>) => void = () => {};
    world.fake.script.pay.push(() => new Promise((resolve) => (answer = resolve)));
    const notFound = verified({ result: failed('ORDER_NOT_EXIST'), paymentResult: null, facts: NO_FACTS });
    world.fake.script.inquire.push(...Array.from({ length: 60 }, () => notFound));
    world.fake.script.cancel.push(...Array.from({ length: 60 }, () => verified({ result: failed('ORDER_NOT_EXIST') })));
    const charge = await world.charge();
    await world.resolver.cancel(charge.intent.paymentRequestId, MAYA);
    await world.clock.advance(500_000);
    expect(world.record(charge)?.state).toBe('notPaid');
    world.fake.script.inquire.length = 0;
    world.fake.script.inquire.push(...lost(3));
    const { paymentRequestId, amount, orderNumber } = charge.intent;
    const request = { paymentRequestId, amount, referenceOrderId: orderNumber, orderDescription: '', paymentCode: '' };
    const asked = world.times('inquire').length;
    answer(verified({ result: SUCCESS, facts: paidFacts({ ...request, requestedAtMs: 0, expiresAtMs: 0 }) }));
    await world.clock.settle();
    await world.clock.advance(7_000);
    const [first, ...later] = world.times('inquire').slice(asked);
    expect([world.record(charge)?.state, later.map((atMs) => atMs - (first ?? 0))]).toEqual(['contested', [2_000, 7_000]]);
  });
});
