import { chmod, writeFile } from 'node:fs/promises';
import { dialog, type BrowserWindow } from 'electron';

/** Asks where a file goes and writes it there, readable by its owner alone; false when nobody chose a place or the disk refused. */
export async function saveWhereAsked(window: BrowserWindow, name: string, text: string): Promise<boolean> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: name });
  if (canceled || filePath === '') return false;
  try {
    await writeFile(filePath, text, { mode: 0o600 });
    await chmod(filePath, 0o600);
    return true;
  } catch {
    return false;
  }
}
