import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ClientOptions } from '../../main/alipayplus/options.ts';
import { keySigner } from '../../main/alipayplus/sign.ts';
import { fakeGateway } from '../builders/fake-gateway.ts';
import {
  COUNTER_KEYS,
  signedHeaders,
  type Outgoing,
  type Received,
  type SigningServerOptions,
} from '../builders/signing-server.ts';
import { fakeOnTheWire } from '../builders/wire-messages.ts';
import { payRequest } from '../contract/gateway-port.ts';
import { CODE, PAID, setUp } from './client-bench.ts';

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
