import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { AlipayPlusClient } from '../../main/alipayplus/client.ts';
import type { ClientOptions, ExchangeRecord } from '../../main/alipayplus/options.ts';
import { keySigner } from '../../main/alipayplus/sign.ts';
import { counterClient } from '../builders/alipayplus-counter.ts';
import { fakeGateway } from '../builders/fake-gateway.ts';
import {
  COUNTER_KEYS,
  signedHeaders,
  startSigningServer,
  type Outgoing,
  type Received,
  type SigningServer,
  type SigningServerOptions,
} from '../builders/signing-server.ts';
import { fakeOnTheWire } from '../builders/wire-messages.ts';
import { payRequest } from '../contract/gateway-port.ts';

const stops: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const CODE = '281006020000000000125733';
const PAID = {
  result: { resultCode: 'SUCCESS', resultStatus: 'S' },
  paymentId: 'A1',
  paymentAmount: { currency: 'JPY', value: '599' },
};

type Setup = { readonly server: SigningServer; readonly client: AlipayPlusClient; readonly records: ExchangeRecord[] };

async function setUp(options: Partial<SigningServerOptions> = {}, changes: Partial<ClientOptions> = {}): Promise<Setup> {
  const server = await startSigningServer({ answer: () => PAID, ...options });
  const records: ExchangeRecord[] = [];
  const client = counterClient(server.url, {
    limits: { readTimeoutMs: 1_000 },
    onExchange: (record) => records.push(record),
    ...changes,
  });
  stops.push(server.close, client.close);
  return { server, client, records };
}

const withHeaders =
  (change: (headers: Record<string, string>) => Record<string, string>) =>
  (outgoing: Outgoing): Outgoing => ({ ...outgoing, headers: change({ ...outgoing.headers }) });
const unsigned =
  (code: string) =>
  (outgoing: Outgoing): Outgoing => ({
    ...outgoing,
    headers: {},
    body: Buffer.from(JSON.stringify({ result: { resultCode: code, resultStatus: 'F' } })),
  });
const signedAs =
  (clientId: string) =>
  (outgoing: Outgoing, { uri }: Received): Outgoing => ({
    ...outgoing,
    headers: signedHeaders(uri, new Date().toISOString(), outgoing.body, clientId),
  });

