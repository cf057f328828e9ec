import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { app } from 'electron';
import type { KeyStrip } from '../printer/key-strip-page.ts';
import type { SystemWindows } from '../window/system-windows.ts';

/** Writes the strip into the person's documents, where its folder opens with the file marked, ready to be printed, unless the counter trades. */
export async function saveKeyStrip(strip: KeyStrip, { reveal }: Pick<SystemWindows, 'reveal'>): Promise<string> {
  const [{ keyStripPage }, { printPdf }] = await Promise.all([
    import('../printer/key-strip-page.ts'),
    import('../printer/pdf.ts'),
  ]);
  const bytes = await printPdf(keyStripPage(strip));
  const folder = path.join(app.getPath('documents'), 'Paydesk');
  const file = path.join(folder, 'keys.pdf');
  await mkdir(folder, { recursive: true });
  await writeFile(file, bytes);
  await reveal(file).catch(() => undefined);
  return file;
}
