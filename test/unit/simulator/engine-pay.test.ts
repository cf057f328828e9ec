import { describe, expect, it } from 'vitest';
import { payMessage } from '../../builders/wire-client.ts';
import { freshCode, gatewayBench } from './gateway-bench.ts';

const amountOf = (value: string, currency = 'JPY') => ({ paymentAmount: { currency, value } });

describe('pay', () => {
  it('a payment that is approved at once is answered with every documented fact', () => {
    const bench = gatewayBench();
    const { body, result } = bench.pay('p1', freshCode(), { settlementStrategy: { settlementCurrency: 'USD' } });
    expect(result).toBe('SUCCESS/S');
    expect(body).toMatchObject({
      acquirerId: '1111088000000000002',
      pspId: '1022172000000000001',
      walletBrandName: 'KAKAOPAY',
      paymentTime: '2025-02-20T16:51:49+08:00',
      paymentAmount: { currency: 'JPY', value: '599' },
      settlementAmount: { currency: 'USD', value: '401' },
      settlementQuote: { quoteCurrencyPair: 'USD/JPY', quotePrice: '149.50' },
    });
  });

  it('every scalar of an answer is a text', () => {
    const bench = gatewayBench({ settlementCurrency: 'USD' });
    const { body } = bench.pay('p1', freshCode());
    const scalars = (value: unknown): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value).flatMap(scalars) : [value];
    expect(scalars([body, bench.inquire('p1').body]).filter((value) => typeof value !== 'string')).toEqual([]);
  });

  it('numbers and booleans are taken as well as texts', () => {
    const bench = gatewayBench();
    const loose = {
      paymentAmount: { currency: 'JPY', value: 599 },
      paymentFactor: { isInStorePayment: true, isCashierPayment: false, inStorePaymentScenario: 'PaymentCode' },
    };
    expect(bench.pay('p1', freshCode(), loose).result).toBe('SUCCESS/S');
    expect(bench.pay('p1', freshCode()).result, 'and mean the same').toBe('SUCCESS/S');
  });

  it('the same request gets the same answer and is charged once', () => {
    const bench = gatewayBench();
    const code = freshCode();
    const first = bench.pay('p1', code);
    bench.wait(3_000);
    expect(bench.pay('p1', code).body).toEqual(first.body);
    expect(bench.state().payments.size).toBe(1);
  });

  it.each([
    ['paymentAmount', amountOf('600')],
    ['the currency', amountOf('599', 'KRW')],
    [
      'order.orderAmount',
      { order: { ...(payMessage('x', 'x')['order'] as object), orderAmount: { currency: 'JPY', value: '1' } } },
    ],
    ['settlementStrategy', { settlementStrategy: { settlementCurrency: 'USD' } }],
    [
      'paymentFactor',
      { paymentFactor: { isInStorePayment: 'true', isCashierPayment: 'true', inStorePaymentScenario: 'PaymentCode' } },
    ],
  ])('another %s under the same id is refused and leaves the first as it was', (_name, change) => {
    const bench = gatewayBench();
    const code = freshCode();
    bench.pay('p1', code);
    expect(bench.pay('p1', code, change).result).toBe('REPEAT_REQ_INCONSISTENT/F');
    expect(bench.inquire('p1').payment).toBe('SUCCESS/S');
    expect(bench.pay('p1', code).result).toBe('SUCCESS/S');
  });

  it('a used code is INVALID_CODE, an old one EXPIRED_CODE, a misshapen one INVALID_CODE', () => {
    const bench = gatewayBench();
    const [used, old] = [freshCode(), freshCode()];
    bench.send({ type: 'mint', digits: old, brand: 'GCASH', scenario: null });
    bench.pay('p1', used);
    expect(bench.pay('p2', used).result).toBe('INVALID_CODE/F');
    bench.wait(60_000);
    expect(bench.pay('p3', old).result).toBe('EXPIRED_CODE/F');
    expect(
      ['1234', '28100602', '311006020000000000125733', '28100602000000000012573x', '2810060200000000001257330123456789'].map(
        (code, at) => bench.pay(`bad${String(at)}`, code).result,
      ),
    ).toEqual(Array(5).fill('INVALID_CODE/F'));
    expect(bench.inquire('p3').payment, 'and is remembered').toBe('EXPIRED_CODE/F');
  });

  it('a code of 59.999 seconds is still good', () => {
    const bench = gatewayBench();
    const code = freshCode();
    bench.send({ type: 'mint', digits: code, brand: 'GCASH', scenario: null });
    bench.wait(59_999);
    expect(bench.pay('p1', code).body).toMatchObject({ walletBrandName: 'GCASH', pspId: '1022170000000000000' });
  });

  it('a code no wallet minted is refused only when asked for strictness', () => {
    expect(gatewayBench().pay('p1', freshCode()).result).toBe('SUCCESS/S');
    expect(gatewayBench({ strictCodes: true }).pay('p1', freshCode()).result).toBe('INVALID_CODE/F');
  });

  it('a waiting payment is PAYMENT_IN_PROCESS until its customer approves', () => {
    const bench = gatewayBench({ behaviour: 'ask' });
    const code = freshCode();
    expect(bench.pay('p1', code).result).toBe('PAYMENT_IN_PROCESS/U');
    expect(bench.pay('p1', code).result, 'repeated').toBe('PAYMENT_IN_PROCESS/U');
    expect(bench.inquire('p1')).toMatchObject({ result: 'SUCCESS/S', payment: 'PAYMENT_IN_PROCESS/U' });
    bench.wait(5_000);
    expect(bench.send({ type: 'decide', paymentRequestId: 'p1', decision: { kind: 'approve' } }).ok).toBe(true);
    expect(bench.inquire('p1').body).toMatchObject({ paymentTime: '2025-02-20T16:51:54+08:00' });
    expect(bench.pay('p1', code).result).toBe('SUCCESS/S');
  });

  it.each([
    [{}, 60_000],
    [{ paymentExpiryTime: '2025-02-20T17:52:09+09:00' }, 20_000],
  ])('an unpaid payment closes when its time is up (%o)', (change, lifeMs) => {
    const bench = gatewayBench({ behaviour: 'ask' });
    bench.pay('p1', freshCode(), change);
    bench.wait(lifeMs - 1);
    expect(bench.inquire('p1').payment).toBe('PAYMENT_IN_PROCESS/U');
    bench.wait(1);
    expect(bench.send({ type: 'decide', paymentRequestId: 'p1', decision: { kind: 'approve' } }).ok, 'a late approval').toBe(
      false,
    );
    expect(bench.inquire('p1')).toMatchObject({ result: 'SUCCESS/S', payment: 'ORDER_IS_CLOSED/F' });
  });

  it('an expiry in the past is refused and nothing is stored', () => {
    const bench = gatewayBench();
    const answer = bench.pay('p1', freshCode(), { paymentExpiryTime: '2025-02-20T08:51:49Z' });
    expect(answer.result).toBe('PARAM_ILLEGAL/F');
    expect(JSON.stringify(answer.body)).toContain('paymentExpiryTime');
    expect(bench.inquire('p1').result).toBe('ORDER_NOT_EXIST/F');
  });

  it('a repeat after the expiry time still gets the first answer', () => {
    const bench = gatewayBench();
    const code = freshCode();
    const change = { paymentExpiryTime: '2025-02-20T08:52:49Z' };
    const first = bench.pay('p1', code, change);
    bench.wait(120_000);
    expect(bench.pay('p1', code, change).body).toEqual(first.body);
  });

  it('contract limits are refused: currency, settlement currency, whole rupiah, traffic', () => {
    expect(gatewayBench({ currencies: ['SGD'] }).pay('p1', freshCode()).result).toBe('CURRENCY_NOT_SUPPORT/F');
    expect(gatewayBench({ settlementCurrency: 'AFN' }).pay('p1', freshCode()).result).toBe('CURRENCY_NOT_SUPPORT/F');
    expect(gatewayBench({ wholeRupiah: true }).pay('p1', freshCode(), amountOf('150050', 'IDR')).result).toBe('PARAM_ILLEGAL/F');
    const bench = gatewayBench({ requestsPerSecond: 2 });
    expect([1, 2, 3].map((at) => bench.pay(`p${String(at)}`, freshCode()).result)).toEqual([
      'SUCCESS/S',
      'SUCCESS/S',
      'REQUEST_TRAFFIC_EXCEED_LIMIT/U',
    ]);
    bench.wait(1_000);
    expect(bench.pay('p3', freshCode()).result).toBe('SUCCESS/S');
  });
});

