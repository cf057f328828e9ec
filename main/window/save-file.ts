import { chmod, writeFile } from 'node:fs/promises';
import type { SystemWindows } from './system-windows.ts';

/** Asks where a file goes and writes it there, readable by its owner alone; false when nobody chose a place or the disk refused it. */
export async function saveWhereAsked({ save }: Pick<SystemWindows, 'save'>, name: string, text: string): Promise<boolean> {
  const filePath = await save(name);
  if (filePath === null) return false;
  try {
    await writeFile(filePath, text, { mode: 0o600 });
    await chmod(filePath, 0o600);
    return true;
  } catch {
    return false;
  }
}
