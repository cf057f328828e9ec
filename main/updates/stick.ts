import { open } from 'node:fs/promises';
import path from 'node:path';
import type { GetFile } from './description.ts';

/** Small files of a folder that somebody picked, such as a USB stick. */
export const filesOf =
  (folder: string): GetFile =>
  async (name, maxBytes) => {
    try {
      return await readSmall(path.join(folder, name), maxBytes);
    } catch (cause) {
      if (isMissing(cause)) return null;
      throw cause;
    }
  };

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(cause.code));

/** A device or a pipe in the file's place has no size, so it is read up to the limit and no further. */
async function readSmall(file: string, maxBytes: number): Promise<Buffer | null> {
  const handle = await open(file, 'r');
  try {
    if (!(await handle.stat()).isFile()) return null;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(maxBytes + 1), 0, maxBytes + 1, 0);
    return bytesRead > maxBytes ? null : buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