describe('a request on the wire', () => {
  it('carries the documented headers and a signature that verifies', async () => {
    const { server, client } = await setUp({}, { agentToken: 'TOKEN', keyVersion: 7 });
    expect(await client.pay(payRequest(CODE))).toMatchObject({ kind: 'verified', message: { result: PAID.result } });
    const [received] = server.received;
    expect(received?.uri).toBe('/aps/api/v1/payments/pay');
    expect(received?.headers).toMatchObject({
      'content-type': 'application/json; charset=UTF-8',
      'client-id': 'SANDBOX_5TEST00000000001',
      'agent-token': 'TOKEN',
    });
    expect(received?.headers['request-time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/);
    expect(received?.headers['signature']).toMatch(/^algorithm=RSA256, keyVersion=7, signature=[A-Za-z0-9%]+$/);
  });

  it('goes to the path of its API below the configured prefix', async () => {
    const { server, client } = await setUp({ answer: () => ({ result: PAID.result }) }, { pathPrefix: '/other' });
    await client.pay(payRequest(CODE));
    await client.inquire('p1');
    await client.cancel('p1');
    await client.refund({ paymentRequestId: 'p1', refundRequestId: 'r1', amount: payRequest(CODE).amount, reason: null });
    expect(server.received.map(({ uri }) => uri)).toEqual([
      '/other/pay',
      '/other/inquiryPayment',
      '/other/cancelPayment',
      '/other/refund',
    ]);
  });

  it('is signed by a signer that answers later just as well', async () => {
    const sign = keySigner(COUNTER_KEYS.privateKey);
    const { client } = await setUp(
      {},
      {
        signer: async (content) => {
          await Promise.resolve();
          return sign(content);
        },
      },
    );
    expect(await client.pay(payRequest(CODE))).toMatchObject({ kind: 'verified' });
  });

  it.each<[string, ClientOptions['signer']]>([
    [
      'throws',
      () => {
        throw new Error('locked');
      },
    ],
    ['rejects', () => Promise.reject(new Error('locked'))],
    ['never answers', () => new Promise<never>(() => undefined)],
  ])('is not sent when the signer %s', async (_name, signer) => {
    const { server, client, records } = await setUp({}, { signer, limits: { signTimeoutMs: 30 } });
    expect(await client.pay(payRequest(CODE))).toEqual({ kind: 'lost', cause: 'aborted', sent: 'no', hint: 'SIGNING_FAILED' });
    expect(server.received).toEqual([]);
    expect(records).toMatchObject([{ outcome: 'lost', firstByteAtMs: null }]);
  });

  it('is not sent when the wire would refuse it', async () => {
    const { server, client } = await setUp();
    expect(await client.pay({ ...payRequest(CODE), orderDescription: '' })).toEqual({
      kind: 'lost',
      cause: 'aborted',
      sent: 'no',
      hint: 'PARAM_ILLEGAL',
    });
    expect(await client.pay({ ...payRequest(CODE), expiresAtMs: Number.NaN })).toMatchObject({ kind: 'lost', sent: 'no' });
    expect(server.received).toEqual([]);
  });
});

describe('an answer is believed', () => {
  it.each<[string, SigningServerOptions['tamper']]>([
    [
      'when its headers are in lower case',
      withHeaders((headers) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))),
    ],
    [
      'when its escapes are in lower case',
      withHeaders((headers) => ({ ...headers, Signature: (headers['Signature'] ?? '').replace(/%../g, (e) => e.toLowerCase()) })),
    ],
    [
      'when its separators have no blanks and its key version is another',
      withHeaders((headers) => ({
        ...headers,
        Signature: (headers['Signature'] ?? '').replaceAll(', ', ',').replace('=1', '=0'),
      })),
    ],
    [
      'when its base64 is not escaped',
      withHeaders((headers) => ({ ...headers, Signature: decodeURIComponent(headers['Signature'] ?? '') })),
    ],
  ])('%s', async (_name, tamper) => {
    const { client } = await setUp(tamper === undefined ? {} : { tamper });
    expect(await client.pay(payRequest(CODE))).toMatchObject({ kind: 'verified', message: { result: PAID.result } });
  });
});

