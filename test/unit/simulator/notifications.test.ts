import { describe, expect, it } from 'vitest';
import { nextDueMs } from '../../../simulator/gateway/engine-time.ts';
import { getRow } from '../../../simulator/gateway/table.ts';
import { freshCode, gatewayBench, type GatewayBench } from './gateway-bench.ts';

const notified = () => gatewayBench({ notifyUrl: 'http://127.0.0.1:1/notify' });
const bodyOf = (bench: GatewayBench, at = 0) => JSON.parse(bench.events[at]?.body ?? '{}') as Readonly<Record<string, unknown>>;
const report = (bench: GatewayBench, acknowledged: boolean) =>
  bench.send({ type: 'notified', notificationId: 'p1#1', outcome: acknowledged ? 'acknowledged' : 'http-500', acknowledged });

describe('notifyPayment', () => {
  it('tells a payment with every fact, to the URL of the request before the one that was preset', () => {
    const bench = notified();
    bench.pay('p1', freshCode(), { paymentNotifyUrl: 'http://127.0.0.1:2/mine' });
    expect(bench.events.map((event) => event.url)).toEqual(['http://127.0.0.1:2/mine']);
    expect(bodyOf(bench)).toMatchObject({
      paymentResult: { resultCode: 'SUCCESS', resultStatus: 'S' },
      paymentRequestId: 'p1',
      acquirerId: '1111088000000000002',
      paymentAmount: { currency: 'JPY', value: '599' },
      walletBrandName: 'KAKAOPAY',
    });
  });

  it('is never sent while a payment is open, and once when it expires', () => {
    const bench = notified();
    bench.pay('p1', freshCode('1003'));
    bench.wait(59_999);
    bench.send({ type: 'tick' });
    expect(bench.events).toEqual([]);
    bench.wait(1);
    bench.send({ type: 'tick' });
    expect(bodyOf(bench)).toMatchObject({ paymentResult: { resultCode: 'ORDER_IS_CLOSED', resultStatus: 'F' } });
  });

  it('is not sent after a cancel, and a resend that waits is dropped by it', () => {
    const bench = notified();
    bench.pay('open', freshCode('1003'));
    bench.cancel('open');
    bench.pay('p1', freshCode());
    report(bench, false);
    bench.cancel('p1');
    bench.wait(86_400_000);
    bench.send({ type: 'tick' });
    expect(bench.events).toHaveLength(1);
    expect(getRow(bench.state().notifications, 'p1#1')?.state).toBe('dropped');
  });

  it('is sent again by the schedule until it is given up after eight sends', () => {
    const bench = notified();
    bench.pay('p1', freshCode());
    const waits: number[] = [];
    for (;;) {
      report(bench, false);
      const dueMs = nextDueMs(bench.state());
      if (dueMs === null) break;
      waits.push((dueMs - bench.now()) / 60_000);
      bench.wait(dueMs - bench.now());
      bench.send({ type: 'tick' });
    }
    expect(waits).toEqual([2, 10, 10, 60, 120, 360, 900]);
    expect(bench.events).toHaveLength(8);
    expect(getRow(bench.state().notifications, 'p1#1')).toMatchObject({ state: 'given-up', nextAtMs: null });
  });

  it('an acknowledged one is never sent again, unless somebody asks for it', () => {
    const bench = notified();
    bench.pay('p1', freshCode());
    report(bench, true);
    bench.wait(86_400_000);
    bench.send({ type: 'tick' });
    expect(bench.events).toHaveLength(1);
    expect(bench.send({ type: 'resend', paymentRequestId: 'p1' }).ok).toBe(true);
    expect(bench.events).toHaveLength(2);
    expect(bench.send({ type: 'resend', paymentRequestId: 'nobody' }).ok).toBe(false);
  });

  it('5001 comes twice, 5002 ninety seconds late and after the cancel, 5003 with a wrong amount, 5004 with a bad signature', () => {
    const twice = notified();
    twice.pay('p1', freshCode('5001'));
    expect(twice.events).toHaveLength(2);
    const late = notified();
    late.pay('p1', freshCode('5002'));
    late.wait(60_000);
    expect(late.inquire('p1').payment).toBe('PAYMENT_IN_PROCESS/U');
    expect(late.cancel('p1').result).toBe('SUCCESS/S');
    late.wait(38_000);
    late.send({ type: 'tick' });
    expect(bodyOf(late)).toMatchObject({ paymentResult: { resultStatus: 'S' } });
    const bent = (ending: string) => {
      const bench = notified();
      bench.pay('p1', freshCode(ending));
      bench.wait(8_000);
      bench.send({ type: 'tick' });
      return bench;
    };
    expect(bodyOf(bent('5003'))).toMatchObject({ paymentAmount: { value: '600' } });
    expect(bent('5004').events[0]?.badSignature).toBe(true);
  });
});
