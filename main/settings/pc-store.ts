import type * as z from 'zod';
import { parseJson } from './safe-json.ts';
import type { OpenDocumentStore } from './store.ts';

/** Something this PC remembers, in `<folder>/<name>.json`; apart from the settings, because Practice mode has none and IT copies those. */
export type PcStore<Value> = {
  readonly read: () => Value;
  /** False when the disk refused: the choice then holds until Paydesk is closed. */
  readonly write: (next: Value) => boolean;
};

/** Where it lies. `folder` is absolute. */
export type PcStorePlace = { readonly folder: string; readonly openStore: OpenDocumentStore };

/** What is remembered: `parts` are its fields, and `first` is what holds until somebody chooses. */
export type PcStoreKind<Value> = {
  readonly name: string;
  readonly parts: Readonly<Record<keyof Value & string, z.ZodType>>;
  readonly first: Value;
};

const FILE_MODE = 0o600;

/** A store that also says what of it could not be read. */
export type OpenedPcStore<Value> = PcStore<Value> & {
  /** Fields that were kept and cannot be read; all of them when the file itself cannot. Nothing once something was written. */
  readonly lost: () => readonly string[];
};

/** Opening never throws: what cannot be read is no reason for a counter not to start, and is chosen anew. */
export function pcStore<Value extends Readonly<Record<string, unknown>>>(
  place: PcStorePlace,
  kind: PcStoreKind<Value>,
): OpenedPcStore<Value> {
  const found = kept(place, kind);
  let { lost } = found;
  let value: Value = { ...kind.first, ...found.value };
  return {
    read: () => value,
    lost: () => lost,
    write: (next) => {
      value = next;
      lost = [];
      try {
        open(place, kind.name).store = { ...next };
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** Each field is read by itself, so that one that cannot be read costs no other. */
function kept<Value extends Readonly<Record<string, unknown>>>(
  place: PcStorePlace,
  { name, parts }: PcStoreKind<Value>,
): { readonly value: Partial<Value>; readonly lost: readonly string[] } {
  let isTorn = false;
  const torn = (): void => {
    isTorn = true;
  };
  try {
    const stored = open(place, name, torn).store;
    const read = Object.entries<z.ZodType>(parts).map(([field, part]) => [field, part.safeParse(stored[field])] as const);
    return {
      value: Object.fromEntries(read.flatMap(([field, { data, success }]) => (success ? [[field, data]] : []))) as Partial<Value>,
      lost: read.filter(([field, { success }]) => !success && (isTorn || stored[field] !== undefined)).map(([field]) => field),
    };
  } catch {
    return { value: {}, lost: Object.keys(parts) };
  }
}

const open = (
  { folder, openStore }: PcStorePlace,
  name: string,
  torn: () => void = () => undefined,
): ReturnType<OpenDocumentStore> =>
  openStore({
    cwd: folder,
    name,
    projectVersion: '1.0.0',
    configFileMode: FILE_MODE,
    accessPropertiesByDotNotation: false,
    deserialize: (text) => {
      const parsed = parseJson(Buffer.from(text, 'utf8'));
      if (!parsed.ok) torn();
      return parsed.ok ? { ...parsed.value } : {};
    },
  });
