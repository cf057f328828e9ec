import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';

/** One stored secret: a slow hash with its salt, never the secret. All three are base64url. */
export type StoredSecret = {
  readonly personId: string;
  readonly kind: 'pin' | 'badge';
  readonly salt: string;
  readonly hash: string;
  readonly mark: string;
};

/** Where the hashes are kept. */
export type SecretShelf = {
  readonly all: () => readonly StoredSecret[];
  /** Replaces all of them at once; false when the disk refused, and then the ones before are still there. */
  readonly replace: (secrets: readonly StoredSecret[]) => boolean;
};

const FILE_MODE = 0o600;

/**
 * The hashes in a file of its own beside the ledger, readable by its owner alone: a ledger is copied to backups and exports, where a
 * hash of six digits could be tried at leisure. A file that is missing or cut is an empty one: nobody gets in by damaging it.
 */
export function secretFile(file: string): SecretShelf {
  let secrets = read(file);
  return {
    all: () => secrets,
    replace: (next) => {
      const isWritten = write(file, JSON.stringify({ version: 1, secrets: next }, null, 1));
      if (isWritten) secrets = next;
      return isWritten;
    },
  };
}

/** The same in memory, for the practice world, which begins anew at every start. */
export function secretMemory(): SecretShelf {
  let secrets: readonly StoredSecret[] = [];
  return {
    all: () => secrets,
    replace: (next) => {
      secrets = next;
      return true;
    },
  };
}

function read(file: string): readonly StoredSecret[] {
  try {
    const { secrets } = JSON.parse(readFileSync(file, 'utf8')) as { readonly secrets?: unknown };
    return Array.isArray(secrets) ? secrets.filter(isSecret) : [];
  } catch {
    return [];
  }
}

const isSecret = (value: unknown): value is StoredSecret =>
  typeof value === 'object' &&
  value !== null &&
  ['personId', 'kind', 'salt', 'hash', 'mark'].every((name) => typeof Reflect.get(value, name) === 'string');

/** Beside the old file first, synced, then in its place. */
function write(file: string, text: string): boolean {
  const next = `${file}.next`;
  try {
    const handle = openSync(next, 'w', FILE_MODE);
    try {
      writeSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(next, file);
    return true;
  } catch {
    rmSync(next, { force: true });
    return false;
  }
}
