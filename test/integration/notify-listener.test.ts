import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { connect as connectTls } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { keySigner } from '../../main/alipayplus/sign.ts';
import { tlsFromFiles } from '../../main/notify/tls.ts';
import { makePki, type TestPki } from '../builders/certificates.ts';
import { message, post } from '../builders/notify-sender.ts';
import { rawSocket, wire } from '../builders/raw-client.ts';
import { openNotifyBench, ownId, ownNotification, trustOf } from './notify-bench.ts';

const genuine = () => message({ body: ownNotification() });
const resultOf = (text: string): unknown => (JSON.parse(text) as { readonly result: unknown }).result;

function folder(): string {
  const at = mkdtempSync(path.join(os.tmpdir(), 'paydesk-notify-'));
  onTestFinished(() => {
    rmSync(at, { recursive: true, force: true });
  });
  return at;
}

/** Two files, as something that renews certificates leaves them. */
function tlsFiles(pki: TestPki) {
  const at = folder();
  const [certFile, keyFile] = [path.join(at, 'chain.pem'), path.join(at, 'key.pem')];
  const write = ({ server }: TestPki): void => {
    writeFileSync(certFile, server.cert);
    writeFileSync(keyFile, server.key);
  };
  write(pki);
  return { certFile, write, load: tlsFromFiles(certFile, keyFile) };
}

/** Somebody else on a port of this machine. */
async function neighbour() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const free = () => new Promise<void>((resolve) => server.close(() => resolve()));
  onTestFinished(() => (server.listening ? free() : undefined));
  return { port: (server.address() as AddressInfo).port, free };
}

describe('the answer', () => {
  it('is "send it again" while the core cannot keep it, and "received" once it can', async () => {
    const bench = await openNotifyBench();
    bench.answer(() => Promise.resolve('not-durable'));
    const sent = genuine();
    const first = await post(bench.url, sent);
    expect(first).toMatchObject({ status: 200, isSigned: true });
    expect(resultOf(first.text)).toMatchObject({ resultCode: 'UNKNOWN_EXCEPTION', resultStatus: 'U' });
    expect(bench.listener.view().alarm).toBe('not-durable');
    bench.answer(() => Promise.resolve('written'));
    expect(resultOf((await post(bench.url, sent)).text)).toMatchObject({ resultStatus: 'S' });
    expect(bench.heard).toHaveLength(2);
  });

  it('is "send it again" when the disk takes too long, and when rows cannot be read', async () => {
    const bench = await openNotifyBench({ limits: { answerTimeoutMs: 50 } });
    bench.answer(() => new Promise(() => undefined));
    const startedMs = performance.now();
    expect(resultOf((await post(bench.url, genuine())).text)).toMatchObject({ resultStatus: 'U' });
    expect(performance.now() - startedMs).toBeLessThan(3_000);
    bench.answer(() => Promise.reject(new Error('corrupt')));
    expect(resultOf((await post(bench.url, genuine())).text)).toMatchObject({ resultStatus: 'U' });
  });

  it('says of an illegible message that it is, signed, and never bothers the core', async () => {
    const bench = await openNotifyBench();
    const got = await post(bench.url, message({ body: Buffer.from([0x7b, 0xff, 0x7d]) }));
    expect(got).toMatchObject({ status: 200, isSigned: true });
    expect(resultOf(got.text)).toMatchObject({ resultCode: 'PARAM_ILLEGAL', resultStatus: 'F' });
    expect(bench.heard).toEqual([]);
    expect(bench.listener.view()).toMatchObject({ verified: 1, alarm: 'illegible' });
  });

  it('tells of an unknown payment of ours and of another counter apart', async () => {
    const bench = await openNotifyBench();
    bench.answer(() => Promise.resolve('unknown-payment'));
    expect(resultOf((await post(bench.url, genuine())).text)).toMatchObject({ resultStatus: 'S' });
    expect(bench.listener.view().alarm).toBe('unknown-payment');
    const foreign = message({ body: ownNotification({ paymentRequestId: ownId().replace('T1', 'T2') }) });
    expect(resultOf((await post(bench.url, foreign)).text)).toMatchObject({ resultStatus: 'S' });
    expect(bench.listener.view().alarm).toBe('foreign-payment');
  });

  it('is none when our key cannot sign: nothing unsigned ever passes for one', async () => {
    const bench = await openNotifyBench();
    bench.trust(trustOf({ signer: () => Promise.reject(new Error('locked')) }));
    await expect(post(bench.url, genuine())).rejects.toThrow();
  });

  it('that is being made is still given while the listener closes', async () => {
    const bench = await openNotifyBench();
    let finish = (): void => undefined;
    bench.answer(
      () =>
        new Promise(
          (resolve) =>
            (finish = () => {
              resolve('written');
            }),
        ),
    );
    const got = post(bench.url, genuine());
    await expect.poll(() => bench.heard.length).toBe(1);
    const closed = bench.listener.close();
    finish();
    expect(await got).toMatchObject({ status: 200, isSigned: true });
    await closed;
    await expect(post(bench.url, genuine())).rejects.toThrow();
  });

  it('does not hold up the end: a sender who is still speaking is cut', async () => {
    const bench = await openNotifyBench();
    const { socket, closed } = await rawSocket(bench.port);
    socket.write(wire(genuine()).slice(0, -5));
    await expect.poll(() => socket.bytesWritten).toBeGreaterThan(100);
    await bench.listener.close();
    await closed;
    expect(bench.heard).toEqual([]);
  });
});

