/**
 * Why a key cannot be used.
 * - `key-unreadable`: not a key in any form that Paydesk reads, or a damaged one
 * - `key-passphrase-needed`, `key-passphrase-wrong`: it is encrypted
 * - `key-too-weak`: fewer than 2,048 bits, or a public exponent that protects nothing
 * - `key-not-rsa`: Alipay+ signs with RSA only
 */
export type KeyFault = 'key-unreadable' | 'key-passphrase-wrong' | 'key-passphrase-needed' | 'key-too-weak' | 'key-not-rsa';

/** A key, or the reason why there is none. */
export type KeyResult<Key> = { readonly ok: true; readonly key: Key } | { readonly ok: false; readonly code: KeyFault };

/** The failed result with that code. */
export const keyFault = (code: KeyFault): { readonly ok: false; readonly code: KeyFault } => ({ ok: false, code });
