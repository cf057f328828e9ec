import { describe, expect, it } from 'vitest';
import { payRequest } from '../contract/gateway-port.ts';
import { CODE, setUp } from './client-bench.ts';

describe('the clock', () => {
  it('a till that is nine hours off finds out, and then speaks the right time', async () => {
    const off = -9 * 3_600_000;
    const clock = { nowMs: () => Date.now() + off, monotonicMs: () => performance.now() };
    let elapsedMs = 0;
    const { server, client } = await setUp(
      { timeOf: () => new Date(Date.now() + elapsedMs).toISOString() },
      { clock: { nowMs: () => clock.nowMs() + elapsedMs, monotonicMs: () => clock.monotonicMs() + elapsedMs } },
    );
    expect(client.skewMs()).toBeNull();
    expect(await client.inquire('p1')).toEqual({ kind: 'lost', cause: 'stale', sent: 'maybe' });
    expect(client.skewMs()).toBeNull();
    elapsedMs = 2_000;
    expect(await client.inquire('p1')).toMatchObject({ kind: 'verified' });
    expect(Math.abs((client.skewMs() ?? 0) + off)).toBeLessThan(2_000);
    const request = payRequest(CODE);
    await client.pay({ ...request, requestedAtMs: request.requestedAtMs + off, expiresAtMs: request.expiresAtMs + off });
    const received = server.received.at(-1);
    const wire = JSON.parse(received?.body.toString() ?? '{}') as {
      paymentExpiryTime: string;
      order: { env: { storeTerminalRequestTime: string } };
    };
    expect(Math.abs(Date.parse(String(received?.headers['request-time'])) - Date.now() - elapsedMs)).toBeLessThan(3_000);
    expect(Math.abs(Date.parse(wire.paymentExpiryTime) - request.expiresAtMs)).toBeLessThan(3_000);
    expect(Math.abs(Date.parse(wire.order.env.storeTerminalRequestTime) - request.requestedAtMs - off)).toBeLessThan(1_001);
  });

  it('an answer that is played back is never believed and never sets the clock', async () => {
    const old = new Date(Date.now() - 86_400_000).toISOString();
    let elapsedMs = 0;
    const { client } = await setUp(
      { timeOf: () => old },
      { clock: { nowMs: () => Date.now() + elapsedMs, monotonicMs: () => performance.now() + elapsedMs } },
    );
    for (let i = 0; i < 10; i += 1) {
      expect(await client.pay(payRequest(CODE))).toMatchObject({ kind: 'lost', cause: 'stale' });
      elapsedMs += 3_000;
    }
    expect(client.skewMs()).toBeNull();
  });
});