describe('behind a proxy', () => {
  it('what is signed is the path that Alipay+ called, not the one that arrives', async () => {
    const bench = await openNotifyBench({ plan: { publicUrl: 'https://pay.example/shop-7/till-1' } });
    const uri = '/shop-7/till-1/notifyPayment';
    expect(bench.listener.urlFor('notifyPayment')).toBe('https://pay.example/shop-7/till-1/notifyPayment');
    const got = await post(bench.url, message({ uri, body: ownNotification() }), { signedUri: uri });
    expect(got).toMatchObject({ status: 200, isSigned: true });
    expect(await post(bench.url, genuine())).toMatchObject({ status: 400, isSigned: false });
    expect(bench.heard).toHaveLength(1);
  });
});

describe('keys that change while it listens', () => {
  it('count from the next message on, on both sides', async () => {
    const bench = await openNotifyBench();
    expect(await post(bench.url, genuine())).toMatchObject({ status: 200, isSigned: true });
    const theirs = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const ours = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    bench.trust(trustOf({ gatewayPublicKey: theirs.publicKey, signer: keySigner(ours.privateKey), keyVersion: 2 }));
    expect(await post(bench.url, genuine())).toMatchObject({ status: 400 });
    const got = await post(bench.url, message({ body: ownNotification(), key: theirs.privateKey }), {
      publicKey: ours.publicKey,
    });
    expect(got).toMatchObject({ status: 200, isSigned: true });
    expect(got.headers['signature']).toContain('keyVersion=2');
  });
});

