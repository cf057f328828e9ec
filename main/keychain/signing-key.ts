import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/**
 * Turns the one-line private key that a vault lends into a key object for signing. It throws a plain TypeError that
 * quotes nothing when the text is not such a key, which means that the keychain entry is damaged.
 */
export function signingKey(oneLine: string): KeyObject {
  try {
    return createPrivateKey({ key: Buffer.from(oneLine, 'base64'), format: 'der', type: 'pkcs8' });
  } catch {
    throw new TypeError('the stored private key is damaged');
  }
}

/** Turns a one-line public key of the settings into a key object for verifying; throws TypeError when it is not one. */
export function verifyingKey(oneLine: string): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(oneLine, 'base64'), format: 'der', type: 'spki' });
  } catch {
    throw new TypeError('not a one-line public key');
  }
}
