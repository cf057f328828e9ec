import { execFileSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import forge from 'node-forge';
import { describe, expect, it } from 'vitest';
import { makePrivateKey } from '../../../main/keychain/make-key.ts';
import { importPrivateKey } from '../../../main/keychain/private-key.ts';
import { signingKey, verifyingKey } from '../../../main/keychain/signing-key.ts';
import { certificatePem, oneLine, pem, pkcs12, pkcs12Claiming, rsa } from './key-forms.ts';

const key = rsa(2_048);
const WORDS = 'korrekt Pferd 店';
const LOCKED = { cipher: 'aes-256-cbc', passphrase: WORDS };
const lines = (text: string): string => (text.match(/.{1,40}/g) ?? []).join('\r\n');

const CLEAR: readonly (readonly [string, string | Buffer])[] = [
  ['PKCS#8 PEM', pem(key, 'pkcs8')],
  [
    'PKCS#8 PEM with CRLF and words around it',
    `Bag Attributes\r\n  name: x\r\n${pem(key, 'pkcs8').replaceAll('\n', '\r\n')}\r\nbye`,
  ],
  ['PKCS#1 PEM', pem(key, 'pkcs1')],
  ['a certificate and then the key', `${certificatePem(key)}${pem(key, 'pkcs8')}`],
  ['one-line base64 PKCS#8', oneLine(key, 'pkcs8')],
  ['one-line base64 PKCS#8 with a byte order mark and a line end', `\ufeff${oneLine(key, 'pkcs8')}\r\n`],
  ['base64 PKCS#8 in several lines', lines(oneLine(key, 'pkcs8'))],
  ['one-line base64 PKCS#1', oneLine(key, 'pkcs1')],
  ['the bytes of a PEM file', Buffer.from(pem(key, 'pkcs8'))],
  ['the bytes of a base64 file with a byte order mark', Buffer.from(`\ufeff${oneLine(key, 'pkcs8')}`)],
  ['the bytes of a DER file', key.export({ type: 'pkcs8', format: 'der' })],
];

const ENCRYPTED: readonly (readonly [string, string | Buffer])[] = [
  ['encrypted PKCS#8 PEM, AES-256', pem(key, 'pkcs8', LOCKED)],
  ['encrypted PKCS#8 PEM, AES-128', pem(key, 'pkcs8', { ...LOCKED, cipher: 'aes-128-cbc' })],
  ['encrypted PKCS#8 PEM, 3DES', pem(key, 'pkcs8', { ...LOCKED, cipher: 'des-ede3-cbc' })],
  ['the older encrypted PEM', pem(key, 'pkcs1', LOCKED)],
];

const ASCII = 'four plain words';
const PKCS12: readonly (readonly [string, string | Buffer])[] = [
  ['PKCS#12, AES-256', pkcs12(key, ASCII, 'aes256')],
  ['PKCS#12, 3DES', pkcs12(key, ASCII, '3des')],
  ['PKCS#12 as base64', pkcs12(key, ASCII, 'aes256').toString('base64')],
];

describe('reading a private key', () => {
  it.each(CLEAR)('takes %s', (_form, input) => {
    const result = importPrivateKey(input, null);
    expect(result.ok && result.key.oneLine).toBe(oneLine(key, 'pkcs8'));
  });

  it.each(ENCRYPTED)('takes %s with its passphrase', (_form, input) => {
    const result = importPrivateKey(input, WORDS);
    expect(result.ok && result.key.oneLine).toBe(oneLine(key, 'pkcs8'));
  });

  it.each(PKCS12)('takes %s with its passphrase', (_form, input) => {
    const result = importPrivateKey(input, ASCII);
    expect(result.ok && result.key.oneLine).toBe(oneLine(key, 'pkcs8'));
  });

  it.each([...ENCRYPTED, ...PKCS12])('asks for the passphrase of %s', (_form, input) => {
    expect(importPrivateKey(input, null)).toEqual({ ok: false, code: 'key-passphrase-needed' });
  });

  it.each([...ENCRYPTED, ...PKCS12])('says that the passphrase of %s is wrong', (_form, input) => {
    expect(importPrivateKey(input, 'wrong')).toEqual({ ok: false, code: 'key-passphrase-wrong' });
  });

  it('shows the public half as one line, as PEM and as a fingerprint, and nothing private in it', () => {
    const result = importPrivateKey(pem(key, 'pkcs8'), null);
    const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
    expect(result.ok && result.key.publicKey).toMatchObject({ oneLine: spki.toString('base64'), bits: 2_048 });
    expect(result.ok && result.key.publicKey.pem).toBe(createPublicKey(key).export({ type: 'spki', format: 'pem' }));
    expect(result.ok && result.key.publicKey.fingerprint).toMatch(/^(?:[0-9A-F]{4} ){15}[0-9A-F]{4}$/);
  });

  it('the key that comes out signs what the given public key verifies', () => {
    const result = importPrivateKey(pem(key, 'pkcs1'), null);
    if (!result.ok) throw new Error(result.code);
    const signature = sign('RSA-SHA256', Buffer.from('x'), signingKey(result.key.oneLine));
    expect(verify('RSA-SHA256', Buffer.from('x'), verifyingKey(result.key.publicKey.oneLine), signature)).toBe(true);
  });
});

describe('refusing what is not an RSA key of 2,048 bits or more', () => {
  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const edwards = generateKeyPairSync('ed25519').privateKey;
  const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2_048 }).privateKey;
  const damaged = Buffer.from(oneLine(key, 'pkcs8'), 'base64');
  damaged.writeUInt8((damaged.at(900) ?? 0) ^ 1, 900);

  it.each([
    ['EC, PKCS#8', pem(elliptic, 'pkcs8'), 'key-not-rsa'],
    ['EC, SEC 1', pem(elliptic, 'sec1'), 'key-not-rsa'],
    ['Ed25519', pem(edwards, 'pkcs8'), 'key-not-rsa'],
    ['RSA-PSS, which cannot make PKCS#1 v1.5 signatures', pem(pss, 'pkcs8'), 'key-not-rsa'],
    ['RSA-1024', pem(rsa(1_024), 'pkcs8'), 'key-too-weak'],
    ['RSA-2047', pem(rsa(2_047), 'pkcs8'), 'key-too-weak'],
    ['a key with one flipped bit', damaged.toString('base64'), 'key-unreadable'],
    ['half a key', oneLine(key, 'pkcs8').slice(0, 800), 'key-unreadable'],
    ['the public key', createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(), 'key-unreadable'],
    ['a certificate', certificatePem(key), 'key-unreadable'],
    [
      'an OpenSSH key',
      '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk=\n-----END OPENSSH PRIVATE KEY-----',
      'key-unreadable',
    ],
    ['words', 'my key is in the other file', 'key-unreadable'],
    ['nothing', '', 'key-unreadable'],
    ['a megabyte', 'A'.repeat(1_048_576), 'key-unreadable'],
  ])('%s', (_case, input, code) => {
    expect(importPrivateKey(input, null)).toEqual({ ok: false, code });
  });

  it('an encrypted EC key with the right passphrase is still not RSA', () => {
    expect(importPrivateKey(pem(elliptic, 'pkcs8', LOCKED), WORDS)).toEqual({ ok: false, code: 'key-not-rsa' });
  });

  it('a file that asks for billions of derivation rounds is refused at once', () => {
    const encrypted = forge.pem.decode(pem(key, 'pkcs8', LOCKED))[0];
    // The round count of OpenSSL, 2,048, is the only INTEGER 02 02 08 00; its bytes become 4 as a larger one needs.
    const der = Buffer.from(encrypted?.body ?? '', 'latin1');
    const patched = forge.asn1.fromDer(der.toString('latin1'));
    const text = JSON.stringify(patched).replace(
      '"type":2,"constructed":false,"composed":false,"value":"\\b\\u0000"',
      '"type":2,"constructed":false,"composed":false,"value":"\\u007f\\u007f\\u007f\\u007f"',
    );
    const hostile = forge.asn1.toDer(JSON.parse(text) as forge.asn1.Asn1).getBytes();
    expect(hostile).not.toBe(encrypted?.body);
    const files = [
      Buffer.from(hostile, 'latin1'),
      pkcs12Claiming(key, 2_000_000_000, 'key'),
      pkcs12Claiming(key, 2_000_000_000, 'checksum'),
    ];
    const startedMs = Date.now();
    expect(files.map((file) => importPrivateKey(file, 'words'))).toEqual(
      files.map(() => ({ ok: false, code: 'key-unreadable' })),
    );
    expect(Date.now() - startedMs).toBeLessThan(5_000);
  });

  it('never throws and never quotes, whatever it is given', () => {
    const bytes = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.uint8Array({ maxLength: 300 }),
      fc.tuple(fc.nat(1_200), fc.nat(255)).map(([at, value]) => {
        const der = Buffer.from(oneLine(key, 'pkcs8'), 'base64');
        der.writeUInt8(value, Math.min(at, der.length - 1));
        return der;
      }),
    );
    fc.assert(
      fc.property(bytes, fc.option(fc.string({ maxLength: 20 })), (input, passphrase) => {
        const result = importPrivateKey(input, passphrase);
        return result.ok ? result.key.oneLine === oneLine(key, 'pkcs8') : Object.keys(result).join() === 'ok,code';
      }),
      { numRuns: 300 },
    );
  });
});

