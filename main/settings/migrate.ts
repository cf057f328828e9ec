import { faultsOf, type Fault } from './fault.ts';
import { SCHEMA_VERSION, settingsSchema, type Settings } from './schema.ts';

/** A settings document of some version. */
export type RawSettings = Readonly<Record<string, unknown>>;

/** Step `n` turns a document of version n into one of version n + 1; it may throw on a document it cannot understand. */
export type Migrations = ReadonlyMap<number, (document: RawSettings) => RawSettings>;

/** Settings, or why the document is not settings. `settings-too-new` was written by a later Paydesk and is left alone. */
export type SettingsResult =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly code: 'settings-invalid' | 'settings-too-new'; readonly faults: readonly Fault[] };

/** There is one version so far. A change of the schema raises SCHEMA_VERSION and adds its step here. */
export const MIGRATIONS: Migrations = new Map();

/** Brings a document up to date step by step and checks the result; the file itself changes with the next write. */
export function readSettings(document: RawSettings): SettingsResult {
  const migrated = migrate(document, MIGRATIONS, SCHEMA_VERSION);
  if (!migrated.ok) return migrated;
  const parsed = settingsSchema.safeParse(migrated.document);
  return parsed.success
    ? { ok: true, settings: parsed.data }
    : { ok: false, code: 'settings-invalid', faults: faultsOf(parsed.error) };
}

/** Runs the steps from the document's own `schemaVersion` to `target`. */
export function migrate(
  document: RawSettings,
  steps: Migrations,
  target: number,
): { readonly ok: true; readonly document: RawSettings } | (SettingsResult & { readonly ok: false }) {
  const version = document['schemaVersion'];
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1)
    return broken('must be a whole number from 1 on');
  if (version > target) return { ok: false, code: 'settings-too-new', faults: [] };
  let current = document;
  for (let from = version; from < target; from += 1) {
    const next = runStep(steps, from, current);
    if (next === null) return broken(`has no way from version ${String(from)} to ${String(from + 1)}`);
    current = { ...next, schemaVersion: from + 1 };
  }
  return { ok: true, document: current };
}

function runStep(steps: Migrations, from: number, document: RawSettings): RawSettings | null {
  try {
    // A step gets its own copy, so that one that fails half-way has changed nothing.
    return steps.get(from)?.(structuredClone(document)) ?? null;
  } catch {
    return null;
  }
}

const broken = (message: string): SettingsResult & { readonly ok: false } => ({
  ok: false,
  code: 'settings-invalid',
  faults: [{ path: '$.schemaVersion', code: 'wrong-version', message }],
});
