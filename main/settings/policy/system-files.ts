import { constants } from 'node:fs';
import { lstat, mkdtemp, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { DOCUMENT_BYTES_MAX } from '../safe-json.ts';
import type { LookAtPolicyFile, PolicyFile } from './port.ts';

/**
 * The real disk. `ownerUid` is the administrator's number, 0 but in tests. What another user could write is foreign, and so is a file
 * in a folder in which another user could put one.
 */
export const policyFiles =
  (ownerUid: number): LookAtPolicyFile =>
  async (file, bytesMax) => {
    try {
      const folder = await lstat(path.dirname(file));
      if (!isAdministrators(folder, ownerUid)) return { kind: 'foreign' };
      return await readFile(file, bytesMax, ownerUid);
    } catch (cause) {
      const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : null;
      return { kind: code === 'ENOENT' || code === 'ENOTDIR' ? 'none' : 'unreadable' };
    }
  };

/** A file that a program fills: made in a fresh folder of this user's own under `parent`, and removed afterwards. */
export const throughFile =
  (parent: string) =>
  async (act: (path: string) => Promise<void>): Promise<PolicyFile> => {
    const folder = await mkdtemp(path.join(parent, 'paydesk-policy-'));
    try {
      const file = path.join(folder, 'policy.reg');
      await act(file);
      return await readFile(file, DOCUMENT_BYTES_MAX, null);
    } catch {
      return { kind: 'unreadable' };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

async function readFile(file: string, bytesMax: number, ownerUid: number | null): Promise<PolicyFile> {
  const handle = await open(file, OPEN_FLAGS);
  try {
    // Of what was opened, not of the name, so that nobody can change it in between.
    const stats = await handle.stat();
    if (!stats.isFile() || stats.size > bytesMax) return { kind: 'unreadable' };
    if (ownerUid !== null && !isAdministrators(stats, ownerUid)) return { kind: 'foreign' };
    const bytes = Buffer.alloc(stats.size);
    const { bytesRead } = await handle.read(bytes, 0, stats.size, 0);
    return { kind: 'bytes', bytes: bytes.subarray(0, bytesRead) };
  } finally {
    await handle.close();
  }
}

const WRITABLE_BY_OTHERS = 0o022;

const isAdministrators = ({ uid, mode }: { readonly uid: number; readonly mode: number }, ownerUid: number): boolean =>
  uid === ownerUid && (mode & WRITABLE_BY_OTHERS) === 0;

/** Never through a link and never waiting for a pipe; Windows has neither flag. */
const OPEN_FLAGS = constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK | constants.O_NOFOLLOW);
