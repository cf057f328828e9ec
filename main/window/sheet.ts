import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import type { SystemWindows } from './system-windows.ts';

/**
 * Shows the scanner's set-up sheet in the system's own viewer, where it can be printed; a copy, because other programs cannot look
 * into the package. False where the system has no viewer for it.
 */
export async function openSheet(packaged: string, dataDir: string, { view }: Pick<SystemWindows, 'view'>): Promise<boolean> {
  const copy = path.join(dataDir, path.basename(packaged));
  await copyFile(packaged, copy);
  return view(copy);
}
