import { describe, expect, it } from 'vitest';
import type { Noticed, PaymentNotice } from '../../../core/payment/notice.ts';
import { readNotifyPayment } from '../../../main/alipayplus/messages/notify-payment.ts';
import { paymentNotices } from '../../../main/notify/payment-notices.ts';
import { notification } from '../../builders/notify-sender.ts';

const OWN_ID = `T1-P-${'0a'.repeat(16)}`;

const bytesOf = (body: object | string): Buffer =>
  Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));

async function take(body: object | string, noticed: Noticed | Error = 'written', isKept = true) {
  const heard: PaymentNotice[] = [];
  const declarable: object[] = [];
  const handler = paymentNotices({
    counterId: 'T1',
    read: readNotifyPayment,
    notified: (notice) => {
      heard.push(notice);
      return noticed instanceof Error ? Promise.reject(noticed) : Promise.resolve(noticed);
    },
    declarable: (...told) => {
      declarable.push(told);
      return Promise.resolve(isKept);
    },
  });
  const handled = await handler(bytesOf(body), 1_740_000_000_000);
  return { heard, declarable, handled, status: handled.answer.result.resultStatus };
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

  const CUSTOMS = { customsDeclarationAmount: { currency: 'CNY', value: '22000' } };

  it('tells what may be declared at customs, of a payment that was known as paid before as well', async () => {
    for (const noticed of ['written', 'unchanged'] as const) {
      const { declarable } = await take(notification(OWN_ID, CUSTOMS), noticed);
      expect(declarable).toEqual([[OWN_ID, { currency: 'CNY', amountMinor: 22_000 }]]);
    }
    expect((await take(notification(OWN_ID))).declarable).toEqual([]);
  });

  it('comes again where what may be declared could not be kept', async () => {
    const { handled, status } = await take(notification(OWN_ID, CUSTOMS), 'unchanged', false);
    expect([status, handled.alarm]).toEqual(['U', 'not-durable']);
  });

  it('tells nothing about customs when it is not kept, or when the payment came to nothing', async () => {
    expect((await take(notification(OWN_ID, CUSTOMS), 'not-durable')).declarable).toEqual([]);
    const failed = { ...CUSTOMS, paymentResult: { resultCode: 'ORDER_IS_CLOSED', resultStatus: 'F' } };
    expect((await take(notification(OWN_ID, failed))).declarable).toEqual([]);
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
