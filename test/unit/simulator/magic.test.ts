import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MAGIC_AMOUNTS, MAGIC_SUFFIXES } from '../../../simulator/gateway/magic.ts';
import { RESULTS, type ResultCode } from '../../../simulator/gateway/results.ts';
import { freshCode, gatewayBench, type GatewayBench } from './gateway-bench.ts';

const ALL = Object.keys(RESULTS) as readonly ResultCode[];
const rowsFor = (api: string): readonly (readonly [string, ResultCode])[] =>
  MAGIC_SUFFIXES.flatMap((row) =>
    ALL.filter((code) => row.effect.startsWith(`${api}:`) && new RegExp(`\\b${code}\\b`).test(row.effect)).map(
      (code) => [row.key, code] as const,
    ),
  );

describe('practice codes', () => {
  it('no suffix means two things', () => {
    expect(new Set(MAGIC_SUFFIXES.map((row) => row.key)).size).toBe(MAGIC_SUFFIXES.length);
  });

  it.each(MAGIC_SUFFIXES.filter((row) => /^(20|21)/.test(row.key)).map((row) => [row.key, row.effect] as const))(
    '%s — %s',
    (key, effect) => {
      const code = ALL.find((name) => new RegExp(`\\b${name}\\b`).test(effect)) ?? 'SUCCESS';
      expect(gatewayBench().pay('p1', freshCode(key)).result).toBe(`${code}/${RESULTS[code].status}`);
    },
  );

  it('every result code of pay, inquiry, cancel and refund can be had', () => {
    const codesOf = (api: string) => new Set(rowsFor(api).map(([, code]) => code));
    const common: readonly ResultCode[] = [
      'ACCESS_DENIED',
      'INVALID_CLIENT',
      'INVALID_SIGNATURE',
      'KEY_NOT_FOUND',
      'INVALID_CONTRACT',
      'MEDIA_TYPE_NOT_ACCEPTABLE',
      'METHOD_NOT_SUPPORTED',
      'NO_INTERFACE_DEF',
      'PARAM_ILLEGAL',
      'PROCESS_FAIL',
      'REQUEST_TRAFFIC_EXCEED_LIMIT',
      'UNKNOWN_EXCEPTION',
    ];
    const after: readonly ResultCode[] = [
      'ORDER_NOT_EXIST',
      'ORDER_STATUS_INVALID',
      'CANCEL_WINDOW_EXCEED',
      'REFUND_AMOUNT_EXCEED',
      'REFUND_WINDOW_EXCEED',
    ];
    const ofOthers: readonly ResultCode[] = ['RECORD_NOT_FOUND', 'DUPLICATED_DECLARATIONS'];
    const elsewhere = ['SUCCESS', ...after, ...ofOthers];
    expect(ALL.filter((code) => !elsewhere.includes(code) && !codesOf('pay').has(code))).toEqual([]);
    expect([...common, 'ORDER_NOT_EXIST' as const].filter((code) => !codesOf('inquiry').has(code))).toEqual([]);
    expect(
      [...common, 'ORDER_NOT_EXIST' as const, 'CANCEL_WINDOW_EXCEED' as const].filter((code) => !codesOf('cancel').has(code)),
    ).toEqual([]);
    expect(
      [
        ...common,
        'ORDER_NOT_EXIST' as const,
        'REFUND_AMOUNT_EXCEED' as const,
        'REFUND_WINDOW_EXCEED' as const,
        'REPEAT_REQ_INCONSISTENT' as const,
        'CURRENCY_NOT_SUPPORT' as const,
        'ORDER_STATUS_INVALID' as const,
      ].filter((code) => !codesOf('refund').has(code)),
    ).toEqual([]);
  });

  it.each([
    ['31', 'cancel'],
    ['41', 'refund'],
    ['61', 'inquiry'],
  ] as const)('%s..: the answer of %s is bent as the table says', (start, api) => {
    for (const row of MAGIC_SUFFIXES.filter((each) => each.key.startsWith(start))) {
      const bench = gatewayBench();
      bench.pay('p1', freshCode(row.key));
      const ask = {
        cancel: () => bench.cancel('p1'),
        refund: () => bench.refund('p1', 'r1', '1'),
        inquiry: () => bench.inquire('p1'),
      }[api];
      const code = ALL.find((name) => new RegExp(`\\b${name}\\b`).test(row.effect)) ?? 'SUCCESS';
      const told = [ask().result, ask().result, ask().result];
      const bent = `${code}/${RESULTS[code].status}`;
      expect(told, row.key).toEqual(row.effect.includes('first two') ? [bent, bent, 'SUCCESS/S'] : [bent, bent, bent]);
    }
  });

  it('1001 and 1002 end after eight seconds, 1003 only at expiry', () => {
    const bench = gatewayBench();
    for (const ending of ['1001', '1002', '1003'])
      expect(bench.pay(`p${ending}`, freshCode(ending)).result).toBe('PAYMENT_IN_PROCESS/U');
    const told = () => ['1001', '1002', '1003'].map((ending) => bench.inquire(`p${ending}`).payment);
    bench.wait(7_999);
    expect(told()).toEqual(Array(3).fill('PAYMENT_IN_PROCESS/U'));
    bench.wait(1);
    expect(told()).toEqual(['SUCCESS/S', 'ORDER_IS_CLOSED/F', 'PAYMENT_IN_PROCESS/U']);
    bench.wait(52_000);
    expect(told()[2]).toBe('ORDER_IS_CLOSED/F');
  });

  it('1004 is paid behind an inquiry that keeps saying in process', () => {
    const bench = paidLater('1004');
    expect(bench.inquire('p1').payment).toBe('PAYMENT_IN_PROCESS/U');
    expect(bench.events).toHaveLength(1);
  });

  it('1005 is paid in silence, 1006 never arrives, 1007 is paid under a bad signature', () => {
    const bench = gatewayBench();
    const codes = ['1005', '1006', '1007'].map((ending) => [ending, freshCode(ending)] as const);
    expect(codes.map(([id, code]) => bench.pay(id, code).delivery)).toEqual(['silence', 'silence', 'bad-signature']);
    expect(bench.inquire('1005').payment).toBe('SUCCESS/S');
    expect(bench.inquire('1006').result).toBe('ORDER_NOT_EXIST/F');
    expect(
      codes.map(([id, code]) => bench.pay(id, code).delivery),
      'a repeat',
    ).toEqual(['plain', 'silence', 'plain']);
  });

  it('3003 is paid in the moment before its cancel and gives the money back', () => {
    const bench = gatewayBench({ notifyUrl: 'http://127.0.0.1:1/notify' });
    bench.pay('p1', freshCode('3003'));
    expect(bench.inquire('p1').payment).toBe('PAYMENT_IN_PROCESS/U');
    expect(bench.cancel('p1').result).toBe('SUCCESS/S');
    expect(bench.inquire('p1').payment).toBe('ORDER_IS_CLOSED/F');
    expect(bench.events.map((event) => event.body)).toEqual([expect.stringContaining('"resultStatus":"S"')]);
  });

  it('4001 does the work behind its first two answers', () => {
    const bench = gatewayBench();
    bench.pay('p1', freshCode('4001'));
    expect([1, 2, 3].map(() => bench.refund('p1', 'r1', '599').result)).toEqual([
      'UNKNOWN_EXCEPTION/U',
      'UNKNOWN_EXCEPTION/U',
      'SUCCESS/S',
    ]);
  });

  it.each(MAGIC_AMOUNTS.map((row) => [row.key] as const))('the amount %s behaves as AMS documents it', (key) => {
    const bench = gatewayBench();
    const pay = () => bench.ask('pay', { ...payFor(key) });
    const [first, inquiry] = [pay(), bench.inquire('p1')];
    const told = { pay: `${first.result} ${first.delivery}`, inquiry: `${inquiry.result} ${inquiry.delivery}` };
    expect(told).toEqual(
      {
        9901: { pay: 'UNKNOWN_EXCEPTION/U plain', inquiry: 'SUCCESS/S plain' },
        9902: { pay: 'SUCCESS/S silence', inquiry: 'SUCCESS/S plain' },
        9903: { pay: 'PAYMENT_IN_PROCESS/U plain', inquiry: 'UNKNOWN_EXCEPTION/U plain' },
        9904: { pay: 'PAYMENT_IN_PROCESS/U plain', inquiry: 'SUCCESS/S silence' },
      }[key],
    );
  });

  it('without magic, digits and amounts mean nothing', () => {
    expect(gatewayBench({ magic: false }).pay('p1', freshCode('2004')).result).toBe('SUCCESS/S');
  });

  it('docs/simulator.md lists every suffix and amount', () => {
    const text = readFileSync(new URL('../../../docs/simulator.md', import.meta.url), 'utf8');
    expect(
      [...MAGIC_SUFFIXES, ...MAGIC_AMOUNTS]
        .filter((row) => !text.includes(`| ${row.key} | ${row.effect} |`))
        .map((row) => row.key),
    ).toEqual([]);
  });
});

const code = freshCode();
const payFor = (value: string) => ({
  ...(JSON.parse(JSON.stringify({ paymentRequestId: 'p1', paymentAmount: { currency: 'JPY', value } })) as object),
  order: {
    referenceOrderId: 'O',
    orderDescription: 'O',
    orderAmount: { currency: 'JPY', value },
    merchant: {
      referenceMerchantId: 'M',
      merchantMCC: '5812',
      merchantName: 'M',
      store: { referenceStoreId: 'S', storeName: 'S', storeMCC: '5812' },
    },
  },
  paymentMethod: { paymentMethodType: 'CONNECT_WALLET', paymentMethodId: code },
  paymentFactor: { isInStorePayment: 'true', inStorePaymentScenario: 'PaymentCode' },
});

function paidLater(ending: string): GatewayBench {
  const bench = gatewayBench({ notifyUrl: 'http://127.0.0.1:1/notify' });
  bench.pay('p1', freshCode(ending));
  bench.wait(8_000);
  bench.send({ type: 'tick' });
  return bench;
}