describe('an answer is lost', () => {
  it.each<[string, string, NonNullable<SigningServerOptions['tamper']>]>([
    [
      'bad-signature',
      'when one byte of its body changed',
      (outgoing) => ({ ...outgoing, body: Buffer.from(outgoing.body.toString().replace('599', '600')) }),
    ],
    [
      'bad-signature',
      'when a byte follows its body',
      (outgoing) => ({ ...outgoing, body: Buffer.concat([outgoing.body, Buffer.from(' ')]) }),
    ],
    [
      'bad-signature',
      'when its time changed',
      withHeaders((headers) => ({ ...headers, 'Response-Time': new Date(Date.now() + 5_000).toISOString() })),
    ],
    [
      'bad-signature',
      'when it was signed for another path',
      (outgoing, { uri }) => ({ ...outgoing, headers: signedHeaders(`${uri}x`, new Date().toISOString(), outgoing.body) }),
    ],
    [
      'bad-signature',
      'when its signature is garbage',
      withHeaders((headers) => ({ ...headers, Signature: 'algorithm=RSA256, keyVersion=1, signature=AAAA' })),
    ],
    [
      'bad-signature',
      'when it claims no algorithm',
      withHeaders((headers) => ({ ...headers, Signature: (headers['Signature'] ?? '').replace('RSA256', 'none') })),
    ],
    ['wrong-client', 'when it is for another client', signedAs('SOMEBODY_ELSE')],
    ['wrong-client', 'when it names no client', withHeaders(({ 'Client-Id': _dropped, ...rest }) => rest)],
    ['unsigned', 'when it has no signature', withHeaders(({ Signature: _dropped, ...rest }) => rest)],
    ['unsigned', 'when it has no time', withHeaders(({ 'Response-Time': _dropped, ...rest }) => rest)],
    ['unsigned', 'when it is an unsigned success', unsigned('SUCCESS')],
    ['http-status', 'when its status is 500', (outgoing) => ({ ...outgoing, status: 500 })],
    ['http-status', 'when its status is 201', (outgoing) => ({ ...outgoing, status: 201 })],
    [
      'redirect',
      'when it points elsewhere',
      (outgoing) => ({ ...outgoing, status: 307, headers: { ...outgoing.headers, Location: '/pay' } }),
    ],
    [
      'unparsable',
      'when it is compressed, signed or not',
      (outgoing, { uri }) => {
        const body = gzipSync(outgoing.body);
        return {
          ...outgoing,
          body,
          headers: { ...signedHeaders(uri, new Date().toISOString(), body), 'Content-Encoding': 'gzip' },
        };
      },
    ],
    [
      'unparsable',
      'when it claims an encoding it was not asked for',
      withHeaders((headers) => ({ ...headers, 'Content-Encoding': 'gzip' })),
    ],
    [
      'unparsable',
      'when it is signed garbage',
      (outgoing, { uri }) => {
        const body = Buffer.from('<html>');
        return { ...outgoing, body, headers: signedHeaders(uri, new Date().toISOString(), body) };
      },
    ],
    [
      'stale',
      'when it is an hour old',
      (outgoing, { uri }) => ({
        ...outgoing,
        headers: signedHeaders(uri, new Date(Date.now() - 3_600_000).toISOString(), outgoing.body),
      }),
    ],
    [
      'stale',
      'when its time is signed but illegible',
      (outgoing, { uri }) => ({ ...outgoing, headers: signedHeaders(uri, 'yesterday', outgoing.body) }),
    ],
    ['too-large', 'when it is too large', (outgoing) => ({ ...outgoing, body: Buffer.alloc(300 * 1024, 'x') })],
  ])('%s %s', async (cause, _name, tamper) => {
    const { client } = await setUp({ tamper });
    expect(await client.pay(payRequest(CODE))).toEqual({ kind: 'lost', cause, sent: 'maybe' });
  });

  it.each([
    'INVALID_SIGNATURE',
    'KEY_NOT_FOUND',
    'INVALID_CLIENT',
    'NO_INTERFACE_DEF',
    'INVALID_API',
    'METHOD_NOT_SUPPORTED',
    'MEDIA_TYPE_NOT_ACCEPTABLE',
  ])('but hints at %s to the owner', async (code) => {
    const { client } = await setUp({ tamper: unsigned(code) });
    expect(await client.pay(payRequest(CODE))).toEqual({ kind: 'lost', cause: 'unsigned', sent: 'maybe', hint: code });
  });

  it('with the hint INVALID_SIGNATURE when our own key is not the uploaded one', async () => {
    const { client } = await setUp({}, { signer: () => Buffer.alloc(256, 1) });
    expect(await client.inquire('p1')).toEqual({ kind: 'lost', cause: 'unsigned', sent: 'maybe', hint: 'INVALID_SIGNATURE' });
  });
});

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

describe('no call ever rejects', () => {
  it('whatever the moment it is closed in', async () => {
    const fake = fakeGateway();
    fake.plan(CODE, { kind: 'lost-after' });
    const { client } = await setUp({ answer: fakeOnTheWire(fake) }, { limits: { readTimeoutMs: 60_000 } });
    const calls = Array.from({ length: 20 }, (_, at) =>
      at % 2 === 0 ? client.pay(payRequest(CODE)) : client.inquire(`p${String(at)}`),
    );
    setImmediate(client.close);
    for (const reply of await Promise.all(calls)) expect(['verified', 'lost']).toContain(reply.kind);
    expect(await client.inquire('p1')).toEqual({ kind: 'lost', cause: 'aborted', sent: 'no' });
  });
});
