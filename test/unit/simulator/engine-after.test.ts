import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPayment } from '../../../simulator/gateway/books.ts';
import { buildLedger } from '../../../simulator/gateway/ledger.ts';
import { freshCode, gatewayBench, type GatewayBench } from './gateway-bench.ts';

const DAY_MS = 86_400_000;
const at = (text: string): number => Date.parse(text);
const ledgerOf = (bench: GatewayBench) => buildLedger(bench.state(), { total: 0, requests: [] }, bench.now(), false);

describe('inquiryPayment', () => {
  it('an id that never arrived does not exist', () => {
    expect(gatewayBench().inquire('nobody')).toMatchObject({ result: 'ORDER_NOT_EXIST/F', payment: 'none' });
  });

  it('a payment is found by its paymentId too', () => {
    const bench = gatewayBench();
    const { body } = bench.pay('p1', freshCode());
    expect(bench.ask('inquiryPayment', { paymentId: body['paymentId'] }).body['paymentRequestId']).toBe('p1');
  });

  it('a paid payment stays paid after refunds, which are listed in their order', () => {
    const bench = gatewayBench({ settlementCurrency: 'USD' });
    bench.pay('p1', freshCode());
    bench.refund('p1', 'r1', '200');
    bench.refund('p1', 'r2', '100');
    const { body, payment } = bench.inquire('p1');
    expect(payment).toBe('SUCCESS/S');
    expect(body['transactions']).toMatchObject([
      {
        transactionType: 'REFUND',
        transactionStatus: 'SUCCESS',
        transactionRequestId: 'r1',
        transactionAmount: { currency: 'JPY', value: '200' },
      },
      { transactionRequestId: 'r2', transactionAmount: { value: '100' } },
    ]);
  });
});

describe('cancelPayment', () => {
  it('cancel of a waiting payment closes it and refuses a late approval', () => {
    const bench = gatewayBench({ behaviour: 'ask' });
    bench.pay('p1', freshCode());
    expect(bench.cancel('p1').result).toBe('SUCCESS/S');
    expect(bench.send({ type: 'decide', paymentRequestId: 'p1', decision: { kind: 'approve' } }).ok).toBe(false);
    expect(bench.inquire('p1').payment).toBe('ORDER_IS_CLOSED/F');
    expect(ledgerOf(bench).payments[0]).toMatchObject({ chargedMinor: 0, netMinor: 0 });
  });

  it('cancel of a paid payment gives the money back once, however often it is repeated', () => {
    const bench = gatewayBench();
    bench.pay('p1', freshCode());
    expect([1, 2, 3].map(() => bench.cancel('p1').result)).toEqual(['SUCCESS/S', 'SUCCESS/S', 'SUCCESS/S']);
    const { body, payment } = bench.inquire('p1');
    expect(payment).toBe('ORDER_IS_CLOSED/F');
    expect(body['transactions']).toMatchObject([{ transactionType: 'CANCEL', transactionStatus: 'SUCCESS' }]);
    expect(ledgerOf(bench).payments[0]).toMatchObject({ chargedMinor: 599, reversedMinor: 599, netMinor: 0 });
    expect(ledgerOf(bench).cancels.filter((row) => row.moneyBack)).toHaveLength(1);
  });

  it('cancel of a failed payment succeeds and changes nothing', () => {
    const bench = gatewayBench();
    bench.pay('p1', freshCode('2004'));
    expect(bench.cancel('p1').result).toBe('SUCCESS/S');
    expect(bench.inquire('p1').payment).toBe('RISK_REJECT/F');
  });

  it('cancel of an unknown id closes a pay that comes late', () => {
    const bench = gatewayBench();
    expect(bench.cancel('p1').result).toBe('SUCCESS/S');
    expect(bench.inquire('p1')).toMatchObject({ result: 'SUCCESS/S', payment: 'ORDER_IS_CLOSED/F' });
    expect(bench.pay('p1', freshCode()).result).toBe('ORDER_IS_CLOSED/F');
    expect(ledgerOf(bench).money).toEqual([]);
  });

  it('cancel of an unknown id can be set to ORDER_NOT_EXIST', () => {
    const bench = gatewayBench({ cancelOfUnknown: 'ORDER_NOT_EXIST' });
    expect(bench.cancel('p1').result).toBe('ORDER_NOT_EXIST/F');
    expect(bench.pay('p1', freshCode()).result).toBe('SUCCESS/S');
  });

  it.each([
    ['2025-02-20T15:59:59Z', '2025-02-20T16:14:59.999Z', '2025-02-20T16:15:00Z'],
    ['2025-02-20T16:00:00Z', '2025-02-21T16:14:59.999Z', '2025-02-21T16:15:00Z'],
    ['2024-12-31T12:00:00Z', '2024-12-31T16:14:59.999Z', '2024-12-31T16:15:00Z'],
  ])('a payment of %s can be cancelled at %s, not at %s', (paid, lastMoment, tooLate) => {
    for (const [moment, expected] of [
      [lastMoment, 'SUCCESS/S'],
      [tooLate, 'CANCEL_WINDOW_EXCEED/F'],
    ] as const) {
      const bench = gatewayBench({}, at(paid));
      bench.pay('p1', freshCode());
      bench.wait(at(moment) - at(paid));
      expect(bench.cancel('p1').result).toBe(expected);
    }
  });

  it('a cancel that succeeded in time is repeated with success after the window', () => {
    const bench = gatewayBench();
    bench.pay('p1', freshCode());
    bench.cancel('p1');
    bench.wait(3 * DAY_MS);
    expect(bench.cancel('p1').result).toBe('SUCCESS/S');
  });

  it('cancel after a refund fails for good', () => {
    const bench = gatewayBench();
    bench.pay('p1', freshCode());
    bench.refund('p1', 'r1', '1');
    expect(bench.cancel('p1').result).toBe('PROCESS_FAIL/F');
    expect(bench.inquire('p1').payment).toBe('SUCCESS/S');
  });

  it('a repeated pay never says paid after a cancel', () => {
    const bench = gatewayBench();
    const code = freshCode();
    bench.pay('p1', code);
    bench.cancel('p1');
    expect(bench.pay('p1', code).result).toBe('ORDER_IS_CLOSED/F');
  });
});

