/**
 * One key pair of this counter. The private half is in the vault under `vaultName`; nothing here is secret.
 * - `active`: requests are signed with it
 * - `next`: made or imported, its public half is being uploaded to Alipay+
 * - `retired`: no longer used; kept as a record of which key signed what
 */
export type KeyRecord = {
  /** What the Signature header says in `keyVersion`. */
  readonly keyVersion: number;
  /** Fingerprint of the public half. */
  readonly fingerprint: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly vaultName: string;
  readonly state: 'active' | 'next' | 'retired';
};

/** All key pairs of a counter, oldest first: at most one active, at most one next. */
export type KeyRing = readonly KeyRecord[];

/**
 * Why the ring stays as it is.
 * - `key-version-taken`, `key-already-there`: a version or a key may be used once only
 * - `key-next-waiting`: one upload at a time
 * - `key-unknown`: no such version
 * - `key-not-next`: only the next key can become active
 * - `key-is-active`: the key in use cannot be retired; activate the next one instead
 */
export type KeyRingFault =
  'key-version-taken' | 'key-already-there' | 'key-next-waiting' | 'key-unknown' | 'key-not-next' | 'key-is-active';

/** The new ring, or why there is none. */
export type KeyRingResult = { readonly ok: true; readonly ring: KeyRing } | { readonly ok: false; readonly code: KeyRingFault };

/** Adds a key that waits for its public half to be uploaded. */
export function addNext(ring: KeyRing, key: Omit<KeyRecord, 'state'>): KeyRingResult {
  if (ring.some(({ state }) => state === 'next')) return fault('key-next-waiting');
  if (ring.some(({ keyVersion }) => keyVersion === key.keyVersion)) return fault('key-version-taken');
  if (ring.some(({ fingerprint, vaultName }) => fingerprint === key.fingerprint || vaultName === key.vaultName)) {
    return fault('key-already-there');
  }
  return { ok: true, ring: [...ring, { ...key, state: 'next' }] };
}

/** Makes the next key the one in use and retires the one before it, in one step. */
export function activate(ring: KeyRing, keyVersion: number): KeyRingResult {
  const record = ring.find((key) => key.keyVersion === keyVersion);
  if (record === undefined) return fault('key-unknown');
  if (record.state !== 'next') return fault('key-not-next');
  return { ok: true, ring: ring.map((key) => ({ ...key, state: key === record ? 'active' : 'retired' })) };
}

/** Gives up a next key, or confirms a retired one; its secret may then be removed from the vault. */
export function retire(ring: KeyRing, keyVersion: number): KeyRingResult {
  const record = ring.find((key) => key.keyVersion === keyVersion);
  if (record === undefined) return fault('key-unknown');
  if (record.state === 'active') return fault('key-is-active');
  return { ok: true, ring: ring.map((key) => (key === record ? { ...key, state: 'retired' } : key)) };
}

/** The key that requests are signed with, or null. */
export const activeKey = (ring: KeyRing): KeyRecord | null => ring.find(({ state }) => state === 'active') ?? null;

/** The keyVersion to propose for the next key: one above the highest so far, 1 at first. */
export const nextKeyVersion = (ring: KeyRing): number => Math.max(0, ...ring.map(({ keyVersion }) => keyVersion)) + 1;

/** A vault name for a new key. `suffix` is fresh hex, so that two counters of one user never share or overwrite an entry. */
export const keyVaultName = (keyVersion: number, suffix: string): string => `signing-key-${String(keyVersion)}-${suffix}`;

const fault = (code: KeyRingFault): KeyRingResult => ({ ok: false, code });
