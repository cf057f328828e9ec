import { describe, expect, it, onTestFinished } from 'vitest';
import { FAULT_NAMES } from '../../simulator/gateway/faults.ts';
import { startSimulator } from '../../simulator/start.ts';
import { callWire, payMessage, resultText, type WireTwist } from '../builders/wire-client.ts';
import { json, nextCode, partyOf, startBench, type SimulatorBench } from './simulator-bench.ts';

describe('the gateway over HTTP', () => {
  it('a signed pay is paid once and the answer is signed over its exact bytes', async () => {
    const { simulator, pay } = await startBench();
    const answer = await pay('p1');
    expect([answer.status, resultText(answer.json), answer.verified]).toEqual([200, 'SUCCESS/S', true]);
    expect(answer.headers['client-id']).toBe(simulator.clientId);
    expect(simulator.ledger()).toMatchObject({
      counts: { payments: 1, paid: 1, requests: 1 },
      money: [{ currency: 'JPY', chargedMinor: 599, netMinor: 599 }],
      payments: [{ chargedMinor: 599 }],
    });
  });

  it('payment codes are masked in the ledger unless asked for', async () => {
    const masked = await startBench();
    await masked.pay('p1', {}, '0000');
    expect(JSON.stringify(masked.simulator.ledger())).not.toMatch(/28100602\d{12}0000/);
    const open = await startBench({ revealCodes: true });
    await open.pay('p1', {}, '0000');
    expect(JSON.stringify(open.simulator.ledger()).match(/28100602\d{12}0000/g)).toHaveLength(2);
  });

  it.each<readonly [string, WireTwist, string, boolean | null]>([
    ['GET', { method: 'GET' }, 'METHOD_NOT_SUPPORTED/F', true],
    ['an unknown path', { path: '/aps/api/v1/payments/inquirePayment' }, 'NO_INTERFACE_DEF/F', true],
    ['another media type', { headers: { 'Content-Type': 'text/xml' } }, 'MEDIA_TYPE_NOT_ACCEPTABLE/F', true],
    ['no client', { headers: { 'Client-Id': null } }, 'INVALID_CLIENT/F', null],
    ['another body than signed', { sentBody: '{}' }, 'INVALID_SIGNATURE/F', null],
    ['an old time', { requestTime: '2020-01-01T00:00:00Z' }, 'PARAM_ILLEGAL/F', true],
  ])('%s is refused with HTTP 200 and a result', async (_name, twist, expected, verified) => {
    const { simulator, pay } = await startBench();
    const answer = await pay('p1', twist);
    expect([answer.status, resultText(answer.json), answer.verified]).toEqual([200, expected, verified]);
    expect(simulator.ledger().counts).toMatchObject({ payments: 0, requests: 1 });
  });

  it('even INVALID_SIGNATURE is signed when asked for', async () => {
    const { pay } = await startBench({ settings: { signRefusals: true } });
    expect(await pay('p1', { sentBody: '{}' })).toMatchObject({ verified: true });
  });

  it('the query belongs to the signed path; a body over the limit or not JSON is PARAM_ILLEGAL', async () => {
    const { party, pay } = await startBench();
    expect(resultText((await pay('p1', { path: '/aps/api/v1/payments/pay?trace=1' })).json)).toBe('SUCCESS/S');
    expect(resultText((await callWire(party, 'pay', '{"paymentRequestId":')).json)).toBe('PARAM_ILLEGAL/F');
    expect(resultText((await callWire(party, 'pay', `"${'x'.repeat(300_000)}"`)).json)).toBe('PARAM_ILLEGAL/F');
  });

  it('inquiry, refund and cancel go over the wire too', async () => {
    const { simulator, party, pay } = await startBench();
    await pay('p1');
    await pay('p2');
    const refund = { paymentRequestId: 'p1', refundRequestId: 'r1', refundAmount: { currency: 'JPY', value: '200' } };
    expect(resultText((await callWire(party, 'refund', refund)).json)).toBe('SUCCESS/S');
    expect(resultText((await callWire(party, 'cancelPayment', { paymentRequestId: 'p2' })).json)).toBe('SUCCESS/S');
    expect((await callWire(party, 'inquiryPayment', { paymentRequestId: 'p1' })).json['transactions']).toHaveLength(1);
    expect(simulator.ledger().money).toEqual([
      { currency: 'JPY', chargedMinor: 1_198, refundedMinor: 200, reversedMinor: 599, netMinor: 399 },
    ]);
    const mine = await json(`${simulator.gatewayUrl}/ledger?paymentRequestId=p2`);
    expect(mine.value).toMatchObject({
      payments: [{ paymentRequestId: 'p2', moves: [{ kind: 'charge' }, { kind: 'reversal' }] }],
      refunds: [],
      cancels: [{ moneyBack: true }],
    });
  });

  it('a silent answer never comes although the payment is charged', async () => {
    const { simulator, pay } = await startBench();
    await expect(pay('p1', { timeoutMs: 150 }, '1005')).rejects.toThrow('timeout');
    expect(simulator.ledger().payments).toMatchObject([{ paymentRequestId: 'p1', chargedMinor: 599 }]);
  });

  it('keys are made when none are given, and path prefix and client are the ones asked for', async () => {
    const simulator = await startSimulator({
      settings: { clientId: 'ME', pathPrefix: '/x' },
      printerPort: null,
      walletPort: null,
    });
    onTestFinished(simulator.close);
    expect([simulator.walletUrl, simulator.printerPort, simulator.printer]).toEqual([null, null, null]);
    const party = partyOf(simulator, simulator.clientPrivateKey ?? '');
    const paid = await callWire(party, 'pay', payMessage('p1', nextCode()), { path: '/x/pay' });
    expect(paid).toMatchObject({ json: { result: { resultCode: 'SUCCESS' } }, verified: true });
  });

  it('a key that is none is refused in plain words, and a taken port leaves nothing running', async () => {
    const { simulator } = await startBench();
    await expect(startSimulator({ clientPublicKey: 'nonsense' })).rejects.toThrow('not an RSA public key');
    const port = Number(new URL(simulator.gatewayUrl).port);
    await expect(startSimulator({ gatewayPort: port })).rejects.toThrow('EADDRINUSE');
  });
});

