import { randomBytes } from 'node:crypto';
import type { Req } from '../../core/contract/channels.ts';
import { activate, activeKey, addNext, keyVaultName, nextKeyVersion, type KeyRecord } from '../keychain/key-ring.ts';
import { makePrivateKey } from '../keychain/make-key.ts';
import { describePrivateKey, importPrivateKey, type PrivateKey } from '../keychain/private-key.ts';
import { importPublicKey } from '../keychain/public-key.ts';
import { signingKey } from '../keychain/signing-key.ts';
import type { Vault } from '../keychain/vault-port.ts';
import type { KeyDesk, KeyOutcome, KeyStatus } from '../ipc/handlers/setup-handlers.ts';
import type { Settings } from '../settings/schema.ts';
import type { SettingsStore } from '../settings/store-port.ts';
import { writeRefusal } from './write-refusal.ts';

/** What the desk works on; `renew` connects anew after the key in use has changed. */
export type KeyDeskParts = {
  readonly store: SettingsStore;
  readonly settings: () => Settings;
  readonly vault: Vault;
  readonly renew: () => Promise<void>;
};

/** Makes, takes in, shows and rotates keys. The private half goes from its maker straight into the vault. */
export function createKeyDesk(parts: KeyDeskParts): KeyDesk {
  const shown = new Map<string, Promise<string | null>>();
  const publicOf = (record: KeyRecord): Promise<string | null> => {
    const known = shown.get(record.vaultName) ?? publicKeyIn(parts.vault, record.vaultName);
    shown.set(record.vaultName, known);
    // A keychain that was locked may be open next time.
    void known.then((key) => (key === null ? shown.delete(record.vaultName) : undefined));
    return known;
  };
  return {
    status: () => status(parts, publicOf),
    make: async (bits) => {
      const made = await makePrivateKey(bits);
      return made.ok ? keep(parts, made.key) : made;
    },
    importKey: (request) => {
      const read = readKey(request);
      return read.ok ? keep(parts, read.key) : Promise.resolve(read);
    },
    activate: async (keyVersion) => {
      const { settings } = parts;
      const next = activate(settings().keyRing, keyVersion);
      if (!next.ok) return { ok: false, code: 'not-now' };
      return changed(parts, { ...settings(), keyRing: next.ring });
    },
    saveGatewayKey: async (publicKey) => {
      const read = importPublicKey(publicKey);
      const { gateway, ...rest } = parts.settings();
      if (!read.ok) return read;
      if (gateway === null) return { ok: false, code: 'not-now' };
      return changed(parts, { ...rest, gateway: { ...gateway, gatewayPublicKey: read.key.oneLine } });
    },
  };
}

const readKey = ({ format, content, passphrase }: Req<'setup.import-key'>) =>
  importPrivateKey(format === 'pkcs12' ? Buffer.from(content, 'base64') : content, passphrase);

async function status({ settings }: KeyDeskParts, publicOf: PublicOf): Promise<KeyStatus> {
  const { gateway, keyRing } = settings();
  const next = keyRing.find(({ state }) => state === 'next');
  return {
    baseUrl: gateway?.baseUrl ?? null,
    clientId: gateway?.clientId ?? null,
    ...(await activeStatus(activeKey(keyRing), publicOf)),
    gatewayKeyFingerprint: gateway === null ? null : fingerprintOf(gateway.gatewayPublicKey),
    nextKey: next === undefined ? null : await nextStatus(next, publicOf),
  };
}

type PublicOf = (record: KeyRecord) => Promise<string | null>;

async function activeStatus(active: KeyRecord | null, publicOf: PublicOf) {
  if (active === null) return { keyVersion: null, publicKey: null, publicKeyFingerprint: null };
  return { keyVersion: active.keyVersion, publicKey: await publicOf(active), publicKeyFingerprint: active.fingerprint };
}

async function nextStatus(next: KeyRecord, publicOf: PublicOf): Promise<KeyStatus['nextKey']> {
  const publicKey = await publicOf(next);
  return publicKey === null ? null : { keyVersion: next.keyVersion, publicKey, fingerprint: next.fingerprint };
}

function fingerprintOf(publicKey: string): string | null {
  const read = importPublicKey(publicKey);
  return read.ok ? read.key.fingerprint : null;
}

async function publicKeyIn(vault: Vault, vaultName: string): Promise<string | null> {
  const lent = await vault.lend(vaultName, (secret) => describePrivateKey(signingKey(secret)));
  return lent.ok && lent.value.ok ? lent.value.key.publicKey.oneLine : null;
}

/** The vault first, the settings after: a key nobody knows of is harmless, a record without its key is not. */
async function keep({ settings, store, vault }: KeyDeskParts, key: PrivateKey): Promise<KeyOutcome> {
  const keyVersion = nextKeyVersion(settings().keyRing);
  const vaultName = keyVaultName(keyVersion, randomBytes(4).toString('hex'));
  const record = { keyVersion, fingerprint: key.publicKey.fingerprint, createdAt: new Date().toISOString(), vaultName };
  const next = addNext(settings().keyRing, record);
  if (!next.ok) return { ok: false, code: 'not-now' };
  const stored = await vault.put(vaultName, key.oneLine);
  if (!stored.ok) return { ok: false, code: stored.code === 'not-found' ? 'keychain-broken' : stored.code };
  if (store.write({ ...settings(), keyRing: next.ring }).ok) return { ok: true };
  await vault.remove(vaultName);
  return { ok: false, code: 'settings-unwritable' };
}

async function changed({ store, renew }: KeyDeskParts, next: Settings): Promise<KeyOutcome> {
  const written = store.write(next);
  if (!written.ok) return { ok: false, code: writeRefusal(written.code) };
  await renew();
  return { ok: true };
}