describe('files made by the OpenSSL command line', () => {
  const hasOpenssl = ((): boolean => {
    try {
      execFileSync('openssl', ['version']);
      return true;
    } catch {
      return false;
    }
  })();

  it.skipIf(!hasOpenssl).each(['four words', WORDS])(
    'PKCS#12 and encrypted PKCS#8 with the passphrase %s are read, and only with it',
    (words) => {
      const folder = mkdtempSync(join(tmpdir(), 'paydesk-openssl-'));
      const at = (name: string) => join(folder, name);
      writeFileSync(at('key.pem'), pem(key, 'pkcs8'));
      writeFileSync(at('cert.pem'), certificatePem(key));
      execFileSync('openssl', [
        'pkcs12',
        '-export',
        '-inkey',
        at('key.pem'),
        '-in',
        at('cert.pem'),
        '-out',
        at('key.p12'),
        '-passout',
        `pass:${words}`,
      ]);
      execFileSync('openssl', ['pkcs8', '-topk8', '-in', at('key.pem'), '-out', at('key8.pem'), '-passout', `pass:${words}`]);
      const results = ['key.p12', 'key8.pem'].map((name) => importPrivateKey(readFileSync(at(name)), words));
      const wrong = ['key.p12', 'key8.pem'].map((name) => importPrivateKey(readFileSync(at(name)), `${words}!`));
      rmSync(folder, { recursive: true });
      expect(results.map((result) => result.ok && result.key.oneLine === oneLine(key, 'pkcs8'))).toEqual([true, true]);
      expect(wrong).toEqual([
        { ok: false, code: 'key-passphrase-wrong' },
        { ok: false, code: 'key-passphrase-wrong' },
      ]);
    },
  );
});

describe('making a key pair', () => {
  it('makes what reading accepts, of a length that fits one Windows credential', async () => {
    const made = await makePrivateKey(2048);
    if (!made.ok) throw new Error(made.code);
    expect(importPrivateKey(made.key.oneLine, null)).toEqual(made);
    expect(made.key.oneLine.length).toBeLessThan(2_560);
  });
});

describe('key objects', () => {
  it('a damaged stored key throws without quoting it', () => {
    expect(() => signingKey('c2VjcmV0')).toThrow(/^the stored private key is damaged$/);
    expect(() => verifyingKey('c2VjcmV0')).toThrow(/^not a one-line public key$/);
  });
});