describe('faults', () => {
  const seen: Readonly<Record<(typeof FAULT_NAMES)[number], (pay: SimulatorBench['pay']) => Promise<unknown>>> = {
    'drop-response': (pay) => expect(pay('struck', { timeoutMs: 150 })).rejects.toThrow('timeout'),
    delay: async (pay) => {
      expect(resultText((await pay('struck')).json)).toBe('SUCCESS/S');
    },
    'close-before': (pay) => expect(pay('struck')).rejects.toThrow(),
    'close-after': (pay) => expect(pay('struck')).rejects.toThrow(),
    'http-500': async (pay) => {
      expect((await pay('struck')).status).toBe(500);
    },
    'garbage-body': async (pay) => {
      expect(await pay('struck')).toMatchObject({ text: '<html>busy</html>', verified: true });
    },
    'bad-signature': async (pay) => {
      expect((await pay('struck')).verified).toBe(false);
    },
    unsigned: async (pay) => {
      expect((await pay('struck')).verified).toBe(null);
    },
    'wrong-client-id': async (pay) => {
      expect((await pay('struck')).headers['client-id']).toBe('SANDBOX_SOMEBODY_ELSE');
    },
    'stale-response-time': async (pay) => {
      const answer = await pay('struck');
      expect([Date.parse(String(answer.headers['response-time'])) < Date.now() - 3_500_000, answer.verified]).toEqual([
        true,
        true,
      ]);
    },
    redirect: async (pay) => {
      expect((await pay('struck')).status).toBe(302);
    },
    'huge-body': async (pay) => {
      expect((await pay('struck')).text.length).toBe(16 * 1024 * 1024);
    },
  };

  it.each(FAULT_NAMES)('%s strikes one request and then no more', async (name) => {
    const { simulator, pay, control } = await startBench();
    expect((await control('faults', { name, delayMs: 20 })).status).toBe(200);
    await seen[name](pay);
    expect(simulator.ledger().counts.payments).toBe(name === 'close-before' ? 0 : 1);
    expect(simulator.ledger().requests[0]?.bent).toBe(name);
    expect(await pay('after')).toMatchObject({ status: 200, verified: true });
  });

  it('wait for their API, can be listed and taken back, and must be spelt right', async () => {
    const { simulator, pay, control } = await startBench();
    await control('faults', { faults: [{ name: 'http-500', api: 'refund', count: 2 }] });
    expect((await pay('p1')).status).toBe(200);
    expect((await control('faults')).value['orders']).toEqual([{ name: 'http-500', api: 'refund', count: 2 }]);
    await fetch(`${simulator.gatewayUrl}/control/faults`, { method: 'DELETE' });
    expect((await control('faults')).value['orders']).toEqual([]);
    expect((await control('faults', { name: 'explode' })).value['error']).toBe('BAD_FAULT');
  });
});

describe('control', () => {
  it('moving the clock lets payments expire and cut-offs pass', async () => {
    const { simulator, pay, control } = await startBench();
    await pay('open', {}, '1003');
    const { value } = await control('clock', { advanceMs: 61_000 });
    expect(Number(value['nowMs'])).toBeGreaterThan(Date.now() + 60_000);
    expect(simulator.ledger().payments[0]?.status).toBe('closed');
    expect((await control('clock', { setTo: '2030-01-01T00:00:00+08:00' })).value['now']).toContain('2030-01-01T00:00:00');
    expect((await control('clock', { setTo: 'tomorrow' })).value['error']).toBe('BAD_CLOCK');
  });

  it('changes what unknown codes do, and refuses unknown settings by name', async () => {
    const { pay, control } = await startBench();
    await control('scenario', { behaviour: 'ask' });
    expect(resultText((await pay('p1')).json)).toBe('PAYMENT_IN_PROCESS/U');
    expect((await control('scenario', { behavior: 'ask' })).value['detail']).toBe('settings.behavior: no such setting');
    expect((await control('nothing')).status).toBe(404);
  });

  it('is deaf to pages of other origins', async () => {
    const { simulator, wallet } = await startBench();
    expect(
      (await json(`${simulator.gatewayUrl}/control/clock`, { advanceMs: 1 }, { origin: 'https://evil.example' })).status,
    ).toBe(403);
    expect((await json(`${wallet}/state`, undefined, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await json(`${simulator.gatewayUrl}/health`)).value['ok']).toBe(true);
  });
});
