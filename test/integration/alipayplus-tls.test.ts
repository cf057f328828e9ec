import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlipayPlusClient } from '../../main/alipayplus/client.ts';
import { ClientOptionsError } from '../../main/alipayplus/options.ts';
import { counterClient } from '../builders/alipayplus-counter.ts';
import { makePki, type TestPki } from '../builders/certificates.ts';
import { startSigningServer, type SigningServer } from '../builders/signing-server.ts';

const ANSWER = { result: { resultCode: 'SUCCESS', resultStatus: 'S' } };
const REFUSED = { kind: 'lost', cause: 'connect-failed', sent: 'no' };

describe('TLS', () => {
  let pki: TestPki;
  let server: SigningServer;
  const clients: AlipayPlusClient[] = [];
  const open = (url: string, caPem?: string): AlipayPlusClient => {
    const client = counterClient(url, caPem === undefined ? {} : { caPem });
    clients.push(client);
    return client;
  };

  beforeAll(async () => {
    pki = makePki('127.0.0.1');
    server = await startSigningServer({ answer: () => ANSWER, tls: pki.server });
  });
  afterAll(async () => {
    for (const client of clients) client.close();
    await server.close();
  });

  it('a private authority that was given is trusted, and connections are warm before the first call', async () => {
    const client = open(server.url, pki.caPem);
    expect(await client.warm()).toBe(3);
    expect(await client.inquire('p1')).toMatchObject({ kind: 'verified' });
    expect(await client.cancel('p1')).toMatchObject({ kind: 'verified' });
    expect(server.connections()).toBe(3);
  });

  it('SECURITY: without it nothing is sent, even when the environment says not to check', async () => {
    const before = server.received.length;
    const kept = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      expect(await open(server.url).inquire('p1')).toEqual(REFUSED);
    } finally {
      if (kept === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = kept;
    }
    expect(server.received.length).toBe(before);
  });

  it('SECURITY: another authority is refused', async () => {
    expect(await open(server.url, makePki('127.0.0.1').caPem).inquire('p1')).toEqual(REFUSED);
  });

  it('SECURITY: a certificate for another host is refused', async () => {
    const client = open(server.url.replace('127.0.0.1', 'localhost'), pki.caPem);
    expect(await client.inquire('p1')).toEqual(REFUSED);
  });

  it('SECURITY: a server that speaks nothing newer than TLS 1.1 is refused', async () => {
    const old = createServer({ ...pki.server, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' });
    let offered = 0;
    old
      .on('connection', () => {
        offered += 1;
      })
      .on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => old.listen(0, '127.0.0.1', resolve));
    const { port } = old.address() as AddressInfo;
    expect(await open(`https://127.0.0.1:${String(port)}`, pki.caPem).inquire('p1')).toEqual(REFUSED);
    expect(offered).toBe(1);
    await new Promise((resolve) => old.close(resolve));
  });

  it('warming against a server nobody trusts opens nothing and harms nothing', async () => {
    expect(await open(server.url).warm()).toBe(0);
  });

  it('SECURITY: plain http to anything but this machine is refused before anything is opened', () => {
    expect(() => counterClient('http://open-sea.alipayplus.com')).toThrow(ClientOptionsError);
  });
});
