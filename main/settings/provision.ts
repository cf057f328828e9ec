import { resolve } from 'node:path';
import type { Fault } from './fault.ts';
import type { ProvisioningParts } from './provisioning-ports.ts';
import { underPolicy } from './policy/provisioned.ts';
import { readKeys, type ProvisionedKeys } from './provisioning-keys.ts';
import type { Provisioning } from './provisioning-schema.ts';
import { readTls, type ProvisionedTls } from './provisioning-tls.ts';
import { readProvisioning, settingsFrom } from './read-provisioning.ts';
import { DOCUMENT_BYTES_MAX } from './safe-json.ts';
import type { Settings } from './schema.ts';
import type { WriteFault } from './store-port.ts';

/** What is said on success. Nothing in it is secret: `publicKey` is the half that is uploaded to Alipay+. */
export type ProvisionedReport = {
  readonly ok: true;
  readonly mode: 'live' | 'practice';
  readonly counterId: string;
  readonly clientId: string | null;
  readonly keyVersion: number | null;
  readonly publicKey: string | null;
  readonly keyFingerprint: string | null;
  readonly gatewayKeyFingerprint: string | null;
  /** True when the provisioning file was removed, as asked for. */
  readonly fileDeleted: boolean;
  /** Files that still hold the private key or its passphrase; Paydesk made no copy of them. */
  readonly filesHoldingSecrets: readonly string[];
  readonly notes: readonly Fault[];
};

/** What is said on failure: nothing has changed. */
export type RefusedReport = { readonly ok: false; readonly faults: readonly Fault[] };

/** `exit` is the exit code of `--provision-only`: 0 done, 2 faults, 3 the keychain is missing, locked or silent. */
export type ProvisionResult =
  { readonly exit: 0; readonly report: ProvisionedReport } | { readonly exit: 2 | 3; readonly report: RefusedReport };

/**
 * Sets up this counter from one JSON file. The key goes into the vault first and the settings follow; when the settings
 * cannot be written the key is taken out again, so that nothing is half done. Never rejects; see docs/provisioning.md.
 */
export async function provision(filePath: string, parts: ProvisioningParts): Promise<ProvisionResult> {
  const path = resolve(filePath);
  const file = await parts.files.read(path, DOCUMENT_BYTES_MAX);
  if (!file.ok) return refuse(2, [{ path: '$', code: file.code, message: FILE_MESSAGES[file.code] }]);
  const { document, raw, faults } = readProvisioning(file.bytes);
  const gateway = raw['gateway'];
  const keys = isRecord(gateway) ? await readKeys(gateway, path, parts) : null;
  const tls = await readTls(isRecord(raw['notify']) ? raw['notify']['tls'] : undefined, path, parts);
  const all = [...faults, ...[keys, tls].flatMap((part) => (part?.ok === false ? part.faults : []))];
  if (document === null || keys?.ok === false || !tls.ok) return refuse(2, all);
  return apply(path, { document, raw }, { keys: keys?.keys ?? null, tls: tls.value }, parts);
}

type Read = { readonly document: Provisioning; readonly raw: Readonly<Record<string, unknown>> };

/** What was read beside the document. */
type Found = { readonly keys: ProvisionedKeys | null; readonly tls: ProvisionedTls | null };

async function apply(path: string, { document, raw }: Read, found: Found, parts: ProvisioningParts): Promise<ProvisionResult> {
  const keyVersion = document.gateway?.keyVersion ?? 1;
  const vaultName = parts.newVaultName(keyVersion);
  const before = parts.store.read();
  // Where the owner keeps copies is the owner's choice, which no document knows.
  const { backups = null } = before ?? {};
  const wished = { ...settingsFrom(document, found, { vaultName, createdAt: parts.nowIso() }), backups };
  const { settings, faults } = underPolicy(wished, raw, parts.store.policy());
  if (faults.length > 0) return refuse(2, faults);
  const secrets = secretsOf(found, vaultName);
  for (const { name, oneLine } of secrets) {
    const stored = await parts.vault.put(name, oneLine);
    if (!stored.ok) {
      // A put that was cut off may have stored the key all the same.
      await takeBack(secrets, parts);
      return refuse(3, [
        { path: '$', code: stored.code, message: KEYCHAIN_MESSAGES[stored.code] ?? 'the OS keychain cannot be used' },
      ]);
    }
  }
  const written = parts.store.write(settings);
  if (!written.ok) {
    await takeBack(secrets, parts);
    return refuse(2, [{ path: '$', code: written.code, message: WRITE_MESSAGES[written.code] }, ...written.faults]);
  }
  const notes = await removeOldKeys(before, parts);
  return { exit: 0, report: await report(path, settings, found, notes, parts) };
}