describe('fields', () => {
  const order = payMessage('x', 'x')['order'] as Readonly<Record<string, unknown>>;
  it.each([
    ['paymentRequestId', { paymentRequestId: undefined }],
    ['paymentRequestId', { paymentRequestId: '' }],
    ['paymentRequestId', { paymentRequestId: 'x'.repeat(65) }],
    ['paymentAmount.value', amountOf('0599')],
    ['paymentAmount.value', amountOf('-1')],
    ['paymentAmount.value', amountOf('5.99')],
    ['paymentAmount.value', amountOf('0')],
    ['paymentAmount.currency', amountOf('599', 'XXX')],
    ['paymentAmount.currency', amountOf('599', 'jpy')],
    ['paymentMethod.paymentMethodType', { paymentMethod: { paymentMethodType: 'CARD', paymentMethodId: '2' } }],
    ['paymentMethod.paymentMethodId', { paymentMethod: { paymentMethodType: 'CONNECT_WALLET' } }],
    ['paymentFactor.isInStorePayment', { paymentFactor: { isInStorePayment: 'false', inStorePaymentScenario: 'PaymentCode' } }],
    [
      'paymentFactor.inStorePaymentScenario',
      { paymentFactor: { isInStorePayment: 'true', inStorePaymentScenario: 'OrderCode' } },
    ],
    ['paymentExpiryTime', { paymentExpiryTime: '2025-02-20 17:52' }],
    ['paymentExpiryTime', { paymentExpiryTime: '2025-02-30T17:52:00Z' }],
    ['order.referenceOrderId', { order: { ...order, referenceOrderId: undefined } }],
    ['order.orderDescription', { order: { ...order, orderDescription: 'x'.repeat(257) } }],
    [
      'order.merchant.store.storeMCC',
      { order: { ...order, merchant: { ...(order['merchant'] as object), store: { referenceStoreId: 'S', storeName: 'S' } } } },
    ],
    ['order.goods', { order: { ...order, goods: Array.from({ length: 101 }, () => ({})) } }],
  ])('%s: a bad value is PARAM_ILLEGAL and named (%#)', (path, change) => {
    const answer = gatewayBench().pay('p1', freshCode(), change);
    expect(answer.result).toBe('PARAM_ILLEGAL/F');
    expect(JSON.stringify(answer.body)).toContain(`Illegal parameter ${path}`);
  });

  it('a lenient gateway asks only for what decides about money', () => {
    const bare = {
      paymentRequestId: 'p1',
      paymentAmount: { currency: 'JPY', value: '599' },
      paymentMethod: { paymentMethodType: 'CONNECT_WALLET', paymentMethodId: freshCode() },
      paymentFactor: { isInStorePayment: 'true', inStorePaymentScenario: 'PaymentCode' },
    };
    expect(gatewayBench({ lenientOrder: true }).ask('pay', bare).result).toBe('SUCCESS/S');
    expect(gatewayBench().ask('pay', bare).result).toBe('PARAM_ILLEGAL/F');
  });

  it.each(['inquiryPayment', 'cancelPayment', 'refund'] as const)('%s without any id is PARAM_ILLEGAL', (api) => {
    expect(gatewayBench().ask(api, { refundRequestId: 'r', refundAmount: { currency: 'JPY', value: '1' } }).result).toBe(
      'PARAM_ILLEGAL/F',
    );
  });
});
