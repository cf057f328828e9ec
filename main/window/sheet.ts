import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { shell } from 'electron';

/**
 * Shows the scanner's set-up sheet in the system's own viewer, where it can be printed; a copy, because other programs cannot look
 * into the package. False where the system has no viewer for it.
 */
export async function openSheet(packaged: string, dataDir: string): Promise<boolean> {
  const copy = path.join(dataDir, path.basename(packaged));
  await copyFile(packaged, copy);
  return (await shell.openPath(copy)) === '';
}
