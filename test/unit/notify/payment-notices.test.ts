import { describe, expect, it } from 'vitest';
import type { Noticed, PaymentNotice } from '../../../core/payment/notice.ts';
import { readNotifyPayment } from '../../../main/alipayplus/messages/notify-payment.ts';
import { paymentNotices } from '../../../main/notify/payment-notices.ts';
import { notification } from '../../builders/notify-sender.ts';

const OWN_ID = `T1-P-${'0a'.repeat(16)}`;

const bytesOf = (body: object | string): Buffer =>
  Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));

async function take(body: object | string, noticed: Noticed | Error = 'written') {
  const heard: PaymentNotice[] = [];
  const handler = paymentNotices({
    counterId: 'T1',
    read: readNotifyPayment,
    notified: (notice) => {
      heard.push(notice);
      return noticed instanceof Error ? Promise.reject(noticed) : Promise.resolve(noticed);
    },
  });
  const handled = await handler(bytesOf(body), 1_740_000_000_000);
  return { heard, handled, status: handled.answer.result.resultStatus };
}

describe('a notification about a payment', () => {
  it('goes to the core whole, with the time that its signature covers', async () => {
    const { heard } = await take(notification(OWN_ID));
    expect(heard).toEqual([
      {
        paymentRequestId: OWN_ID,
        paymentResult: { resultCode: 'SUCCESS', resultStatus: 'S' },
        requestTimeMs: 1_740_000_000_000,
        facts: expect.objectContaining({
          paymentRequestId: OWN_ID,
          amount: { currency: 'SGD', amountMinor: 4_250 },
          walletBrandName: 'KAKAOPAY',
        }) as unknown,
      },
    ]);
  });

  it.each([
    ['written', 'S', null],
    ['unchanged', 'S', null],
    ['unknown-payment', 'S', 'unknown-payment'],
    ['not-durable', 'U', 'not-durable'],
  ] as const)('%s is answered %s', async (noticed, expected, alarm) => {
    const { handled, status } = await take(notification(OWN_ID), noticed);
    expect([status, handled.alarm, handled.about]).toEqual([expected, alarm, OWN_ID]);
  });

  it('says "received" of a failed payment too, because S is not about the payment', async () => {
    const failed = notification(OWN_ID, { paymentResult: { resultCode: 'ORDER_IS_CLOSED', resultStatus: 'F' } });
    expect((await take(failed)).status).toBe('S');
  });

  it("another counter's payment is received and raises an alarm of its own", async () => {
    const { handled, status } = await take(notification(`T2-P-${'0a'.repeat(16)}`), 'unknown-payment');
    expect([status, handled.alarm]).toEqual(['S', 'foreign-payment']);
  });

  it('rows that cannot be read are not acknowledged', async () => {
    await expect(take(notification(OWN_ID), new Error('corrupt'))).rejects.toThrow('corrupt');
  });

  it.each([
    ['no JSON', 'hello'],
    [
      'not UTF-8',
      Buffer.concat([
        Buffer.from(`{"x":"`),
        Buffer.from([0xc3, 0x28]),
        Buffer.from(`",${JSON.stringify(notification(OWN_ID)).slice(1)}`),
      ]),
    ],
    ['a list', '[]'],
    ['no payment named', { ...notification(''), paymentRequestId: undefined }],
    ['an empty id', notification('')],
    ['an id that is too long', notification('x'.repeat(65))],
    ['no result', notification(OWN_ID, { paymentResult: undefined })],
    ['an amount that cannot be read', notification(OWN_ID, { paymentAmount: { currency: 'SGD', value: '42.50' } })],
    ['a currency nobody knows', notification(OWN_ID, { paymentAmount: { currency: 'XXQ', value: '4250' } })],
    ['nesting without end', '['.repeat(30_000)],
  ])('%s never reaches the core and is not acknowledged', async (_what, body) => {
    const { heard, status, handled } = await take(body);
    expect([heard, status, handled.alarm]).toEqual([[], 'F', 'illegible']);
  });

  it('an amount that is missing does reach the core, which will not call it paid', async () => {
    const { heard } = await take(notification(OWN_ID, { paymentAmount: undefined }));
    expect(heard[0]?.facts.amount).toBeNull();
  });
});