describe('TLS', () => {
  it('speaks with its certificate, and with a renewed one without a restart', async () => {
    const [first, second] = [makePki('127.0.0.1'), makePki('127.0.0.1')];
    const files = tlsFiles(first);
    const bench = await openNotifyBench({ plan: { tls: files.load }, limits: { certificateEveryMs: 50 } });
    expect(bench.url).toMatch(/^https:/);
    expect(await post(bench.url, genuine(), { ca: first.caPem })).toMatchObject({ status: 200, isSigned: true });
    await expect(post(bench.url, genuine(), { ca: second.caPem })).rejects.toThrow();
    writeFileSync(files.certFile, 'half a file');
    await expect.poll(() => bench.listener.view().fault).toBe('certificate-unreadable');
    expect(await post(bench.url, genuine(), { ca: first.caPem })).toMatchObject({ status: 200 });
    files.write(second);
    await expect
      .poll(() =>
        post(bench.url, genuine(), { ca: second.caPem }).then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200);
    expect(bench.listener.view()).toMatchObject({ state: 'listening', fault: null });
  });

  it('SECURITY: speaks neither plain HTTP nor TLS 1.1 there, and silence does not hold a connection', async () => {
    const { server } = makePki('127.0.0.1');
    const tls = () => Promise.resolve({ ok: true, tls: server } as const);
    const bench = await openNotifyBench({ plan: { tls }, limits: { handshakeTimeoutMs: 200 } });
    const plain = await rawSocket(bench.port);
    plain.socket.write(wire(genuine()));
    expect(await plain.closed).not.toContain('200 OK');
    await (
      await rawSocket(bench.port)
    ).closed;
    const old = connectTls({
      host: '127.0.0.1',
      port: bench.port,
      rejectUnauthorized: false,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    await expect(new Promise((resolve, reject) => old.once('secureConnect', resolve).once('error', reject))).rejects.toThrow();
    expect(bench.heard).toEqual([]);
    expect(bench.listener.view().refused).toBeGreaterThanOrEqual(3);
  });
});

describe('what is in the way of listening', () => {
  it('a port that is taken is said, the counter goes on, and it listens once the port is free', async () => {
    const other = await neighbour();
    const bench = await openNotifyBench({ plan: { port: other.port, publicUrl: 'own' }, limits: { retryMs: 50 } });
    expect(bench.listener.view()).toMatchObject({ state: 'not-listening', fault: 'port-busy', address: null, publicUrl: null });
    expect(bench.listener.urlFor('notifyPayment')).toBeNull();
    await other.free();
    await expect.poll(() => bench.listener.view()).toMatchObject({ state: 'listening', fault: null });
    expect(bench.news.filter(({ what }) => what === 'fault')).toEqual([{ what: 'fault', fault: 'port-busy' }]);
    expect(await post(`${bench.listener.view().address ?? ''}/notifyPayment`, genuine())).toMatchObject({ status: 200 });
  });

  it.each([
    ['an address of another machine', { host: '203.0.113.1' }, 'address-unknown'],
    ['a name nobody has', { host: 'no-such-host.invalid' }, 'address-unknown'],
    ['files that are not there', { tls: tlsFromFiles('/nowhere/cert.pem', '/nowhere/key.pem') }, 'certificate-missing'],
    [
      'a key that TLS refuses',
      { tls: () => Promise.resolve({ ok: true, tls: { cert: 'x', key: 'x' } } as const) },
      'certificate-unreadable',
    ],
    ['a keychain that is locked', { tls: () => Promise.resolve({ ok: false, fault: 'keychain' } as const) }, 'keychain'],
  ] as const)('%s has a code', async (_what, plan, fault) => {
    const bench = await openNotifyBench({ plan });
    expect(bench.listener.view()).toMatchObject({ state: 'not-listening', fault, address: null });
    expect(bench.news).toEqual([{ what: 'fault', fault }]);
  });

  it('a certificate that has run out is a worry, and it listens all the same', async () => {
    const { server } = makePki('127.0.0.1');
    const lateMs = Date.now() + 7_200_000;
    const bench = await openNotifyBench({
      plan: { tls: () => Promise.resolve({ ok: true, tls: server } as const) },
      wallMs: () => lateMs,
    });
    expect(bench.listener.view()).toMatchObject({ state: 'listening', fault: 'certificate-expired' });
  });

  it('closing it while it still tries ends the trying', async () => {
    const other = await neighbour();
    const bench = await openNotifyBench({ plan: { port: other.port }, limits: { retryMs: 20 } });
    await bench.listener.close();
    await other.free();
    const again = createServer();
    await new Promise<void>((resolve) => again.listen(other.port, '127.0.0.1', resolve));
    await new Promise<void>((resolve) => again.close(() => resolve()));
    expect(bench.listener.view().state).toBe('not-listening');
  });
});
