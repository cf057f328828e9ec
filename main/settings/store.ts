import { constants, copyFileSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readSettings } from './migrate.ts';
import { DOCUMENT_BYTES_MAX, parseJson } from './safe-json.ts';
import type { Settings } from './schema.ts';
import type { PlainSettingsStore, SettingsProblem, WriteFault, WriteResult } from './store-port.ts';

/** The part of electron-store that is used: all settings are read and replaced as one object. */
export type DocumentStore = { store: Record<string, unknown>; readonly path: string };

/** Opens electron-store on `<cwd>/<name>.json`; handed in because it loads only inside Electron. */
export type OpenDocumentStore = (options: {
  readonly cwd: string;
  readonly name: string;
  readonly projectVersion: string;
  readonly configFileMode: number;
  readonly accessPropertiesByDotNotation: boolean;
  readonly deserialize: (text: string) => Record<string, unknown>;
}) => DocumentStore;

/** What a settings store is made of. `folder` is absolute. */
export type SettingsStoreParts = {
  readonly folder: string;
  readonly openStore: OpenDocumentStore;
  readonly nowIso: () => string;
};

/** The settings in `<folder>/settings.json`. Opening never throws and never changes a file. */
export function settingsStore(parts: SettingsStoreParts): PlainSettingsStore {
  let [settings, problem] = load(parts);
  return {
    read: () => settings,
    problem: () => problem,
    write: (next) => {
      const result = write(parts, next, settings, problem);
      if (result.ok) [settings, problem] = [next, null];
      return result;
    },
  };
}

const NAME = 'settings';

/** Readable by its owner alone: it names the merchant, its ids and its gateway. */
const FILE_MODE = 0o600;

const open = ({ folder, openStore }: SettingsStoreParts, deserialize: (text: string) => Record<string, unknown>): DocumentStore =>
  openStore({
    cwd: folder,
    name: NAME,
    projectVersion: '1.0.0',
    configFileMode: FILE_MODE,
    accessPropertiesByDotNotation: false,
    deserialize,
  });

type Loaded = readonly [settings: Settings | null, problem: SettingsProblem | null];

/** Carries out of electron-store what its deserializer found. */
class Unusable extends Error {}

function load(parts: SettingsStoreParts): Loaded {
  const path = join(parts.folder, `${NAME}.json`);
  try {
    const { store } = open(parts, strictly);
    return Object.keys(store).length === 0 ? [null, null] : judge(parts, path, store);
  } catch (cause) {
    const code = cause instanceof Unusable ? 'settings-corrupt' : 'settings-unreadable';
    return [null, { code, path, keptAside: keepAside(parts, path), faults: [] }];
  }
}

function judge(parts: SettingsStoreParts, path: string, document: Readonly<Record<string, unknown>>): Loaded {
  const result = readSettings({ ...document });
  if (result.ok) return [result.settings, null];
  return [null, { code: result.code, path, keptAside: keepAside(parts, path), faults: result.faults }];
}

function strictly(text: string): Record<string, unknown> {
  // Bytes that are not UTF-8 arrive here as replacement characters.
  const parsed = text.includes('\ufffd') ? null : parseJson(Buffer.from(text, 'utf8'));
  // An empty object would pass for a first start, and a file cut to nothing must not.
  if (parsed?.ok !== true || Object.keys(parsed.value).length === 0) throw new Unusable();
  return { ...parsed.value };
}

/** Copies what could not be used to `settings.corrupt-<time>.json`, once for the same bytes; null when even that failed. */
function keepAside(parts: SettingsStoreParts, path: string): string | null {
  try {
    const { folder } = parts;
    const bytes = readFileSync(path);
    const kept = readdirSync(folder)
      .filter((name) => /^settings\.corrupt-.*\.json$/.test(name))
      .map((name) => join(folder, name));
    const same = kept.find((copy) => readFileSync(copy).equals(bytes));
    if (same !== undefined) return same;
    const copy = asidePath(parts);
    copyFileSync(path, copy, constants.COPYFILE_EXCL);
    return copy;
  } catch {
    return null;
  }
}

const asidePath = ({ folder, nowIso }: SettingsStoreParts): string =>
  join(folder, `settings.corrupt-${nowIso().replace(/[^0-9TZ]/g, '')}.json`);

function write(parts: SettingsStoreParts, next: Settings, before: Settings | null, problem: SettingsProblem | null): WriteResult {
  const checked = readSettings(next);
  if (!checked.ok) return { ok: false, code: 'settings-invalid', faults: checked.faults };
  try {
    // A file that could not even be copied is moved instead: it is never overwritten unkept.
    if (problem !== null && problem.keptAside === null) renameSync(problem.path, asidePath(parts));
    // What stands there now was kept aside if it could not be read, so it need not be understood to be replaced.
    const document = open(parts, () => ({}));
    document.store = structuredClone(next);
    if (isDeepStrictEqual(onDisk(document.path), structuredClone(next))) return { ok: true };
    // A disk that filled up in the middle may take half a file without complaining.
    restore(document, before);
    return { ok: false, code: 'settings-disk-full', faults: [] };
  } catch (cause) {
    return { ok: false, code: writeFaultOf(cause), faults: [] };
  }
}

function onDisk(path: string): unknown {
  const bytes = readFileSync(path);
  const parsed = bytes.byteLength > DOCUMENT_BYTES_MAX ? null : parseJson(bytes);
  return parsed?.ok === true ? parsed.value : null;
}

function restore(document: DocumentStore, before: Settings | null): void {
  if (before === null) rmSync(document.path, { force: true });
  else document.store = structuredClone(before);
}

const WRITE_FAULTS: Readonly<Record<string, WriteFault>> = {
  ENOSPC: 'settings-disk-full',
  EDQUOT: 'settings-disk-full',
  EFBIG: 'settings-disk-full',
  EROFS: 'settings-read-only',
  EACCES: 'settings-read-only',
  EPERM: 'settings-read-only',
};

function writeFaultOf(cause: unknown): WriteFault {
  const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : null;
  return (typeof code === 'string' ? WRITE_FAULTS[code] : undefined) ?? 'settings-write-failed';
}
