import { describe, expect, it } from 'vitest';
import { failed, lostReply, verified } from '../../builders/fake-gateway.ts';
import { MAYA } from '../../builders/payments.ts';
import { watched } from './watched.ts';

describe('the named boundaries at which a test may end the program', () => {
  it('of a payment that goes well: the row before the call, the row after the answer', async () => {
    const world = watched();
    await world.charge();
    expect(world.marks).toEqual(['journal-payment-submitted', 'before-pay', 'after-pay', 'journal-payment-answered']);
  });

  it('of a payment that is asked about and cancelled', async () => {
    const world = watched();
    const { intent } = await world.charge('waiting');
    await world.clock.advance(2_000);
    await world.resolver.cancel(intent.paymentRequestId, MAYA);
    await world.clock.advance(1_000);
    const at = world.marks.indexOf('before-inquiry');
    expect(world.marks.slice(at, at + 3)).toEqual(['before-inquiry', 'after-inquiry', 'journal-payment-answered']);
    expect(world.marks.filter((mark) => mark.includes('cancel'))).toEqual([
      'journal-cancel-requested',
      'before-cancel',
      'after-cancel',
      'journal-cancel-answered',
    ]);
  });

  it('of a repeated pay: its row before the second call', async () => {
    const world = watched();
    world.fake.script.pay.push(lostReply('connect-failed', 'no'));
    await world.charge();
    expect(world.marks.slice(3)).toEqual([
      'journal-payment-answered',
      'journal-pay-repeated',
      'before-pay',
      'after-pay',
      'journal-payment-answered',
    ]);
  });

  it('of a refund in place of a cancel that came too late', async () => {
    const world = watched();
    const { intent } = await world.charge();
    world.fake.script.cancel.push(verified({ result: failed('CANCEL_WINDOW_EXCEED') }));
    await world.resolver.cancel(intent.paymentRequestId, MAYA);
    await world.clock.advance(10_000);
    const refund = world.marks.slice(world.marks.indexOf('journal-refund-instead'));
    expect(refund).toEqual([
      'journal-refund-instead',
      'journal-refund-requested',
      'before-refund',
      'after-refund',
      'journal-refund-answered',
    ]);
  });
});

describe('what leaves', () => {
  it('is what was written: id, amount, order number and expiry of the row, with the code that no row holds', async () => {
    const world = watched();
    const { intent, paymentCode, orderDescription } = await world.charge();
    const [row] = world.journal.rows();
    expect(world.fake.calls).toEqual([
      {
        api: 'pay',
        request: {
          paymentRequestId: intent.paymentRequestId,
          paymentCode,
          amount: intent.amount,
          referenceOrderId: intent.orderNumber,
          orderDescription,
          requestedAtMs: row?.wallMs,
          expiresAtMs: intent.expiresAtMs,
        },
      },
    ]);
    expect(JSON.stringify(world.journal.rows())).not.toContain(paymentCode);
  });

  it('and every answer is kept with its own verified time, a lost one with none', async () => {
    const world = watched();
    world.fake.script.pay.push(lostReply());
    await world.charge();
    await world.clock.advance(2_000);
    const answers = world.journal.ofType('payment-answered').map(({ api, responseTimeMs }) => [api, responseTimeMs]);
    const [lost, asked] = answers;
    expect(lost).toEqual(['pay', undefined]);
    expect(asked).toEqual(['inquiryPayment', world.clock.wallMs()]);
  });
});