type Secret = { readonly name: string; readonly oneLine: string };

const secretsOf = ({ keys, tls }: Found, vaultName: string): readonly Secret[] => [
  ...(keys === null ? [] : [{ name: vaultName, oneLine: keys.privateKey }]),
  ...[tls?.secret ?? []].flat(),
];

async function takeBack(secrets: readonly Secret[], { vault }: ProvisioningParts): Promise<void> {
  for (const { name } of secrets) await vault.remove(name);
}

/** The keys of the settings that were replaced; a failure is only noted, because the counter is set up all the same. */
async function removeOldKeys(before: Settings | null, { vault }: ProvisioningParts): Promise<readonly Fault[]> {
  const notes: Fault[] = [];
  for (const vaultName of vaultNamesOf(before)) {
    const removed = await vault.remove(vaultName);
    if (!removed.ok)
      notes.push({ path: '$', code: removed.code, message: `the former key ${vaultName} is still in the OS keychain` });
  }
  return notes;
}

function vaultNamesOf(settings: Settings | null): readonly string[] {
  const tls = settings?.notify?.tls ?? null;
  const names = (settings?.keyRing ?? []).map(({ vaultName }) => vaultName);
  return tls?.kind === 'keychain' ? [...names, tls.vaultName] : names;
}

async function report(
  path: string,
  settings: Settings,
  { keys, tls }: Found,
  notes: readonly Fault[],
  { files, deleteFile }: ProvisioningParts,
): Promise<ProvisionedReport> {
  const isDeleted = deleteFile && (await files.remove(path));
  return {
    ok: true,
    mode: settings.mode,
    counterId: settings.counter.counterId,
    clientId: settings.gateway?.clientId ?? null,
    ...publicFacts(settings, keys),
    fileDeleted: isDeleted,
    filesHoldingSecrets: secretFilesOf({ keys, tls }).filter((file) => !isDeleted || file !== path),
    notes: deleteFile && !isDeleted ? [...notes, NOT_DELETED] : notes,
  };
}

const secretFilesOf = ({ keys, tls }: Found): readonly string[] => [
  ...new Set([...(keys?.secretFiles ?? []), ...(tls?.secretFiles ?? [])]),
];

type PublicFacts = Pick<ProvisionedReport, 'keyVersion' | 'publicKey' | 'keyFingerprint' | 'gatewayKeyFingerprint'>;

function publicFacts({ keyRing }: Settings, keys: ProvisionedKeys | null): PublicFacts {
  if (keys === null) return { keyVersion: null, publicKey: null, keyFingerprint: null, gatewayKeyFingerprint: null };
  const { publicKey, gatewayKey } = keys;
  const keyVersion = keyRing[0]?.keyVersion ?? null;
  return {
    keyVersion,
    publicKey: publicKey.oneLine,
    keyFingerprint: publicKey.fingerprint,
    gatewayKeyFingerprint: gatewayKey.fingerprint,
  };
}

const NOT_DELETED: Fault = { path: '$', code: 'file-not-deleted', message: 'the provisioning file could not be deleted' };

const refuse = (exit: 2 | 3, faults: readonly Fault[]): ProvisionResult => ({ exit, report: { ok: false, faults } });

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const FILE_MESSAGES = {
  'file-missing': 'the provisioning file does not exist',
  'file-too-large': 'the provisioning file is larger than 1 MB',
  'file-unreadable': 'the provisioning file cannot be read',
} as const;

const KEYCHAIN_MESSAGES: Readonly<Record<string, string>> = {
  'keychain-missing':
    'this machine has no OS keychain that can be used (on Linux: a Secret Service such as gnome-keyring, and libsecret)',
  'keychain-locked': 'the OS keychain is locked; unlock it and run this again',
  'keychain-timeout': 'the OS keychain did not answer in time, probably because it waits to be unlocked',
  'keychain-denied': 'access to the OS keychain was refused',
};

const WRITE_MESSAGES: Readonly<Record<WriteFault, string>> = {
  'settings-invalid': 'the settings made from this file are not valid',
  'settings-disk-full': 'the disk is full',
  'settings-read-only': 'the data folder cannot be written to',
  'settings-write-failed': 'the settings could not be written',
  'settings-locked': "the administrator's policy of this PC holds these settings",
};
