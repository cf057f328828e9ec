import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { importPublicKey } from '../../../main/keychain/public-key.ts';
import { certificatePem, oneLine, pem, rsa } from './key-forms.ts';

const key = rsa(2_048);
const publicKey = createPublicKey(key);
const spki = publicKey.export({ type: 'spki', format: 'der' });

describe("reading Alipay+'s public key", () => {
  it.each([
    ['SPKI PEM', publicKey.export({ type: 'spki', format: 'pem' }).toString()],
    ['PKCS#1 PEM', publicKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
    ['a certificate', certificatePem(key)],
    ['one-line base64', spki.toString('base64')],
    ['one-line base64 with line ends', `${spki.toString('base64')}\r\n`],
    ['one-line base64 PKCS#1', publicKey.export({ type: 'pkcs1', format: 'der' }).toString('base64')],
    ['DER bytes', spki],
  ])('takes %s', (_form, input) => {
    const result = importPublicKey(input);
    expect(result.ok && result.key.oneLine).toBe(spki.toString('base64'));
  });

  it('gives the same fingerprint for every form', () => {
    const prints = [spki.toString('base64'), certificatePem(key)].map((input) => {
      const result = importPublicKey(input);
      return result.ok ? result.key.fingerprint : result.code;
    });
    expect(new Set(prints).size).toBe(1);
    expect(prints[0]).toMatch(/^(?:[0-9A-F]{4} ){15}[0-9A-F]{4}$/);
  });

  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
  const edwards = generateKeyPairSync('ed25519').publicKey;
  it.each([
    ['a private key as PEM, which has no business there', pem(key, 'pkcs8'), 'key-unreadable'],
    ['a private key on one line', oneLine(key, 'pkcs8'), 'key-unreadable'],
    ['an EC key', elliptic.export({ type: 'spki', format: 'pem' }).toString(), 'key-not-rsa'],
    ['an Ed25519 key on one line', edwards.export({ type: 'spki', format: 'der' }).toString('base64'), 'key-not-rsa'],
    ['RSA-1024', createPublicKey(rsa(1_024)).export({ type: 'spki', format: 'pem' }).toString(), 'key-too-weak'],
    ['half a key', spki.toString('base64').slice(0, 200), 'key-unreadable'],
    ['words', 'ask the other shop', 'key-unreadable'],
    ['nothing', '', 'key-unreadable'],
  ])('refuses %s', (_case, input, code) => {
    expect(importPublicKey(input)).toEqual({ ok: false, code });
  });
});
