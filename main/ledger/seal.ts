import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { JournalEvent } from '../../core/journal/events.ts';
import { FREE_TEXT } from '../../core/journal/free-text.ts';

/** An event's body as it is kept: typed words are unreadable without `key`, which stands in a table of its own and can be destroyed. */
export type SealedBody = { readonly body: string; readonly key: Uint8Array | null };

type Sealed = { readonly sealed: string };

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const TAG_BYTES = 16;
/** A key seals one text and no other, so the nonce may be the same for all. */
const NONCE = Buffer.alloc(12);

/** The body of an event, with its typed words sealed under a key of their own. */
export function sealBody(event: JournalEvent): SealedBody {
  const field = FREE_TEXT[event.type];
  const words = field === undefined ? undefined : (event as Readonly<Record<string, unknown>>)[field];
  if (field === undefined || typeof words !== 'string') return { body: JSON.stringify(event), key: null };
  const key = randomBytes(KEY_BYTES);
  const cipher = createCipheriv(CIPHER, key, NONCE);
  const bytes = Buffer.concat([cipher.update(words, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  const sealed: Sealed = { sealed: bytes.toString('base64') };
  return { body: JSON.stringify({ ...event, [field]: sealed }), key };
}

/** The event that a body was made of; words whose key is gone are null. Throws when the body or the seal is damaged. */
export function openBody(body: string, key: () => Uint8Array | null): JournalEvent {
  const kept = JSON.parse(body) as JournalEvent & Readonly<Record<string, unknown>>;
  const field = FREE_TEXT[kept.type];
  const words = field === undefined ? undefined : kept[field];
  if (field === undefined || !isSealed(words)) return kept;
  return { ...kept, [field]: unsealed(words, key()) };
}

const isSealed = (value: unknown): value is Sealed => typeof value === 'object' && value !== null && 'sealed' in value;

function unsealed({ sealed }: Sealed, key: Uint8Array | null): string | null {
  if (key === null) return null;
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv(CIPHER, key, NONCE);
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
}
