import { randomBytes } from 'node:crypto';
import type { Req } from '../../core/contract/channels.ts';
import type { OpeningView } from '../../core/contract/opening.ts';
import { documentFrom } from '../../core/opening/document.ts';
import { fieldOfFault } from '../../core/opening/fault-field.ts';
import { emptyForm, type OpeningForm } from '../../core/opening/form.ts';
import { REGIONS, regionIn } from '../../core/opening/regions.ts';
import { OPENING_TASKS } from '../../core/opening/tasks.ts';
import { CURRENCY_CODES } from '../../core/money/currency.ts';
import type { KeyOutcome } from '../ipc/handlers/setup-handlers.ts';
import { keyVaultName } from '../keychain/key-ring.ts';
import type { KeyResult } from '../keychain/key-fault.ts';
import { importPrivateKey, type PrivateKey } from '../keychain/private-key.ts';
import { importPublicKey } from '../keychain/public-key.ts';
import type { Vault } from '../keychain/vault-port.ts';
import { importTlsKey } from '../notify/tls.ts';
import { qrRows } from '../printer/raster/symbols.ts';
import type { Fault } from '../settings/fault.ts';
import type { OpeningFile } from '../opening/opening-file.ts';
import { provision } from '../settings/provision.ts';
import type { ProvisioningFiles, ProvisioningParts } from '../settings/provisioning-ports.ts';
import { readProvisioning } from '../settings/read-provisioning.ts';
import type { Settings } from '../settings/schema.ts';
import type { SettingsStore } from '../settings/store-port.ts';
import { formOf, policyIn } from './opening-form.ts';
import { tasksOf } from './opening.ts';

/** What the desk works on. `language` names regions; `restart` starts the counter anew on its settings. */
export type OpeningDeskParts = {
  readonly file: OpeningFile;
  readonly store: SettingsStore;
  readonly vault: Vault;
  /** Makes a key pair off the main thread. */
  readonly newKey: () => Promise<KeyResult<PrivateKey>>;
  readonly language: () => string;
  readonly timeZone: () => string;
  readonly isFree: () => boolean;
  readonly restart: () => void;
};

/** The guided set-up as its page uses it: verbs, never secrets. */
export type OpeningDesk = {
  readonly view: () => OpeningView;
  readonly save: (filled: Req<'opening.save'>) => Promise<KeyOutcome>;
  readonly makeKey: () => Promise<KeyOutcome>;
  /** The public key for a file; null while there is none. */
  readonly publicKey: () => string | null;
  /** Turns the form into settings and starts the counter anew, or changes nothing and says why. */
  readonly apply: () => Promise<readonly Fault[] | 'not-now'>;
};

/** Fills, checks and applies the form of the guided set-up. */
export function createOpeningDesk(parts: OpeningDeskParts): OpeningDesk {
  const { file, store } = parts;
  // Proposed once a run, so that it does not change under the eyes of whoever reads it.
  const fresh = freshForm(parts.timeZone());
  const qrOf = rememberingQr();
  const form = (): OpeningForm => {
    const settings = store.read();
    const filled = {
      ...(file.read().form ?? (settings === null ? fresh : formOf(settings, fresh))),
      ...policyIn(store.policy()),
    };
    return isLive(store) ? { ...filled, mode: 'live' } : filled;
  };
  return {
    view: () => view(parts, form(), qrOf),
    save: async (filled) => {
      const isKept = await file.change((now) => ({ ...now, ...filled }));
      return isKept ? { ok: true } : { ok: false, code: 'settings-unwritable' };
    },
    makeKey: () => makeKey(parts, form()),
    publicKey: () => file.read().ownKey?.publicKey ?? null,
    apply: async () => {
      // A counter does not start anew for a form that nobody filled in.
      if (!parts.isFree() || file.read().form === null) return 'not-now';
      const faults = faultsOf(parts, form());
      if (faults.length > 0) return faults;
      const refused = await (isLive(store) ? change(parts, form()) : setUp(parts, form()));
      if (refused.length === 0) parts.restart();
      return refused;
    },
  };
}

const isLive = (store: SettingsStore): boolean => store.read()?.mode === 'live';

