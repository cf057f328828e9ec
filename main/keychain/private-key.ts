import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import forge from 'node-forge';
import { decryptPkcs8, decryptTraditional, openPkcs12 } from './encrypted-key.ts';
import { keyFault, type KeyResult } from './key-fault.ts';
import { RSA_OID, readKeyInput, shapeOf, type KeyBlock } from './key-input.ts';
import { describePublicKey, type PublicKey } from './public-key.ts';

/** A private key on its way into the vault. `oneLine` (PKCS#8, DER, base64) is the secret: it goes to `Vault.put` and nowhere else. */
export type PrivateKey = { readonly oneLine: string; readonly publicKey: PublicKey };

/**
 * Reads an RSA private key: PEM (PKCS#8, PKCS#1, encrypted PKCS#8, OpenSSL's older encrypted form), one-line base64
 * of PKCS#8 or PKCS#1, or a PKCS#12 file. The key must sign and verify before it is believed. Blocks for up to two
 * seconds when an encrypted key asks for the most derivation rounds that are accepted.
 * https://docs.alipayplus.com/alipayplus/alipayplus/developer_center_acq/develop_in_sandbox
 */
export function importPrivateKey(input: string | Uint8Array, passphrase: string | null): KeyResult<PrivateKey> {
  const block = readKeyInput(input).find(({ label }) => label === null || label.endsWith('PRIVATE KEY'));
  if (block === undefined) return keyFault('key-unreadable');
  const opened = open(block, passphrase);
  return opened.ok ? proven(opened.key) : opened;
}

/** Describes a private key object that was made or read elsewhere in main, after making sure that it works. */
export function describePrivateKey(key: KeyObject): KeyResult<PrivateKey> {
  const described = describePublicKey(key);
  if (!described.ok) return described;
  const oneLine = key.export({ type: 'pkcs8', format: 'der' }).toString('base64');
  return { ok: true, key: { oneLine, publicKey: described.key } };
}

/** The DER of an unencrypted PKCS#8 or PKCS#1 key, out of whatever was given. */
function open(block: KeyBlock, passphrase: string | null): KeyResult<Buffer> {
  if (block.pem?.includes('Proc-Type: 4,ENCRYPTED') === true) return decryptTraditional(block.pem, passphrase);
  switch (shapeOf(block.der)) {
    case 'pkcs8':
    case 'pkcs1-private':
      return { ok: true, key: block.der };
    case 'sec1-private':
      return keyFault('key-not-rsa');
    case 'pkcs8-encrypted':
      return decryptPkcs8(block.der, passphrase);
    case 'pkcs12':
      return openPkcs12(block.der, passphrase);
    default:
      return keyFault('key-unreadable');
  }
}

function proven(der: Buffer): KeyResult<PrivateKey> {
  if (shapeOf(der) === 'pkcs8' && !der.subarray(0, 40).includes(RSA_OID)) return keyFault('key-not-rsa');
  try {
    const key = normalise(der);
    const described = describePrivateKey(key);
    return !described.ok || (isConsistent(key) && signsItself(key)) ? described : keyFault('key-unreadable');
  } catch {
    return keyFault('key-unreadable');
  }
}

/** Reads with node-forge, which is strict about the structure, and hands on a plain PKCS#1 key. */
function normalise(der: Buffer): KeyObject {
  const parsed = forge.pki.privateKeyFromAsn1(forge.asn1.fromDer(der.toString('latin1')));
  const pkcs1 = forge.asn1.toDer(forge.pki.privateKeyToAsn1(parsed)).getBytes();
  return createPrivateKey({ key: Buffer.from(pkcs1, 'latin1'), format: 'der', type: 'pkcs1' });
}

/** Checks all eight numbers against each other: a damaged one that signing happens not to use must not be kept for years. */
function isConsistent(key: KeyObject): boolean {
  const jwk = key.export({ format: 'jwk' });
  const [n, e, d] = [toNumber(jwk.n), toNumber(jwk.e), toNumber(jwk.d)];
  const [p, q] = [toNumber(jwk.p), toNumber(jwk.q)];
  const [dp, dq, qi] = [toNumber(jwk.dp), toNumber(jwk.dq), toNumber(jwk.qi)];
  return (
    p > 1n &&
    q > 1n &&
    p * q === n &&
    (e * d) % (p - 1n) === 1n &&
    (e * d) % (q - 1n) === 1n &&
    d % (p - 1n) === dp &&
    d % (q - 1n) === dq &&
    (qi * q) % p === 1n
  );
}

const toNumber = (base64url: unknown): bigint =>
  typeof base64url === 'string' ? BigInt(`0x0${Buffer.from(base64url, 'base64url').toString('hex')}`) : 0n;

function signsItself(key: KeyObject): boolean {
  const sample = Buffer.from('Paydesk tries a key before it trusts it', 'utf8');
  return verify('RSA-SHA256', sample, createPublicKey(key), sign('RSA-SHA256', sample, key));
}
