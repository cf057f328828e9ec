import type { SettingsStore } from './store-port.ts';

/** A file's bytes, or why there are none. */
export type FileResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly code: 'file-missing' | 'file-too-large' | 'file-unreadable' };

/** The disk as provisioning needs it. */
export type ProvisioningFiles = {
  readonly read: (path: string, bytesMax: number) => Promise<FileResult>;
  /** True when the file is gone. */
  readonly remove: (path: string) => Promise<boolean>;
};

/** A key, or the code of what is wrong with it. */
export type ReadKey<Key> = { readonly ok: true; readonly key: Key } | { readonly ok: false; readonly code: string };

type PublicKeyFacts = { readonly oneLine: string; readonly fingerprint: string };

/** Reads keys in all their forms; main/keychain has both functions. */
export type KeyReaders = {
  readonly privateKey: (
    input: string | Uint8Array,
    passphrase: string | null,
  ) => ReadKey<{ readonly oneLine: string; readonly publicKey: PublicKeyFacts }>;
  readonly publicKey: (input: string | Uint8Array) => ReadKey<PublicKeyFacts>;
  /** Reads the key of a TLS certificate (main/notify has the function); `oneLine` is the secret for the vault. */
  readonly tls: (certificate: string, key: string) => ReadKey<{ readonly oneLine: string }>;
};

type Stored = { readonly ok: true } | { readonly ok: false; readonly code: string };

/** The part of a vault that provisioning needs. Every code it answers is about the keychain. */
export type SecretVault = {
  readonly put: (name: string, secret: string) => Promise<Stored>;
  readonly remove: (name: string) => Promise<Stored>;
};

/** Everything that provisioning acts through. */
export type ProvisioningParts = {
  readonly files: ProvisioningFiles;
  readonly keys: KeyReaders;
  readonly vault: SecretVault;
  readonly store: SettingsStore;
  /** ISO 8601, UTC. */
  readonly nowIso: () => string;
  /** A vault name for a new key that no other counter has. */
  readonly newVaultName: (keyVersion: number) => string;
  /** The same for the key of a TLS certificate. */
  readonly newTlsVaultName: () => string;
  /** Removes the provisioning file once everything is in place. */
  readonly deleteFile: boolean;
};