function freshForm(timeZone: string): OpeningForm {
  const { region, currency, timeZone: usual } = regionIn(timeZone);
  // Letters and digits that nobody confuses, because the id is read aloud and stands on receipts.
  const tail = Array.from(randomBytes(4), (byte) => 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'.charAt(byte % 32)).join('');
  return emptyForm({ region, currency, timeZone: usual, counterId: `T${tail}` });
}

function view(parts: OpeningDeskParts, form: OpeningForm, qrOf: (text: string) => readonly string[]): OpeningView {
  const { file, store } = parts;
  const { ownKey, place } = file.read();
  const theirs = importPublicKey(form.theirKey);
  const tasks = tasksOf(file, store);
  return {
    place,
    form: { ...form },
    isSetUp: store.read() !== null,
    isLive: isLive(store),
    ownKey: ownKey === null ? null : { ...shownKey(ownKey), qr: [...qrOf(ownKey.publicKey)] },
    theirKey: theirs.ok ? { fingerprint: theirs.key.fingerprint, bits: theirs.key.bits } : null,
    faults: faultsOf(parts, form).map(({ path, code }) => {
      const field = fieldOfFault(path);
      const isEmpty = field !== null && field !== 'ownKey' && form[field].trim() === '';
      return { field, code: isEmpty ? 'missing' : code };
    }),
    choices: choicesIn(parts.language()),
    tasks: OPENING_TASKS.map((task) => ({ task, state: tasks[task] })),
    locked: [...store.policy().held],
  };
}

/** Drawing a code takes longer than a key stroke may, and the page is told with every pause in typing. */
function rememberingQr(): (text: string) => readonly string[] {
  let last: { readonly text: string; readonly rows: readonly string[] } | null = null;
  return (text) => {
    if (last?.text !== text) last = { text, rows: qrRows(text) };
    return last.rows;
  };
}

const shownKey = ({ publicKey, fingerprint, bits }: NonNullable<ReturnType<OpeningFile['read']>['ownKey']>) => ({
  publicKey,
  fingerprint,
  bits,
});

function choicesIn(language: string): OpeningView['choices'] {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  const order = new Intl.Collator(language);
  return {
    regions: REGIONS.map((one) => ({ ...one, name: names.of(one.region) ?? one.region })).toSorted((a, b) =>
      order.compare(a.name, b.name),
    ),
    currencies: [...CURRENCY_CODES],
    timeZones: Intl.supportedValuesOf('timeZone'),
  };
}

/** A key pair of a live counter is changed on the settings page, where the one in use stays until Alipay+ knows the new one. */
async function makeKey({ file, store, vault, newKey }: OpeningDeskParts, form: OpeningForm): Promise<KeyOutcome> {
  if (isLive(store)) return { ok: false, code: 'not-now' };
  const made = await newKey();
  if (!made.ok) return made;
  const { oneLine, publicKey } = made.key;
  const vaultName = keyVaultName(1, randomBytes(4).toString('hex'));
  const stored = await vault.put(vaultName, oneLine);
  if (!stored.ok) return { ok: false, code: stored.code === 'not-found' ? 'keychain-broken' : stored.code };
  const before = file.read().ownKey;
  const ownKey = { vaultName, publicKey: publicKey.oneLine, fingerprint: publicKey.fingerprint, bits: publicKey.bits };
  if (!(await file.change((now) => ({ ...now, form, ownKey })))) {
    await file.change((now) => ({ ...now, ownKey: before }));
    await vault.remove(vaultName);
    return { ok: false, code: 'settings-unwritable' };
  }
  // Only now, so that there is a key at every moment from the first on.
  if (before !== null) await vault.remove(before.vaultName);
  return { ok: true };
}

/** Stands for a key where only the rest of a document is looked at. */
const SOME_KEY = 'A';

/** Everything that is wrong with the form as it is, without asking the vault. */
function faultsOf({ file, store }: OpeningDeskParts, form: OpeningForm): readonly Fault[] {
  const { faults } = readProvisioning(bytesOf(documentFrom(form, store.read(), SOME_KEY)));
  return form.mode === 'practice' ? faults : [...faults, ...keyFaults(form, isLive(store) ? null : file.read().ownKey, store)];
}

function keyFaults(form: OpeningForm, ownKey: { readonly publicKey: string } | null, store: SettingsStore): readonly Fault[] {
  const isMissing = ownKey === null && !isLive(store);
  const own: readonly Fault[] = isMissing ? [fault('$.gateway.privateKey', 'missing')] : [];
  if (form.theirKey.trim() === '') return own;
  const theirs = importPublicKey(form.theirKey);
  if (!theirs.ok) return [...own, fault('$.gateway.gatewayPublicKey', theirs.code)];
  return theirs.key.oneLine === ownKey?.publicKey ? [...own, fault('$.gateway.gatewayPublicKey', 'key-is-own')] : own;
}

const fault = (path: string, code: string): Fault => ({ path, code, message: code });

const bytesOf = (document: object): Uint8Array => Buffer.from(JSON.stringify(document), 'utf8');

/** A counter without keys, or one that only practised: the same way as `--provision`, from memory instead of a file. */
async function setUp(parts: OpeningDeskParts, form: OpeningForm): Promise<readonly Fault[]> {
  const { file, store, vault } = parts;
  const { ownKey } = file.read();
  const before = store.read();
  const run = async (privateKey: string | null): Promise<readonly Fault[]> => {
    const { report } = await provision('opening', provisioningParts(parts, bytesOf(documentFrom(form, before, privateKey))));
    return report.ok ? [] : report.faults;
  };
  if (form.mode === 'practice' || ownKey === null) {
    const refused = await run(null);
    if (refused.length === 0) await applied(parts, ownKey);
    return refused;
  }
  const lent = await vault.lend(ownKey.vaultName, run);
  if (!lent.ok) return [lent.code === 'not-found' ? fault('$.gateway.privateKey', 'missing') : fault('$', lent.code)];
  if (lent.value.length > 0) return lent.value;
  await applied(parts, null);
  // Provisioning has stored it under a name of the settings' own.
  await vault.remove(ownKey.vaultName);
  return [];
}

/** Keeps a key that waits for credentials; the first task that this counter has comes next. */
const applied = ({ file, store }: OpeningDeskParts, ownKey: ReturnType<OpeningFile['read']>['ownKey']): Promise<boolean> =>
  file.change((now) => ({ ...now, form: null, ownKey, place: isLive(store) ? 'pin' : 'scanner', isApplied: true }));

function provisioningParts({ store, vault }: OpeningDeskParts, bytes: Uint8Array): ProvisioningParts {
  const files: ProvisioningFiles = {
    read: () => Promise.resolve({ ok: true, bytes }),
    remove: () => Promise.resolve(true),
  };
  return {
    files,
    keys: { privateKey: importPrivateKey, publicKey: importPublicKey, tls: importTlsKey },
    vault,
    store,
    newVaultName: (keyVersion) => keyVaultName(keyVersion, randomBytes(4).toString('hex')),
    newTlsVaultName: () => `notify-tls-${randomBytes(4).toString('hex')}`,
    nowIso: () => new Date().toISOString(),
    deleteFile: false,
  };
}

/** A live counter keeps its own keys, its listener and whatever else no form asks about. */
async function change(parts: OpeningDeskParts, form: OpeningForm): Promise<readonly Fault[]> {
  const { store } = parts;
  const before = store.read();
  const { document, faults } = readProvisioning(bytesOf(documentFrom(form, before, SOME_KEY)));
  const gatewayBefore = before?.gateway ?? null;
  if (before === null || gatewayBefore === null || document?.gateway === undefined) return faults;
  const { counter, shop, merchant, store: place, terminal } = document;
  const theirs = importPublicKey(form.theirKey);
  if (!theirs.ok) return [fault('$.gateway.gatewayPublicKey', theirs.code)];
  const { baseUrl, clientId, settlementCurrency = null } = document.gateway;
  const gateway: Settings['gateway'] = {
    ...gatewayBefore,
    baseUrl,
    clientId,
    settlementCurrency,
    gatewayPublicKey: theirs.key.oneLine,
  };
  const written = store.write({ ...before, counter, shop, merchant, store: place, terminal, gateway });
  if (!written.ok) return [fault('$', written.code), ...written.faults];
  await applied(parts, null);
  return [];
}
