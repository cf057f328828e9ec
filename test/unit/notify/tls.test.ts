import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkedTls, importTlsKey, isExpired, tlsFromFiles } from '../../../main/notify/tls.ts';
import { makePki } from '../../builders/certificates.ts';

const { server } = makePki('127.0.0.1');
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();
const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-tls-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, text: string | Buffer): string {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
}

describe('certificate and key of the listener', () => {
  it('are taken when they belong together', () => {
    expect(checkedTls(server.cert, server.key)).toMatchObject({ ok: true, tls: { cert: server.cert } });
    expect(checkedTls(server.cert, createPrivateKey(server.key)).ok).toBe(true);
  });

  it.each([
    ['no certificate', 'hello', server.key, 'certificate-unreadable'],
    ['no key', server.cert, 'hello', 'certificate-unreadable'],
    ['a key in the place of the certificate', server.key, server.key, 'certificate-unreadable'],
    ['the key of another certificate', server.cert, stranger, 'certificate-mismatch'],
  ])('%s has a code', (_what, cert, key, fault) => {
    expect(checkedTls(cert, key)).toEqual({ ok: false, fault });
  });

  it('are read from their files anew each time', async () => {
    const [cert, key] = [file('a.pem', server.cert), file('a.key', server.key)];
    const load = tlsFromFiles(cert, key);
    expect(await load()).toMatchObject({ ok: true });
    const other = makePki('127.0.0.1').server;
    file('a.pem', other.cert);
    expect(await load()).toEqual({ ok: false, fault: 'certificate-mismatch' });
    file('a.key', other.key);
    expect(await load()).toMatchObject({ ok: true, tls: { cert: other.cert } });
  });

  it.each([
    ['a file that is not there', () => [path.join(folder, 'none'), file('b.key', server.key)], 'certificate-missing'],
    ['a folder', () => [folder, file('b.key', server.key)], 'certificate-unreadable'],
    ['a file without end', () => [file('big', Buffer.alloc(70_000, 'x')), file('b.key', server.key)], 'certificate-unreadable'],
  ])('%s has a code', async (_what, paths, fault) => {
    const [cert = '', key = ''] = paths();
    expect(await tlsFromFiles(cert, key)()).toEqual({ ok: false, fault });
  });

  it('a certificate whose time is over is known by its date', () => {
    expect(isExpired(server.cert, Date.now())).toBe(false);
    expect(isExpired(server.cert, Date.now() + 7_200_000)).toBe(true);
  });

  it('a key on its way to the vault comes out as one line, or as a code that quotes nothing', () => {
    const taken = importTlsKey(server.cert, server.key);
    if (!taken.ok) throw new Error(taken.code);
    const back = createPrivateKey({ key: Buffer.from(taken.key.oneLine, 'base64'), format: 'der', type: 'pkcs8' });
    expect(back.equals(createPrivateKey(server.key))).toBe(true);
    expect(importTlsKey('x', server.key)).toEqual({ ok: false, code: 'wrong-certificate' });
    expect(importTlsKey(server.cert, 'x')).toEqual({ ok: false, code: 'key-unreadable' });
    expect(importTlsKey(server.cert, stranger)).toEqual({ ok: false, code: 'certificate-mismatch' });
  });
});
