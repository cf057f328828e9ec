import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ChosenFile, FileKind } from '../../core/contract/files.ts';
import type { SystemWindows } from './system-windows.ts';

/** More than any paper that Alipay+ takes, and little enough to travel to the page. */
const BYTES_MAX = 16 << 20;

const FILTERS = {
  paper: { name: 'PDF, JPEG, PNG', extensions: ['pdf', 'jpg', 'jpeg', 'png'] },
  key: { name: 'PKCS#12', extensions: ['p12', 'pfx'] },
  mark: { name: 'SVG, PNG', extensions: ['svg', 'png'] },
} as const satisfies Readonly<Record<FileKind, unknown>>;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
};

/** Asks for one file and reads it; null when nobody chose one, `unreadable` when it is too large or cannot be read. */
export async function chooseFile(
  windows: Pick<SystemWindows, 'open'>,
  kind: FileKind,
): Promise<ChosenFile | 'unreadable' | null> {
  const { name: title, extensions } = FILTERS[kind];
  const [file] = await windows.open({ properties: ['openFile'], filters: [{ name: title, extensions: [...extensions] }] });
  return file === undefined ? null : readChosen(file).catch(() => 'unreadable' as const);
}

async function readChosen(file: string): Promise<ChosenFile | 'unreadable'> {
  if ((await stat(file)).size > BYTES_MAX) return 'unreadable';
  const content = await readFile(file);
  return {
    name: path.basename(file).slice(-255),
    contentType: CONTENT_TYPES[path.extname(file).toLowerCase()] ?? '',
    bytes: content.length,
    base64: content.toString('base64'),
  };
}
