import { accessSync, constants, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { JournalFault } from '../../core/journal/port.ts';

/** What a thrown SQLite error means; the result codes are SQLite's own, https://www.sqlite.org/rescode.html. */
const BY_PRIMARY_CODE: Readonly<Record<number, JournalFault>> = {
  5: 'storage-locked',
  6: 'storage-locked',
  8: 'storage-read-only',
  11: 'storage-corrupt',
  13: 'storage-full',
  14: 'storage-failed',
  26: 'storage-corrupt',
};

/** Where the whole code says more: the file was moved away (1032), and there is no room for the log's index (4874). */
const BY_WHOLE_CODE: Readonly<Record<number, JournalFault>> = { 1032: 'storage-gone', 4874: 'storage-full' };

const PRIMARY_CODE_MASK = 0xff;
const CONSTRAINT = 19;

/** Turns whatever the ledger's library threw into a code; nothing of the failed statement is durable. */
export function journalFault(cause: unknown): JournalFault {
  const code = primaryCode(cause);
  if (code === CONSTRAINT) return brokenRule(textOf(cause));
  return BY_WHOLE_CODE[wholeCode(cause)] ?? BY_PRIMARY_CODE[code] ?? (code === 0 ? faultByText(textOf(cause)) : 'storage-failed');
}

/** The library gives errors of reading many rows without their code, only in SQLite's words. */
const BY_TEXT: readonly (readonly [words: string, fault: JournalFault])[] = [
  ['disk image is malformed', 'storage-corrupt'],
  ['database is locked', 'storage-locked'],
];

const faultByText = (text: string): JournalFault => BY_TEXT.find(([words]) => text.includes(words))?.[1] ?? 'storage-failed';

/** The rule's name stands in SQLite's message: a column, or what the trigger raised. */
function brokenRule(message: string): JournalFault {
  if (message.includes('over-refund')) return 'over-refund';
  return message.includes('code_hash') ? 'code-already-sent' : 'id-already-used';
}

/** SQLite's primary result code; 0 where there is none. */
export const primaryCode = (cause: unknown): number => wholeCode(cause) & PRIMARY_CODE_MASK;

function wholeCode(cause: unknown): number {
  if (typeof cause !== 'object' || cause === null) return 0;
  const { errcode, code } = cause as { readonly errcode?: unknown; readonly code?: unknown };
  const given = typeof errcode === 'number' ? errcode : code;
  return typeof given === 'number' ? given : 0;
}

const textOf = (cause: unknown): string => (cause instanceof Error ? cause.message : '');

/** What the system says when a file of our own is written, as the ledger's fault. */
const BY_SYSTEM_CODE: Readonly<Record<string, JournalFault>> = {
  ENOSPC: 'storage-full',
  EDQUOT: 'storage-full',
  EROFS: 'storage-read-only',
  EACCES: 'storage-read-only',
  EPERM: 'storage-read-only',
  ENOENT: 'storage-gone',
};

/**
 * SQLite says "I/O error" for most of what a file system refuses, so an unnamed fault is looked into: by asking whether the file
 * may be written, and by writing and removing a small file beside it.
 */
export function nameFault(fault: JournalFault, ledgerFile: string): JournalFault {
  if (fault !== 'storage-failed') return fault;
  const probe = `${ledgerFile}.probe`;
  try {
    accessSync(ledgerFile, constants.W_OK);
    writeFileSync(probe, Buffer.alloc(PROBE_BYTES), { flush: true });
    return fault;
  } catch (cause) {
    return BY_SYSTEM_CODE[String((cause as { readonly code?: unknown }).code)] ?? fault;
  } finally {
    removeQuietly(probe);
  }
}

const PROBE_BYTES = 4_096;

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // A folder that takes no new file has none to remove.
  }
}

/** False when the system says that the file, or the folder that its log needs, may not be written. */
export const isWritable = (ledgerFile: string): boolean => mayWrite(path.dirname(ledgerFile)) && mayWrite(ledgerFile, 'ENOENT');

function mayWrite(file: string, unless = ''): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch (cause) {
    const code = String((cause as { readonly code?: unknown }).code);
    return code === unless || BY_SYSTEM_CODE[code] !== 'storage-read-only';
  }
}
