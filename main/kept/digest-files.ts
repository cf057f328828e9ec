import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';

/** Keeps exact bytes. */
export type DigestFiles = {
  /** Durable when it resolves; its SHA-256, hexadecimal. Rejects when the disk refuses. */
  readonly keep: (body: Buffer) => Promise<string>;
  /** Null when the file is missing or is not what it was. */
  readonly read: (sha256: string) => Promise<Buffer | null>;
  /** The bytes are needed no more; a file that cannot be removed is left, which harms nothing. */
  readonly drop: (sha256: string) => Promise<void>;
  /** Of all kept bytes only these are needed. */
  readonly dropOthers: (sha256s: ReadonlySet<string>) => Promise<void>;
};

/** Files named after their own digest, so that one that was changed can never pass for another. */
export function createDigestFiles(folder: string): DigestFiles {
  const fileOf = (sha256: string): string => path.join(folder, sha256);
  const drop = (sha256: string): Promise<void> => rm(fileOf(sha256), { force: true }).catch(() => undefined);
  return {
    keep: async (body) => {
      const sha256 = digestOf(body);
      await mkdir(folder, { recursive: true });
      await writeSynced(fileOf(sha256), body);
      await syncFolder(folder);
      return sha256;
    },
    read: async (sha256) => {
      const body = await readFile(fileOf(sha256)).catch(() => null);
      return body !== null && digestOf(body) === sha256 ? body : null;
    },
    drop,
    dropOthers: async (sha256s) => {
      const names = await readdir(folder).catch(() => []);
      await Promise.all(names.filter((name) => !sha256s.has(name)).map(drop));
    },
  };
}

/** Durable when it resolves. */
export async function writeSynced(file: string, body: Buffer): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(body);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A new name is durable only with its folder; Windows cannot open one, and keeps names by itself. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  if (handle === null) return;
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const digestOf = (body: Buffer): string => createHash('sha256').update(body).digest('hex');