describe('refund', () => {
  it('a refund is answered with its settlement at the rate of the payment', () => {
    const bench = gatewayBench({ settlementCurrency: 'USD' });
    bench.pay('p1', freshCode());
    expect(bench.refund('p1', 'r1', '200').body).toMatchObject({
      result: { resultStatus: 'S' },
      pspId: '1022172000000000001',
      refundAmount: { currency: 'JPY', value: '200' },
      settlementAmount: { currency: 'USD', value: '134' },
      settlementQuote: { quotePrice: '149.50' },
    });
  });

  it('the same refundRequestId moves money once; another content under it is refused', () => {
    const bench = gatewayBench();
    bench.pay('p1', freshCode());
    bench.pay('p2', freshCode());
    const first = bench.refund('p1', 'r1', '200');
    bench.wait(60_000);
    expect(bench.refund('p1', 'r1', '200').body).toEqual(first.body);
    expect(bench.refund('p1', 'r1', '201').result).toBe('REPEAT_REQ_INCONSISTENT/F');
    expect(bench.refund('p2', 'r1', '200').result).toBe('REPEAT_REQ_INCONSISTENT/F');
    expect(findPayment(bench.state(), 'p1')?.refundedMinor).toBe(200);
  });

  it('a refused refund stays refused under its id', () => {
    const bench = gatewayBench();
    bench.pay('p1', freshCode());
    expect([bench.refund('p1', 'r1', '600').result, bench.refund('p1', 'r1', '600').result]).toEqual([
      'REFUND_AMOUNT_EXCEED/F',
      'REFUND_AMOUNT_EXCEED/F',
    ]);
    expect(bench.refund('p1', 'r2', '599').result).toBe('SUCCESS/S');
    expect(bench.refund('p1', 'r3', '1').result).toBe('REFUND_AMOUNT_EXCEED/F');
  });

  it('refunds are refused for what is not paid, not known, in another currency, or a year old', () => {
    const bench = gatewayBench();
    bench.pay('p1', freshCode());
    bench.pay('failed', freshCode('2004'));
    bench.pay('waiting', freshCode('1003'));
    bench.pay('gone', freshCode());
    bench.cancel('gone');
    expect(['failed', 'waiting', 'gone'].map((id) => bench.refund(id, `r-${id}`, '1').result)).toEqual(
      Array(3).fill('PROCESS_FAIL/F'),
    );
    expect(bench.refund('nobody', 'r1', '1').result).toBe('ORDER_NOT_EXIST/F');
    expect(bench.refund('p1', 'r2', '1', 'USD').result).toBe('PARAM_ILLEGAL/F');
    bench.wait(365 * DAY_MS);
    expect(bench.refund('p1', 'r3', '1').result).toBe('SUCCESS/S');
    bench.wait(1);
    expect(bench.refund('p1', 'r4', '1').result).toBe('REFUND_WINDOW_EXCEED/F');
  });
});

describe('whatever is asked', () => {
  const request = fc.oneof(
    fc.record({ api: fc.constant('refund' as const), id: fc.nat(2), refund: fc.nat(5), value: fc.integer({ min: 1, max: 400 }) }),
    fc.record({ api: fc.constant('cancel' as const), id: fc.nat(2) }),
    fc.record({
      api: fc.constant('pay' as const),
      id: fc.nat(2),
      ending: fc.constantFrom('5733', '1001', '1003', '2004', '3003', '4001'),
    }),
    fc.record({ api: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 40_000 }) }),
  );

  it('refunds never exceed the payment, nothing is both refunded and reversed, and nothing is charged twice', () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 30 }), (requests) => {
        const bench = gatewayBench();
        for (const each of requests) {
          if (each.api === 'wait') bench.wait(each.ms);
          else if (each.api === 'cancel') bench.cancel(`p${String(each.id)}`);
          else if (each.api === 'pay') bench.pay(`p${String(each.id)}`, freshCode(each.ending));
          else bench.refund(`p${String(each.id)}`, `r${String(each.refund)}`, String(each.value));
        }
        for (const row of ledgerOf(bench).payments) {
          expect(row.chargedMinor === 0 || row.chargedMinor === 599).toBe(true);
          expect(row.refundedMinor).toBeLessThanOrEqual(row.chargedMinor);
          expect(row.refundedMinor === 0 || row.reversedMinor === 0).toBe(true);
          expect(row.netMinor).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('the same id gets the same final answer again', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('5733', '2001', '2004', '2012'),
        fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 5 }),
        (ending, waits) => {
          const bench = gatewayBench();
          const code = freshCode(ending);
          const first = bench.pay('p1', code);
          for (const ms of waits) {
            bench.wait(ms);
            expect(bench.pay('p1', code).body).toEqual(first.body);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
