import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../../../core/money/money.ts';
import type { PayRequest } from '../../../core/payment/gateway-port.ts';
import { buildCancel, readCancel } from '../../../main/alipayplus/messages/cancel-payment.ts';
import { buildInquiry, readInquiry } from '../../../main/alipayplus/messages/inquiry-payment.ts';
import { buildPay, readPay, type PayContext } from '../../../main/alipayplus/messages/pay.ts';
import { buildRefund, readRefund } from '../../../main/alipayplus/messages/refund.ts';
import { shopFault } from '../../../main/alipayplus/messages/shop.ts';
import type { Built } from '../../../main/alipayplus/messages/shared.ts';

const CONTEXT: PayContext = {
  shop: {
    referenceMerchantId: 'M0000001234',
    merchantMCC: '5812',
    merchantName: 'Cafe Mori KK',
    merchantAddress: { region: 'JP', city: 'Tokyo', address1: '1-2-3 Jingumae' },
    storeId: 'S0001',
    storeName: 'Cafe Mori Harajuku',
    storeMCC: '5812',
    terminalId: 'POS7',
    operatorId: 'OP42',
  },
  settlementCurrency: 'USD',
  notifyUrl: 'https://acqp.example/alipayplus/notifyPayment',
  skewMs: 0,
  utcOffsetMinutes: 540,
};
const REQUEST: PayRequest = {
  paymentRequestId: 'pay_20250220_0001',
  paymentCode: '281006020000000000125733',
  amount: money('JPY', 599),
  referenceOrderId: 'POS7-20250220-000123',
  orderDescription: 'Café Mori receipt 000123',
  requestedAtMs: Date.UTC(2025, 1, 20, 8, 51, 48),
  expiresAtMs: Date.UTC(2025, 1, 20, 8, 52, 49),
};
const text = (built: Built): string => (built.ok ? built.body.toString('utf8') : `refused: ${built.field}`);
const bytes = (value: unknown): Buffer => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const SUCCESS = { resultCode: 'SUCCESS', resultStatus: 'S' };

