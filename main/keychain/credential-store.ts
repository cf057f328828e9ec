import type { VaultFault } from './vault-port.ts';

/** Everything that can be wrong with the keychain itself. */
export type StoreFault = Exclude<VaultFault, 'not-found'>;

/** What the store answers; it never rejects. */
export type StoreAnswer<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly code: StoreFault };

/**
 * One flat set of small entries, as operating systems offer it: each entry is replaced as a whole or not at all, and
 * may be limited in size (`ENTRY_BYTES_MAX`).
 */
export type CredentialStore = {
  /** The stored text, or null for "nothing there", which on Linux a locked keychain says too. */
  readonly get: (account: string) => Promise<StoreAnswer<string | null>>;
  readonly set: (account: string, secret: string) => Promise<StoreAnswer<null>>;
  /** True when an entry was removed. */
  readonly remove: (account: string) => Promise<StoreAnswer<boolean>>;
  readonly close: () => Promise<void>;
};

/**
 * The most that one Windows credential holds, in bytes (CRED_MAX_CREDENTIAL_BLOB_SIZE, 5 * 512):
 * https://learn.microsoft.com/windows/win32/api/wincred/ns-wincred-credentialw
 */
export const ENTRY_BYTES_MAX = 2_560;
