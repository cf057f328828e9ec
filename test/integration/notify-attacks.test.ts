import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { message, NOTIFY_PATH, post, type Got, type Sent, type Way } from '../builders/notify-sender.ts';
import { bare, rawSocket, wire } from '../builders/raw-client.ts';
import { openNotifyBench, ownNotification, trustOf, type NotifyBench } from './notify-bench.ts';

/** Everything that an unverified sender may learn: that it was refused. */
const BARE = { status: 400, text: '', isSigned: false };
const HEADER_NAMES = ['connection', 'content-length'];

const genuine = (sent: Sent = {}) => message({ body: ownNotification(), ...sent });

/** Sends it and holds the listener to: bare answer, nothing reached the core. */
async function isRefused(bench: NotifyBench, got: Promise<Got>): Promise<void> {
  const answer = await got;
  expect(answer).toMatchObject(BARE);
  expect(Object.keys(answer.headers).sort()).toEqual(HEADER_NAMES);
  expect(bench.heard).toEqual([]);
  expect(bench.listener.view()).toMatchObject({ verified: 0, lastAtMs: null, alarm: null });
}

describe('SECURITY: nobody but Alipay+ is believed', () => {
  it('a genuine message is heard, so that the refusals below mean something', async () => {
    const bench = await openNotifyBench();
    const got = await post(bench.url, genuine());
    expect(got).toMatchObject({ status: 200, isSigned: true });
    expect(JSON.parse(got.text)).toEqual({ result: { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' } });
    expect(bench.heard).toHaveLength(1);
    expect(bench.listener.view()).toMatchObject({ verified: 1, refused: 0, fault: null, alarm: null });
  });

  it.each<[string, Sent]>([
    ['unsigned', { headers: { Signature: null } }],
    ['with a signature of nothing', { headers: { Signature: 'algorithm=RSA256, keyVersion=1, signature=QUJD' } }],
    ['for another client', { clientId: 'SANDBOX_5TEST00000000009' }],
    ['without a time', { headers: { 'Request-Time': null } }],
    ['ten minutes old', { time: new Date(Date.now() - 600_000).toISOString() }],
    ['from the future', { time: new Date(Date.now() + 600_000).toISOString() }],
    ['signed for another path', { uri: '/alipayplus/initiateRetrieval' }],
    ['packed', { headers: { 'Content-Encoding': 'gzip' } }],
  ])('%s', async (_what, sent) => {
    const bench = await openNotifyBench();
    await isRefused(bench, post(bench.url, genuine(sent)));
    expect(bench.listener.view().refused).toBe(1);
  });

  it('one byte is changed on the way', async () => {
    const bench = await openNotifyBench();
    const { body, headers } = genuine();
    await isRefused(bench, post(bench.url, { headers, body: Buffer.from(body.toString().replace('4250', '4251')) }));
  });

  it('a packed body under a genuine signature', async () => {
    const bench = await openNotifyBench();
    const body = gzipSync(JSON.stringify(ownNotification()));
    await isRefused(bench, post(bench.url, message({ body, headers: { 'Content-Encoding': 'gzip' } })));
  });

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'])('%s', async (method) => {
    const bench = await openNotifyBench();
    await isRefused(bench, post(bench.url, genuine(), { method }));
  });

  it.each([
    '/',
    '/alipayplus',
    '/alipayplus/',
    '/alipayplus/notifyPayment/',
    '/alipayplus/notifyPayment?a=1',
    '/alipayplus//notifyPayment',
    '/alipayplus/NotifyPayment',
    '/alipayplus/%6eotifyPayment',
    '/alipayplus/constructor',
    '/alipayplus/__proto__',
    '/alipayplus/initiateRetrieval',
  ])('the path %s, signed as it is', async (path) => {
    const bench = await openNotifyBench();
    const { socket, closed } = await rawSocket(bench.port);
    socket.write(wire(genuine({ uri: path }), path));
    expect(await closed).toBe(bare('400 Bad Request'));
    expect(bench.heard).toEqual([]);
  });

  it('keys that are not there yet refuse everything, and the same message is taken once they are', async () => {
    const bench = await openNotifyBench();
    bench.trust(null);
    const sent = genuine();
    await isRefused(bench, post(bench.url, sent));
    bench.trust(trustOf());
    expect(await post(bench.url, sent)).toMatchObject({ status: 200, isSigned: true });
  });
});

describe('SECURITY: what is too much is cut', () => {
  it.each<[string, Way]>([
    ['announced', {}],
    ['in pieces without an end announced', { chunked: true }],
  ])('a body of more than 64 KB, %s', async (_what, way) => {
    const bench = await openNotifyBench();
    const body = JSON.stringify({ ...ownNotification(), filler: 'x'.repeat(65_536) });
    // The line may be cut while the sender still speaks.
    const got = await post(bench.url, message({ body }), way).catch(() => null);
    if (got !== null) expect(got).toMatchObject(BARE);
    expect(bench.heard).toEqual([]);
    expect(bench.listener.view().refused).toBe(1);
  });

  it('a body of 64 KB exactly is still taken, in one piece or in many', async () => {
    const bench = await openNotifyBench();
    const empty = JSON.stringify({ ...ownNotification(), filler: '' });
    const body = JSON.stringify({ ...ownNotification(), filler: 'x'.repeat(65_536 - empty.length) });
    expect(Buffer.byteLength(body)).toBe(65_536);
    expect(await post(bench.url, message({ body }))).toMatchObject({ status: 200, isSigned: true });
    expect(await post(bench.url, message({ body }), { chunked: true })).toMatchObject({ status: 200, isSigned: true });
  });

  it('headers of more than 8 KB', async () => {
    const bench = await openNotifyBench();
    const { socket, closed } = await rawSocket(bench.port);
    socket.write(`POST ${NOTIFY_PATH} HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(9_000)}\r\n\r\n`);
    expect(await closed).toBe(bare('400 Bad Request'));
  });

  it.each([
    ['a body that never ends', (text: string) => text.slice(0, -5)],
    ['headers that never end', (text: string) => text.slice(0, 60)],
    ['a connection that says nothing', () => ''],
  ])('%s', async (_what, cut) => {
    const bench = await openNotifyBench({ limits: { headersTimeoutMs: 200, bodyTimeoutMs: 200 } });
    const { socket, closed } = await rawSocket(bench.port);
    socket.write(cut(wire(genuine())));
    expect(await closed).toMatch(/^(HTTP\/1\.1 400 Bad Request\r\n[^]*)?$/);
    expect(bench.heard).toEqual([]);
  });

  it('a sender who trickles one byte at a time', async () => {
    const bench = await openNotifyBench({ limits: { bodyTimeoutMs: 300 } });
    const { socket, closed } = await rawSocket(bench.port);
    const text = wire(genuine());
    const head = text.indexOf('{');
    socket.write(text.slice(0, head));
    let at = head;
    const trickle = setInterval(() => {
      if (at < text.length - 1) socket.write(text.slice(at, (at += 1)));
    }, 20);
    await closed;
    clearInterval(trickle);
    expect(bench.heard).toEqual([]);
    expect(bench.listener.view().refused).toBe(1);
  });

  it('more connections from one address than its share', async () => {
    const bench = await openNotifyBench({ limits: { connectionsPerAddressMax: 3 } });
    const idle = await Promise.all(Array.from({ length: 3 }, () => rawSocket(bench.port)));
    await (
      await rawSocket(bench.port)
    ).closed;
    expect(bench.listener.view().refused).toBe(1);
    idle[0]?.socket.destroy();
    await expect.poll(async () => (await post(bench.url, genuine()).catch(() => null))?.status).toBe(200);
  });

  it('garbage and other protocols', async () => {
    const bench = await openNotifyBench();
    for (const noise of [
      '\x16\x03\x01\x02\x00\x01\x00',
      'GET / HTTP/9.9\r\n\r\n',
      `POST ${NOTIFY_PATH} HTTP/1.1\r\n\r\n`,
      '\0\0\0\0\r\n\r\n',
    ]) {
      const { socket, closed } = await rawSocket(bench.port);
      socket.write(noise);
      expect(await closed).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n(Connection: close\r\n)?/);
    }
    expect(await post(bench.url, genuine())).toMatchObject({ status: 200 });
  });

  it('two lengths for one body, as request smugglers send them', async () => {
    const bench = await openNotifyBench();
    const { socket, closed } = await rawSocket(bench.port);
    socket.write(wire(genuine()).replace('Host: x', 'Host: x\r\nTransfer-Encoding: chunked'));
    expect(await closed).toMatch(/^HTTP\/1\.1 400 /);
    expect(bench.heard).toEqual([]);
  });

  it('whoever asks before the body is told to go on only after the head was good', async () => {
    const bench = await openNotifyBench();
    const bad = await rawSocket(bench.port);
    const [head = ''] = wire(genuine({ headers: { Signature: null } })).split('\r\n\r\n');
    bad.socket.write(`${head}\r\nExpect: 100-continue\r\n\r\n`);
    expect(await bad.closed).toMatch(/^HTTP\/1\.1 400 /);
    const good = await rawSocket(bench.port);
    const [before = '', after = ''] = wire(genuine()).split('\r\n\r\n');
    good.socket.once('data', () => good.socket.write(after));
    good.socket.write(`${before}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n`);
    expect(await good.closed).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
  });
});