describe('the bytes of a request', () => {
  it('pay is exactly this', () => {
    expect(text(buildPay(REQUEST, CONTEXT))).toBe(
      '{"order":{"referenceOrderId":"POS7-20250220-000123","orderDescription":"Café Mori receipt 000123",' +
        '"orderAmount":{"currency":"JPY","value":"599"},"merchant":{"referenceMerchantId":"M0000001234","merchantMCC":"5812","merchantName":"Cafe Mori KK",' +
        '"merchantAddress":{"region":"JP","city":"Tokyo","address1":"1-2-3 Jingumae"},"store":{"referenceStoreId":"S0001","storeName":"Cafe Mori Harajuku",' +
        '"storeMCC":"5812","storeTerminalId":"POS7","storeOperatorId":"OP42"}},"env":{"storeTerminalId":"POS7","storeTerminalRequestTime":"2025-02-20T17:51:48+09:00"}},' +
        '"paymentRequestId":"pay_20250220_0001","paymentAmount":{"currency":"JPY","value":"599"},' +
        '"paymentMethod":{"paymentMethodType":"CONNECT_WALLET","paymentMethodId":"281006020000000000125733"},' +
        '"paymentFactor":{"isInStorePayment":"true","isCashierPayment":"false","inStorePaymentScenario":"PaymentCode"},' +
        '"paymentExpiryTime":"2025-02-20T17:52:49+09:00","paymentNotifyUrl":"https://acqp.example/alipayplus/notifyPayment","settlementStrategy":{"settlementCurrency":"USD"}}',
    );
  });

  it('the others are exactly these', () => {
    expect(text(buildInquiry('pay_1'))).toBe('{"paymentRequestId":"pay_1"}');
    expect(text(buildCancel('pay_1'))).toBe('{"paymentRequestId":"pay_1"}');
    const refund = { paymentRequestId: 'pay_1', refundRequestId: 'rf_1', amount: money('SGD', 4250) };
    expect(text(buildRefund({ ...refund, reason: 'One item returned' }))).toBe(
      '{"paymentRequestId":"pay_1","refundRequestId":"rf_1","refundAmount":{"currency":"SGD","value":"4250"},"refundReason":"One item returned"}',
    );
    expect(text(buildRefund({ ...refund, reason: null }))).toBe(
      '{"paymentRequestId":"pay_1","refundRequestId":"rf_1","refundAmount":{"currency":"SGD","value":"4250"}}',
    );
  });

  it('what is not set is left out, and every scalar is a string that is not empty', () => {
    const { operatorId: _operator, merchantAddress: _address, ...shop } = CONTEXT.shop;
    const built = text(buildPay(REQUEST, { ...CONTEXT, shop, settlementCurrency: undefined, notifyUrl: undefined }));
    const scalars: unknown[] = [];
    JSON.parse(built, (_key, value: unknown) => {
      if (typeof value !== 'object') scalars.push(value);
      return value;
    });
    expect(scalars.length).toBeGreaterThan(15);
    expect(scalars.every((value) => typeof value === 'string' && value !== '')).toBe(true);
    for (const name of ['storeOperatorId', 'merchantAddress', 'settlementStrategy', 'paymentNotifyUrl', 'null'])
      expect(built).not.toContain(name);
  });

  it('a wrong PC clock moves the expiry, which the gateway judges, and not the terminal time', () => {
    const built = text(buildPay(REQUEST, { ...CONTEXT, skewMs: -3_600_000 }));
    expect(built).toContain('"storeTerminalRequestTime":"2025-02-20T17:51:48+09:00"');
    expect(built).toContain('"paymentExpiryTime":"2025-02-20T16:52:49+09:00"');
  });

  it.each([
    ['order.orderDescription', { orderDescription: '' }],
    ['order.orderDescription', { orderDescription: 'x'.repeat(257) }],
    ['order.referenceOrderId', { referenceOrderId: 'x'.repeat(65) }],
    ['paymentRequestId', { paymentRequestId: 'x'.repeat(65) }],
    ['paymentRequestId', { paymentRequestId: 'pay 1' }],
    ['paymentMethod.paymentMethodId', { paymentCode: '' }],
    ['paymentMethod.paymentMethodId', { paymentCode: '9'.repeat(129) }],
    ['order.orderAmount.value', { amount: money('JPY', 0) }],
  ])('%s is refused before anything is sent when it would break the wire', (field, change) => {
    expect(buildPay({ ...REQUEST, ...change }, CONTEXT)).toEqual({ ok: false, field });
  });

  it.each([
    ['referenceMerchantId', { referenceMerchantId: 'x'.repeat(33) }],
    ['storeName', { storeName: '' }],
    ['terminalId', { terminalId: 'x'.repeat(65) }],
    ['merchantAddress.region', { merchantAddress: { region: 'Japan' } }],
    ['operatorId', { operatorId: '' }],
  ])('a shop with a bad %s is found before the first payment', (field, change) => {
    expect(shopFault({ ...CONTEXT.shop, ...change })).toBe(field);
    expect(shopFault(CONTEXT.shop)).toBeNull();
  });
});

