/**
 * Why the keychain did not do what was asked.
 * - `keychain-missing`: this machine has no keychain service, or its library cannot be loaded
 * - `keychain-locked`: it is there and locked
 * - `keychain-timeout`: it did not answer in time, usually because it waits for a person to unlock it
 * - `keychain-denied`: it, or the person at it, said no
 * - `not-found`: it works, and nothing is stored under that name
 * - `keychain-broken`: it answered with something that cannot be used
 */
export type VaultFault =
  'keychain-missing' | 'keychain-locked' | 'keychain-timeout' | 'keychain-denied' | 'not-found' | 'keychain-broken';

/** A value, or the reason why there is none. */
export type VaultResult<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly code: VaultFault };

/** `unknown` whenever the keychain cannot be believed: silence from a locked one looks like absence. */
export type Presence = 'present' | 'absent' | 'unknown';

/**
 * Where secrets stay. A secret is lent to a function inside main and handed to nobody else.
 * No method hangs, and none rejects: two exceptions are a RangeError for a name or secret that breaks `checkName` or
 * `checkSecret` (a bug, not an input), and whatever the function given to `lend` itself rejects with.
 */
export type Vault = {
  /** Stores the secret under the name. After any failure or power cut the name holds the old secret or the new one, whole. */
  readonly put: (name: string, secret: string) => Promise<VaultResult<null>>;
  /** Whether an entry is stored; `present` does not promise that it is readable, only `lend` finds that out. */
  readonly has: (name: string) => Promise<Presence>;
  /** Runs `use` with the secret and returns what it returns. */
  readonly lend: <Value>(name: string, use: (secret: string) => Value | Promise<Value>) => Promise<VaultResult<Value>>;
  /** Removes the secret; removing what is not there succeeds. */
  readonly remove: (name: string) => Promise<VaultResult<null>>;
  /** Proves by writing and reading a probe that secrets can be stored now. */
  readonly check: () => Promise<VaultResult<null>>;
  /** Lets go of everything it holds; later calls answer `keychain-broken`. */
  readonly close: () => Promise<void>;
};

/** The largest secret, in UTF-8 bytes: eight chunks of 2,400. An RSA-8192 key needs 6,400. */
export const SECRET_BYTES_MAX = 19_200;

/** Refuses names outside `a-z 0-9 . -` (2 to 80 characters) with a RangeError, because names are ours and end up in OS dialogs. */
export function checkName(name: string): void {
  if (!/^[a-z0-9][a-z0-9.-]{1,79}$/.test(name)) throw new RangeError('not a vault name');
}

/** Refuses empty, oversized and ill-formed secrets with a RangeError that does not quote them; C libraries end a string at NUL. */
export function checkSecret(secret: string): void {
  const isWellFormed = Buffer.from(secret, 'utf8').toString('utf8') === secret;
  if (secret === '' || secret.includes('\0') || !isWellFormed || Buffer.byteLength(secret) > SECRET_BYTES_MAX) {
    throw new RangeError('not a secret that a keychain can hold');
  }
}
