import { constants } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import type { FileResult, ProvisioningFiles } from './provisioning-ports.ts';

/** The real disk. Only plain files are read, and never more than allowed, so a pipe or a device cannot stall provisioning. */
export const provisioningFiles: ProvisioningFiles = {
  read: async (path, bytesMax) => {
    try {
      return await read(path, bytesMax);
    } catch (cause) {
      const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : null;
      return { ok: false, code: code === 'ENOENT' || code === 'ENOTDIR' ? 'file-missing' : 'file-unreadable' };
    }
  },
  remove: (path) =>
    rm(path).then(
      () => true,
      () => false,
    ),
};

async function read(path: string, bytesMax: number): Promise<FileResult> {
  // Non-blocking, because merely opening a pipe without a writer would wait for ever.
  const file = await open(path, OPEN_FLAGS);
  try {
    const stats = await file.stat();
    if (!stats.isFile()) return { ok: false, code: 'file-unreadable' };
    if (stats.size > bytesMax) return { ok: false, code: 'file-too-large' };
    const bytes = Buffer.alloc(stats.size);
    const { bytesRead } = await file.read(bytes, 0, stats.size, 0);
    return { ok: true, bytes: bytes.subarray(0, bytesRead) };
  } finally {
    await file.close();
  }
}

/** Windows has no such flag and no such pipes. */
const OPEN_FLAGS = constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK);
