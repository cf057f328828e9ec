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

/** Opening never throws: what cannot be read is no reason for a counter not to start, and is chosen anew. */
export function pcStore<Value extends Readonly<Record<string, unknown>>>(
  place: PcStorePlace,
  kind: PcStoreKind<Value>,
): PcStore<Value> {
  let value: Value = { ...kind.first, ...kept(place, kind) };
  return {
    read: () => value,
    write: (next) => {
      value = next;
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
): Partial<Value> {
  try {
    const stored = open(place, name).store;
    const readable = Object.entries<z.ZodType>(parts).flatMap(([field, part]) => {
      const read = part.safeParse(stored[field]);
      return read.success ? [[field, read.data]] : [];
    });
    return Object.fromEntries(readable) as Partial<Value>;
  } catch {
    return {};
  }
}

const open = ({ folder, openStore }: PcStorePlace, name: string): ReturnType<OpenDocumentStore> =>
  openStore({
    cwd: folder,
    name,
    projectVersion: '1.0.0',
    configFileMode: FILE_MODE,
    accessPropertiesByDotNotation: false,
    deserialize: (text) => {
      const parsed = parseJson(Buffer.from(text, 'utf8'));
      return parsed.ok ? { ...parsed.value } : {};
    },
  });
