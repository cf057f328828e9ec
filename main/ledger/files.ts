import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** The files that may stand beside a ledger. Each is named after it, so that whoever removes one ledger sees what belongs to it. */
export const logFile = (ledgerFile: string): string => `${ledgerFile}-wal`;
/** Real bytes that are given back to the disk when it is full. */
export const reserveFile = (ledgerFile: string): string => `${ledgerFile}.reserve`;
/** Holds one Paydesk's claim on the ledger; it stays empty. */
export const lockFile = (ledgerFile: string): string => `${ledgerFile}.lock`;

/** Everything that belongs to a ledger that may be thrown away, such as the practice world's. */
export const filesOf = (ledgerFile: string): readonly string[] => [
  ledgerFile,
  logFile(ledgerFile),
  `${ledgerFile}-shm`,
  reserveFile(ledgerFile),
  lockFile(ledgerFile),
  ...rescuedFiles(ledgerFile),
];

/** Where a ledger is saved whose file was removed or replaced under a running Paydesk; the time is UTC to the millisecond. */
export function rescuedFile(ledgerFile: string, wallMs: number): string {
  const { dir, name, ext } = path.parse(ledgerFile);
  const stamp = new Date(wallMs).toISOString().replace(/[-:.]/g, '');
  return path.join(dir, `${name}${RESCUED}${stamp}${ext}`);
}

/** Where the ledger in use is put when a backup takes its place. */
export function replacedFile(ledgerFile: string, wallMs: number): string {
  const { dir, name, ext } = path.parse(ledgerFile);
  return path.join(dir, `${name}.replaced-${new Date(wallMs).toISOString().replace(/[-:.]/g, '')}${ext}`);
}

/** The copies that were rescued and that nobody has dealt with yet. */
export function rescuedFiles(ledgerFile: string): readonly string[] {
  const { dir, name, ext } = path.parse(ledgerFile);
  const isRescued = (file: string) => file.startsWith(`${name}${RESCUED}`) && file.endsWith(ext);
  return namesIn(dir)
    .filter(isRescued)
    .map((file) => path.join(dir, file));
}

const RESCUED = '.rescued-';

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Bytes in a file; 0 where there is none. */
export const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