describe('an answer', () => {
  const PAID = {
    result: { ...SUCCESS, resultMessage: 'success' },
    acquirerId: '1111088000000000002',
    pspId: '1022172000000000001',
    paymentId: '2025022019',
    mppPaymentId: 'KP20',
    paymentTime: '2025-02-20T16:51:50+08:00',
    paymentAmount: { currency: 'JPY', value: '599' },
    customerId: '1235678',
    walletBrandName: 'KAKAOPAY',
    settlementAmount: { currency: 'USD', value: '401' },
    settlementQuote: { quoteId: 'Q1', quoteCurrencyPair: 'USD/JPY', quotePrice: '149.50', quoteStartTime: 'x', quoteUnit: 'y' },
  };

  it('is read into facts, unknown fields dropped, absent ones null', () => {
    expect(readPay(bytes({ ...PAID, newField: { deep: [1] } }))).toEqual({
      result: SUCCESS,
      facts: {
        paymentRequestId: null,
        paymentId: '2025022019',
        acquirerId: '1111088000000000002',
        pspId: '1022172000000000001',
        paymentTime: '2025-02-20T16:51:50+08:00',
        amount: money('JPY', 599),
        walletBrandName: 'KAKAOPAY',
        mppPaymentId: 'KP20',
        settlementAmount: money('USD', 401),
        settlementQuote: { quoteId: 'Q1', pair: 'USD/JPY', price: '149.50' },
        customsDeclarationAmount: null,
      },
    });
  });

  it('keeps both results of an inquiry apart, and a status nobody knows as it came', () => {
    const message = readInquiry(bytes({ result: SUCCESS, paymentResult: { resultCode: 'NEW_CODE', resultStatus: 'A' } }));
    expect(message?.result).toEqual(SUCCESS);
    expect(message?.paymentResult).toEqual({ resultCode: 'NEW_CODE', resultStatus: 'A' });
    expect(readInquiry(bytes({ result: SUCCESS }))?.paymentResult).toBeNull();
  });

  it('to a cancel and to a refund is read', () => {
    expect(readCancel(bytes({ result: SUCCESS, pspId: 'x' }))).toEqual({ result: SUCCESS });
    expect(
      readRefund(
        bytes({
          result: SUCCESS,
          refundId: 'R1',
          refundTime: '',
          refundAmount: { currency: 'JPY', value: '200' },
          settlementAmount: null,
        }),
      ),
    ).toEqual({
      result: SUCCESS,
      refundId: 'R1',
      refundTime: null,
      refundAmount: money('JPY', 200),
      settlementAmount: null,
      settlementQuote: null,
    });
  });

  it.each([
    ['an amount with a point', { paymentAmount: { currency: 'JPY', value: '5.99' } }],
    ['an amount that is a fraction', { paymentAmount: { currency: 'JPY', value: 5.99 } }],
    ['a negative amount', { paymentAmount: { currency: 'JPY', value: '-1' } }],
    ['an amount with a leading zero', { paymentAmount: { currency: 'JPY', value: '0599' } }],
    ['an unknown currency', { paymentAmount: { currency: 'XXX', value: '599' } }],
    ['a currency that is a property of every object', { paymentAmount: { currency: 'constructor', value: '599' } }],
    ['an amount without a currency', { paymentAmount: { value: '599' } }],
    ['an id of the wrong type', { paymentId: 5 }],
    ['an id that is a list', { paymentId: ['5'] }],
    ['a result of the wrong type', { result: 'SUCCESS' }],
    ['a result without a status', { result: { resultCode: 'SUCCESS' } }],
    ['no result', { result: undefined }],
  ])('with %s is illegible as a whole', (_name, change) => {
    expect(readPay(bytes({ ...PAID, ...change }))).toBeNull();
  });

  it('is legible with an amount that is a number, as the official classes hold it', () => {
    expect(readPay(bytes({ ...PAID, paymentAmount: { currency: 'JPY', value: 599 } }))?.facts.amount).toEqual({
      currency: 'JPY',
      amountMinor: 599,
    });
  });

  it('stays paid when its settlement rounds to nothing', () => {
    const { facts } = readPay(bytes({ ...PAID, settlementAmount: { currency: 'USD', value: '0' } })) ?? {};
    expect(facts?.settlementAmount).toEqual({ currency: 'USD', amountMinor: 0 });
  });

  it.each([
    ['settlement amount', { settlementAmount: { currency: 'USD', value: '4,01' } }],
    ['settlement currency', { settlementAmount: { currency: 'XXX', value: '401' } }],
    ['quote', { settlementQuote: 'USD/JPY' }],
  ])('loses only the side news when its %s is illegible', (_name, change) => {
    const { facts } = readPay(bytes({ ...PAID, ...change })) ?? {};
    expect(facts?.amount).toEqual({ currency: 'JPY', amountMinor: 599 });
    expect([facts?.settlementAmount, facts?.settlementQuote]).toContain(null);
  });

  it.each(['', 'null', '[]', '"S"', '7', '{', '{"result":', '<html></html>', '['.repeat(100_000)])(
    '%.20s is illegible',
    (body) => {
      expect(readPay(bytes(body))).toBeNull();
    },
  );

  it('that is not UTF-8 is illegible', () => {
    expect(
      readPay(
        Buffer.concat([
          bytes('{"result":{"resultCode":"SUCCESS","resultStatus":"S"},"paymentId":"'),
          Buffer.from([0xff, 0xfe]),
          bytes('"}'),
        ]),
      ),
    ).toBeNull();
  });

  it('cannot reach a prototype', () => {
    const message = readPay(
      bytes(
        '{"__proto__":{"paymentId":"evil"},"constructor":{"prototype":{"x":1}},"result":{"resultCode":"SUCCESS","resultStatus":"S","__proto__":{"y":1}}}',
      ),
    );
    expect(message?.facts.paymentId).toBeNull();
    expect(Object.getPrototypeOf(message)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['paymentId']).toBeUndefined();
  });

  it('of any JSON is read or illegible, and never throws', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        for (const read of [readPay, readInquiry, readCancel, readRefund]) expect(() => read(bytes(json))).not.toThrow();
      }),
    );
  });
});
