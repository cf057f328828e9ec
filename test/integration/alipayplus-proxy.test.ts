import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { trustedAuthorities, type AuthoritySources } from '../../main/alipayplus/authorities.ts';
import type { AlipayPlusClient } from '../../main/alipayplus/client.ts';
import { openSocketVia } from '../../main/alipayplus/connect.ts';
import { readProxy, type Proxy } from '../../main/alipayplus/proxy.ts';
import { readWays, socketsBy, type Ways } from '../../main/worlds/ways.ts';
import { counterClient } from '../builders/alipayplus-counter.ts';
import { makePki, type TestPki } from '../builders/certificates.ts';
import { startConnectProxy } from '../builders/connect-proxy.ts';
import { startSigningServer, type SigningServer } from '../builders/signing-server.ts';

const ANSWER = { result: { resultCode: 'SUCCESS', resultStatus: 'S' } };
const LOST = { kind: 'lost', cause: 'connect-failed', sent: 'no' };
const NOTHING: AuthoritySources = { fromRuntime: () => null, bundles: [] };

let pki: TestPki;
let server: SigningServer;
const folder = mkdtempSync(path.join(tmpdir(), 'paydesk-proxy-'));
const ends: (() => unknown)[] = [];

beforeAll(async () => {
  pki = makePki('127.0.0.1');
  server = await startSigningServer({ answer: () => ANSWER, tls: pki.server });
});
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function clientVia(proxy: Proxy | null, sources: AuthoritySources, caPem?: string): AlipayPlusClient {
  const client = counterClient(server.url, { connect: openSocketVia(proxy, sources), ...(caPem === undefined ? {} : { caPem }) });
  ends.push(client.close);
  return client;
}

async function proxyThat(answer?: number) {
  const proxy = await startConnectProxy(answer);
  ends.push(proxy.close);
  return { ...proxy, place: { host: '127.0.0.1', port: proxy.port } };
}

/** A place on which nobody listens. */
async function deadPlace(): Promise<Proxy> {
  const gone = createServer();
  await once(gone.listen(0, '127.0.0.1'), 'listening');
  const { port } = gone.address() as AddressInfo;
  await new Promise((resolve) => gone.close(resolve));
  return { host: '127.0.0.1', port };
}

describe('several ways to Alipay+', () => {
  const clientBy = (ways: Ways) => {
    const sockets = socketsBy(ways, (way) => openSocketVia(way, NOTHING));
    const client = counterClient(server.url, { connect: sockets.open, caPem: pki.caPem });
    ends.push(client.close);
    return { client, way: sockets.way };
  };

  it('a first proxy that is gone costs one attempt that sent nothing, and the next way is kept', async () => {
    const second = await proxyThat();
    const { client, way } = clientBy([await deadPlace(), second.place]);
    expect(await client.inquire('p1')).toEqual(LOST);
    for (let call = 0; call < 3; call += 1) expect(await client.inquire(`p${String(call)}`)).toMatchObject({ kind: 'verified' });
    expect([way(), second.asked.length > 0]).toEqual([second.place, true]);
  });

  it('a proxy that refuses is left as well, also for the direct way where the system names it', async () => {
    const refusing = await proxyThat(407);
    const { client, way } = clientBy([refusing.place, null]);
    expect(await client.inquire('p1')).toEqual(LOST);
    expect(await client.inquire('p1')).toMatchObject({ kind: 'verified' });
    expect(way()).toBeNull();
  });

  it('a way that answered is never left for an answer that is lost afterwards', async () => {
    const only = await proxyThat();
    const { client, way } = clientBy([only.place, await deadPlace()]);
    expect(await client.inquire('p1')).toMatchObject({ kind: 'verified' });
    await only.close();
    expect(way()).toEqual(only.place);
  });

  it('all ways of a system’s answer are read in its order, and what cannot be spoken is passed over', () => {
    expect(readWays('SOCKS5 a:1; PROXY b:3128; HTTPS c:443; proxy [::1]:8; DIRECT; PROXY d')).toEqual([
      { host: 'b', port: 3128 },
      { host: '::1', port: 8 },
      null,
      { host: 'd', port: 80 },
    ]);
    expect([readWays(''), readWays('SOCKS a:1'), readWays('DIRECT')]).toEqual([[null], [null], [null]]);
  });
});

