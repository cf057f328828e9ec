import { createPublicKey, verify } from 'node:crypto';

const KEY = /^[A-Za-z0-9+/]{43}=$/;
const SIGNATURE = /^[A-Za-z0-9+/]{86}==$/;
/** What stands before the 32 bytes of an Ed25519 key in SPKI. https://www.rfc-editor.org/rfc/rfc8410#section-4 */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** Whether a text is a public key of updates: 32 bytes in base64. */
export const isUpdateKey = (text: string): boolean => KEY.test(text);

/**
 * SECURITY: whether the maker of Paydesk signed these bytes. `publicKey` and `signature` are base64 (32 and 64 bytes); anything else,
 * and every error, is a no. https://www.rfc-editor.org/rfc/rfc8032
 */
export function isSigned(bytes: Uint8Array, signature: string, publicKey: string): boolean {
  const given = signature.trim();
  if (!KEY.test(publicKey) || !SIGNATURE.test(given)) return false;
  try {
    const key = createPublicKey({
      key: Buffer.concat([SPKI_HEAD, Buffer.from(publicKey, 'base64')]),
      format: 'der',
      type: 'spki',
    });
    return verify(null, bytes, key, Buffer.from(given, 'base64'));
  } catch {
    return false;
  }
}
