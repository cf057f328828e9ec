import { createHash } from 'node:crypto';
import { ENTRY_BYTES_MAX } from './credential-store.ts';
import { SECRET_BYTES_MAX } from './vault-port.ts';

/** What the entry under a name says: the secret itself, or how many chunks hold it and what they must hash to. */
export type IndexEntry =
  | { readonly kind: 'whole'; readonly generation: number; readonly secret: string }
  | { readonly kind: 'chunked'; readonly generation: number; readonly count: number; readonly sha256: string };

/** A secret made ready to be stored: chunks first, then the index entry that makes them count. */
export type PlannedEntry = { readonly chunks: readonly string[]; readonly index: string };

const CHUNK_BYTES = 2_400;

/** How many chunks a secret can have at most. */
export const CHUNKS_MAX = SECRET_BYTES_MAX / CHUNK_BYTES;

/** Plans generation `generation` of a secret: one entry when it fits, else chunks. RSA-2048 and 3072 keys fit. */
export function planEntry(secret: string, generation: number): PlannedEntry {
  const whole = `s:${String(generation)}:${secret}`;
  if (Buffer.byteLength(whole) <= ENTRY_BYTES_MAX) return { chunks: [], index: whole };
  const chunks = split(secret);
  return { chunks, index: `c:${String(generation)}:${String(chunks.length)}:${sha256(secret)}` };
}

/** Reads an index entry; null for anything that Paydesk did not write. */
export function readIndex(text: string): IndexEntry | null {
  const whole = /^s:(\d{1,9}):(.+)$/s.exec(text);
  if (whole !== null) return { kind: 'whole', generation: Number(whole[1]), secret: whole[2] ?? '' };
  const chunked = /^c:(\d{1,9}):([1-9]\d?):([0-9a-f]{64})$/.exec(text);
  if (chunked === null || Number(chunked[2]) > CHUNKS_MAX) return null;
  return { kind: 'chunked', generation: Number(chunked[1]), count: Number(chunked[2]), sha256: chunked[3] ?? '' };
}

/** Puts chunks together; null when they are not the ones the index speaks of. */
export function joinChunks(index: IndexEntry & { readonly kind: 'chunked' }, chunks: readonly string[]): string | null {
  const secret = chunks.join('');
  return chunks.length === index.count && sha256(secret) === index.sha256 ? secret : null;
}

/**
 * Where chunk `position` of a generation lives. Only the last bit of the generation is in the name: a write never
 * touches the chunks in force, and whatever torn writes left behind is found and swept by the next one.
 */
export const chunkAccount = (name: string, generation: number, position: number): string =>
  `${name}#${String(generation % 2)}.${String(position)}`;

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Cuts by bytes but never inside a character. */
function split(secret: string): readonly string[] {
  const chunks: string[] = [];
  let chunk = '';
  let bytes = 0;
  for (const character of secret) {
    const size = Buffer.byteLength(character);
    if (bytes + size > CHUNK_BYTES) {
      chunks.push(chunk);
      chunk = '';
      bytes = 0;
    }
    chunk += character;
    bytes += size;
  }
  return [...chunks, chunk];
}