describe('a company network', () => {
  it('calls go through the proxy, which sees only TLS, and connections are warm and kept as without one', async () => {
    const proxy = await proxyThat();
    const client = clientVia(proxy.place, NOTHING, pki.caPem);
    expect(await client.warm()).toBe(3);
    for (let call = 0; call < 5; call += 1) expect(await client.inquire(`p${String(call)}`)).toMatchObject({ kind: 'verified' });
    expect(await client.cancel('p1')).toMatchObject({ kind: 'verified' });
    expect(proxy.asked).toEqual(Array.from({ length: 3 }, () => new URL(server.url).host));
    expect(proxy.passed().length).toBeGreaterThan(1_000);
    expect(proxy.passed().toString('latin1')).not.toMatch(/POST|inquiryPayment|Signature/i);
  });

  it('SECURITY: behind the proxy the certificate is checked as ever', async () => {
    const proxy = await proxyThat();
    const before = server.received.length;
    expect(await clientVia(proxy.place, NOTHING).inquire('p1')).toEqual(LOST);
    expect(await clientVia(proxy.place, NOTHING, makePki('127.0.0.1').caPem).inquire('p1')).toEqual(LOST);
    expect(server.received.length).toBe(before);
  });

  it.each([407, 403, 502])('a proxy that answers %i: nothing was sent, and the payment may be tried again', async (status) => {
    const proxy = await proxyThat(status);
    expect(await clientVia(proxy.place, NOTHING, pki.caPem).inquire('p1')).toEqual(LOST);
    expect(proxy.asked.length).toBeGreaterThan(0);
  });

  it.each([
    ['closes at once', ''],
    ['speaks something else', 'SSH-2.0-OpenSSH_9.2\r\n\r\n'],
    ['never ends its answer', `HTTP/1.1 200 OK\r\nX: ${'y'.repeat(20_000)}`],
  ])('a proxy that %s: nothing was sent', async (_how, text) => {
    const odd = createServer((socket) => socket.on('error', () => undefined).end(text));
    await once(odd.listen(0, '127.0.0.1'), 'listening');
    ends.push(() => odd.close());
    const { port } = odd.address() as AddressInfo;
    expect(await clientVia({ host: '127.0.0.1', port }, NOTHING, pki.caPem).inquire('p1')).toEqual(LOST);
  });

  it('a proxy that is not there: nothing was sent', async () => {
    const proxy = await proxyThat();
    await proxy.close();
    expect(await clientVia(proxy.place, NOTHING, pki.caPem).inquire('p1')).toEqual(LOST);
  });
});

describe("the system's authorities", () => {
  const bundle = () => {
    const file = path.join(folder, 'bundle.crt');
    writeFileSync(file, `# public ones\n${rootCertificates.slice(0, 5).join('\n')}\n# ours\n${pki.caPem}\n`);
    return file;
  };

  it('one that the administrator added to the system is trusted beside the public ones', async () => {
    const sources = { ...NOTHING, bundles: [path.join(folder, 'missing.crt'), bundle()] };
    expect(trustedAuthorities(sources)).toHaveLength(rootCertificates.length + 1);
    expect(await clientVia(null, sources).inquire('p1')).toMatchObject({ kind: 'verified' });
    const proxy = await proxyThat();
    expect(await clientVia(proxy.place, sources).inquire('p1')).toMatchObject({ kind: 'verified' });
  });

  it('a store that the runtime reads comes first, and one that fails adds nothing', () => {
    expect(trustedAuthorities({ fromRuntime: () => [pki.caPem], bundles: [] })).toHaveLength(rootCertificates.length + 1);
    const failing = (): never => {
      throw new Error('no store');
    };
    expect(trustedAuthorities({ fromRuntime: failing, bundles: [] })).toBeUndefined();
    expect(trustedAuthorities({ fromRuntime: () => rootCertificates, bundles: [] })).toBeUndefined();
  });

  it('SECURITY: an authority that the shop named replaces them all', async () => {
    const sources = { fromRuntime: () => [pki.caPem], bundles: [] };
    expect(await clientVia(null, sources, makePki('127.0.0.1').caPem).inquire('p1')).toEqual(LOST);
  });
});

describe("the system's answer about a proxy", () => {
  it.each([
    ['DIRECT', null],
    ['PROXY proxy.shop.example:3128; DIRECT', { host: 'proxy.shop.example', port: 3128 }],
    ['PROXY [fd00::1]:8080', { host: 'fd00::1', port: 8080 }],
    ['SOCKS5 10.0.0.1:1080; proxy 10.0.0.2:80', { host: '10.0.0.2', port: 80 }],
    ['DIRECT; PROXY 10.0.0.2:80', null],
    ['PROXY', null],
    ['PROXY user@10.0.0.1:1', null],
    ['nonsense', null],
  ])('%s', (answer, expected) => {
    expect(readProxy(answer)).toEqual(expected);
  });
});
