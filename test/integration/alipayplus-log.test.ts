import { describe, expect, it } from 'vitest';
import { payRequest } from '../contract/gateway-port.ts';
import { CODE, setUp } from './client-bench.ts';

describe('what is told to the log', () => {
  it('is one record a call, with no code, no body and no key in it', async () => {
    const { client, records } = await setUp();
    const request = payRequest(CODE);
    await client.pay(request);
    expect(records).toEqual([
      {
        api: 'pay',
        paymentRequestId: request.paymentRequestId,
        startedAtMs: expect.any(Number) as number,
        durationMs: expect.any(Number) as number,
        firstByteAtMs: expect.any(Number) as number,
        outcome: 'verified',
        cause: null,
        hint: null,
        resultCode: 'SUCCESS',
        resultStatus: 'S',
        traceId: 'trace-1',
      },
    ]);
    const [record] = records;
    expect(record?.firstByteAtMs).toBeGreaterThanOrEqual(record?.startedAtMs ?? Infinity);
    expect(JSON.stringify(records)).not.toContain(CODE);
  });

  it('is a lost call with its cause, and a trace id only when it is one plain word', async () => {
    const { client, records } = await setUp({
      tamper: (outgoing) => ({ ...outgoing, status: 500, headers: { tracerId: 'a b<script>' } }),
    });
    await client.cancel('p1');
    expect(records).toMatchObject([
      { api: 'cancelPayment', outcome: 'lost', cause: 'http-status', resultCode: null, traceId: null },
    ]);
  });

  it('cannot harm the call by failing', async () => {
    const { client } = await setUp(
      {},
      {
        onExchange: () => {
          throw new Error('log full');
        },
      },
    );
    expect(await client.pay(payRequest(CODE))).toMatchObject({ kind: 'verified' });
  });
});
