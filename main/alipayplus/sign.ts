import { sign, verify, type KeyObject } from 'node:crypto';

/** Everything a signature covers; `time` is the header's text verbatim, `body` the exact bytes sent or received. */
export type SignedParts = {
  readonly method: string;
  /** Path with its leading slash, query string included, without scheme and host. */
  readonly uri: string;
  readonly clientId: string;
  readonly time: string;
  readonly body: Buffer;
};

/** Makes the raw RSA signature of some content; may answer later when the key lives elsewhere. */
export type Signer = (content: Buffer) => Buffer | Promise<Buffer>;

/** A `Signature` header taken apart; a parameter that was not sent is null. */
export type SignatureParts = { readonly keyVersion: number | null; readonly signature: Buffer };

const DIGEST = 'sha256';

/**
 * The bytes that are signed: `METHOD URI\nCLIENT.TIME.BODY`.
 * For an answer, method and URI are those of the request it answers and time is its Response-Time.
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/api_overview
 */
export const contentToSign = ({ method, uri, clientId, time, body }: SignedParts): Buffer =>
  Buffer.concat([Buffer.from(`${method} ${uri}\n${clientId}.${time}.`, 'utf8'), body]);

/** A signer for a private key that is held in this process (RSASSA-PKCS1-v1_5 with SHA-256). */
export const keySigner =
  (privateKey: KeyObject): Signer =>
  (content) =>
    sign(DIGEST, content, privateKey);

/** The value of the `Signature` header for a raw signature: standard base64, then URL-encoded. */
export const formatSignatureHeader = (signature: Buffer, keyVersion: number): string =>
  `algorithm=RSA256, keyVersion=${String(keyVersion)}, signature=${encodeURIComponent(signature.toString('base64'))}`;

/**
 * Reads a `Signature` header whatever its separators, case of names, order and case of percent escapes, and also plain base64.
 * Returns null for another algorithm, a repeated or malformed parameter, or no signature at all.
 */
export function parseSignatureHeader(header: string): SignatureParts | null {
  const parameters = parametersOf(header);
  if (parameters === null) return null;
  const algorithm = parameters.get('algorithm') ?? 'RSA256';
  const keyVersion = parameters.get('keyversion') ?? null;
  const signature = decodeSignature(parameters.get('signature') ?? '');
  if (algorithm.toUpperCase() !== 'RSA256' || signature === null) return null;
  if (keyVersion !== null && !/^-?\d{1,9}$/.test(keyVersion)) return null;
  return { keyVersion: keyVersion === null ? null : Number(keyVersion), signature };
}

/** True only when `header` carries a signature of exactly `content` made with the private half of `publicKey`; never throws. */
export function verifySignature(publicKey: KeyObject, content: Buffer, header: string): boolean {
  const parts = parseSignatureHeader(header);
  if (parts === null) return false;
  try {
    return verify(DIGEST, content, publicKey, parts.signature);
  } catch {
    return false;
  }
}

function parametersOf(header: string): ReadonlyMap<string, string> | null {
  const parameters = new Map<string, string>();
  for (const part of header.split(',')) {
    const at = part.indexOf('=');
    const name = part.slice(0, Math.max(at, 0)).trim().toLowerCase();
    if (name === '' || parameters.has(name)) return null;
    parameters.set(name, part.slice(at + 1).trim());
  }
  return parameters;
}

/** Strict base64 after percent-decoding, because Buffer.from silently skips what it does not know. */
function decodeSignature(encoded: string): Buffer | null {
  try {
    const base64 = decodeURIComponent(encoded);
    return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? Buffer.from(base64, 'base64') : null;
  } catch {
    return null;
  }
}
