import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { Checked, Credentials } from '../../core/people/staff-port.ts';
import type { SecretShelf, StoredSecret } from './credentials-file.ts';
import type { PhoneKeys } from './phone-keys.ts';

/** N 2^15, r 8, p 1: 32 MiB and about a tenth of a second on a till. https://www.rfc-editor.org/rfc/rfc7914 */
const COST = { N: 32_768, r: 8, p: 1, maxmem: 67_108_864 } as const;
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** The secrets of people as slow hashes, computed on libuv's threads so that the counter never waits. */
export function credentialsOn(shelf: SecretShelf, phones: PhoneKeys): Credentials {
  return {
    keep: async (personId, kind, secret) => {
      // Badges share one salt, so that one slow hash says whose badge it is.
      const salt = kind === 'badge' ? badgeSalt(shelf) : randomBytes(SALT_BYTES);
      const hash = await slowHash(secret, salt);
      const stored = { personId, kind, salt: salt.toString('base64url'), hash: hash.toString('base64url') };
      const mark = markOf(stored);
      return shelf.replace([...shelf.all(), { ...stored, mark }]) ? mark : null;
    },
    checkPin: (personId, mark, pin) => check(shelf, personId, mark, pin),
    whoseBadge: async (text, marks) => {
      const hash = await slowHash(text, badgeSalt(shelf));
      const found = shelf.all().find((stored) => stored.kind === 'badge' && isSame(stored, hash));
      return found !== undefined && isGenuine(found, marks.get(found.personId)) ? found.personId : null;
    },
    checkPhone: phones.check,
    forget: async (marksInForce, gone) => {
      const kept = shelf.all().filter(({ mark }) => marksInForce.has(mark));
      if (kept.length < shelf.all().length) shelf.replace(kept);
      for (const mark of gone) await phones.forget(mark);
    },
  };
}

async function check(shelf: SecretShelf, personId: string, mark: string, secret: string): Promise<Checked> {
  const stored = shelf.all().find((other) => other.personId === personId && other.kind === 'pin' && other.mark === mark);
  if (stored === undefined || !isGenuine(stored, mark)) return 'changed-outside';
  return isSame(stored, await slowHash(secret, Buffer.from(stored.salt, 'base64url'))) ? 'right' : 'wrong';
}

const slowHash = (secret: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(secret, salt, HASH_BYTES, COST, (cause, hash) => {
      if (cause === null) resolve(hash);
      else reject(cause);
    });
  });

const isSame = ({ hash }: StoredSecret, other: Buffer): boolean => {
  const known = Buffer.from(hash, 'base64url');
  return known.length === other.length && timingSafeEqual(known, other);
};

/** What the ledger keeps of a stored secret: a SHA-256 over all of it. Its salt is unknown there, so nothing can be tried against it. */
const markOf = ({ personId, kind, salt, hash }: Omit<StoredSecret, 'mark'>): string =>
  createHash('sha256').update(`paydesk-credential-1\n${personId}\n${kind}\n${salt}\n${hash}`).digest('hex');

const isGenuine = (stored: StoredSecret, mark: string | undefined): boolean => mark !== undefined && markOf(stored) === mark;

/** The salt of the badges that are kept; a new one where there are none. */
function badgeSalt(shelf: SecretShelf): Buffer {
  const known = shelf.all().find(({ kind }) => kind === 'badge');
  return known === undefined ? randomBytes(SALT_BYTES) : Buffer.from(known.salt, 'base64url');
}
