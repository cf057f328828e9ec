import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign as signBytes,
  verify as verifyBytes,
  type KeyObject,
} from 'node:crypto';

/** What a signature covers. `uri` is path and query as sent, `time` and `body` verbatim. */
export type Signed = {
  readonly method: string;
  readonly uri: string;
  readonly clientId: string;
  readonly time: string;
  readonly body: Uint8Array;
};

/** The parts of a Signature header. */
export type SignatureHeader = { readonly algorithm: string; readonly keyVersion: string; readonly signature: string };

/**
 * The bytes to be signed: `METHOD URI\nCLIENT.TIME.BODY`.
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/api_overview
 */
export const signedContent = (signed: Signed): Buffer =>
  Buffer.concat([Buffer.from(`${signed.method} ${signed.uri}\n${signed.clientId}.${signed.time}.`, 'utf8'), signed.body]);

/** The URL-encoded base64 signature (RSASSA-PKCS1-v1_5 with SHA-256), as it stands behind `signature=`. */
export const signatureValue = (key: KeyObject, signed: Signed): string =>
  encodeURIComponent(signBytes('sha256', signedContent(signed), key).toString('base64'));

/** The whole Signature header. */
export const signatureHeader = (key: KeyObject, signed: Signed, keyVersion = 1): string =>
  `algorithm=RSA256, keyVersion=${String(keyVersion)}, signature=${signatureValue(key, signed)}`;

/** Reads a Signature header; null when a part is missing. Names in any case, blanks round the commas or not. */
export function parseSignatureHeader(header: string): SignatureHeader | null {
  const parts = new Map(header.split(',').map((part) => splitOnce(part)));
  const algorithm = parts.get('algorithm');
  const signature = parts.get('signature');
  if (algorithm === undefined || signature === undefined || signature === '') return null;
  return { algorithm, keyVersion: parts.get('keyversion') ?? '', signature };
}

/** True when this header value vouches for these bytes. Percent escapes may be lower case; plain base64 passes too. */
export function verifies(key: KeyObject, signed: Signed, signature: string): boolean {
  try {
    const bytes = Buffer.from(decodeURIComponent(signature), 'base64');
    return verifyBytes('sha256', signedContent(signed), key, bytes);
  } catch {
    return false;
  }
}

/** A public key from PEM or one-line base64 SPKI; throws an Error that says what was expected. */
export function readPublicKey(text: string): KeyObject {
  try {
    const key = text.includes('-----BEGIN')
      ? createPublicKey(text)
      : createPublicKey({ key: fromBase64(text), format: 'der', type: 'spki' });
    return requireRsa(key);
  } catch {
    throw new Error('not an RSA public key: expected PEM or one-line base64 (X.509 SubjectPublicKeyInfo)');
  }
}

/** A private key from PEM or one-line base64 PKCS#8; throws an Error that says what was expected and never shows the key. */
export function readPrivateKey(text: string): KeyObject {
  try {
    const key = text.includes('-----BEGIN')
      ? createPrivateKey(text)
      : createPrivateKey({ key: fromBase64(text), format: 'der', type: 'pkcs8' });
    return requireRsa(key);
  } catch {
    throw new Error('not an RSA private key: expected PEM or one-line base64 (PKCS#8)');
  }
}

/** A fresh RSA-2048 pair. */
export function createKeyPair(): { readonly key: KeyObject; readonly oneLinePrivate: string } {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { key: privateKey, oneLinePrivate: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64') };
}

/** The public half as one-line base64 SPKI. */
export function oneLinePublic(key: KeyObject): string {
  const half = key.type === 'private' ? createPublicKey(key) : key;
  return half.export({ format: 'der', type: 'spki' }).toString('base64');
}

const fromBase64 = (text: string): Buffer => Buffer.from(text.replace(/\s+/g, ''), 'base64');

function requireRsa(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'rsa') throw new Error('not RSA');
  return key;
}

function splitOnce(part: string): readonly [string, string] {
  const at = part.indexOf('=');
  return at < 0 ? [part.trim().toLowerCase(), ''] : [part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()];
}
