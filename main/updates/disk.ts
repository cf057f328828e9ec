import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';

/**
 * The effects of swapping a version, one by one, so that a test can end the world between any two. When one resolves, what it did is on
 * the disk.
 */
export type Disk = {
  /** The text of a small file; null when there is none. */
  readonly read: (file: string) => Promise<string | null>;
  readonly names: (folder: string) => Promise<readonly string[]>;
  readonly makeFolder: (folder: string) => Promise<void>;
  /** Copies the contents, makes the copy runnable and waits until all of it is on the disk. */
  readonly copy: (from: string, to: string) => Promise<void>;
  /** What the file holds, read back: SHA-512 in base64, and its size. */
  readonly digest: (file: string) => Promise<{ readonly sha512: string; readonly sizeBytes: number }>;
  readonly write: (file: string, text: string) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  /** Makes the names in a folder durable. */
  readonly syncFolder: (folder: string) => Promise<void>;
  readonly remove: (file: string) => Promise<void>;
};

/** The disk of this PC. */
export const realDisk: Disk = {
  read: async (file) => {
    try {
      return await readFile(file, 'utf8');
    } catch {
      return null;
    }
  },
  names: (folder) => readdir(folder).catch(() => []),
  makeFolder: async (folder) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  },
  copy: async (from, to) => {
    await rm(to, { force: true });
    await copyFile(from, to);
    await chmod(to, 0o755);
    await sync(to, 'r+');
  },
  digest: async (file) => {
    const hash = createHash('sha512');
    for await (const part of createReadStream(file)) hash.update(part as Buffer);
    return { sha512: hash.digest('base64'), sizeBytes: (await stat(file)).size };
  },
  write: async (file, text) => {
    const handle = await open(file, 'w', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  rename,
  syncFolder: async (folder) => {
    // Windows keeps names by itself and cannot open a folder.
    if (process.platform !== 'win32') await sync(folder, 'r');
  },
  remove: async (file) => {
    await rm(file, { recursive: true, force: true });
  },
};

async function sync(file: string, flags: 'r' | 'r+'): Promise<void> {
  const handle = await open(file, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
