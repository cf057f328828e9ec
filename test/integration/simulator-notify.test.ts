import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { callWire, payMessage } from '../builders/wire-client.ts';
import { nextCode, startBench } from './simulator-bench.ts';

describe('notifyPayment', () => {
  it('is signed by the gateway, and sent again until the answer is signed with S', async () => {
    const { simulator, party } = await startBench();
    const got: { readonly verified: boolean; readonly body: string }[] = [];
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = Buffer.concat(parts).toString('utf8');
        const head = `POST /notify.${String(got.length)}`;
        got.push({ verified: isFromGateway(request.headers, body), body });
        const ack = '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}';
        const time = new Date().toISOString();
        const key = createPrivateKey({ key: Buffer.from(party.privateKey, 'base64'), format: 'der', type: 'pkcs8' });
        const signature = sign('sha256', Buffer.from(`POST /notify?a=1\n${party.clientId}.${time}.${ack}`), key).toString(
          'base64',
        );
        const signed =
          got.length === 1
            ? {}
            : { 'response-time': time, signature: `algorithm=RSA256,keyVersion=1,signature=${encodeURIComponent(signature)}` };
        response.writeHead(200, { 'x-seen': head, ...signed }).end(ack);
      });
    });
    const isFromGateway = (headers: NodeJS.Dict<string | string[]>, body: string): boolean => {
      const key = createPublicKey({ key: Buffer.from(party.gatewayPublicKey, 'base64'), format: 'der', type: 'spki' });
      const value = decodeURIComponent(/signature=([^,]+)/.exec(String(headers['signature']))?.[1] ?? '');
      return verify(
        'sha256',
        Buffer.from(`POST /notify?a=1\n${party.clientId}.${String(headers['request-time'])}.${body}`),
        key,
        Buffer.from(value, 'base64'),
      );
    };
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/notify?a=1`;
    await callWire(party, 'pay', payMessage('p1', nextCode(), { paymentNotifyUrl: url }));
    await expect
      .poll(() => simulator.ledger().notifications[0]?.attempts.map((each) => each.outcome))
      .toEqual(['ack-not-signed']);
    simulator.control.advanceClock(120_000);
    await expect.poll(() => simulator.ledger().notifications[0]?.state).toBe('acknowledged');
    expect(got).toMatchObject([{ verified: true }, { verified: true }]);
    expect(JSON.parse(got[0]?.body ?? '{}')).toMatchObject({ paymentRequestId: 'p1', paymentResult: { resultStatus: 'S' } });
    server.close();
  });

  it('never leaves this machine unless told to', async () => {
    const { simulator, party } = await startBench();
    await callWire(party, 'pay', payMessage('p1', nextCode(), { paymentNotifyUrl: 'https://acqp.example/notify' }));
    await expect.poll(() => simulator.ledger().notifications[0]?.attempts[0]?.outcome).toBe('not-sent-beyond-loopback');
  });
});
