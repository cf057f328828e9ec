import type { JournalFault } from '../../core/journal/port.ts';
import { isWritable, journalFault, primaryCode } from './faults.ts';

/**
 * Why the ledger cannot be used at all; each has words in the table of words.
 * - `ledger-gone`: it was removed or replaced, or a rescued copy waits for a person; nothing new is begun in its place
 * - `ledger-locked`: another Paydesk, or another program, holds it
 * - `ledger-read-only`, `ledger-full`, `ledger-failed`: the disk
 * - `ledger-not-database`: the file is something else; `ledger-corrupt`: it was a ledger and is damaged
 * - `ledger-newer`: a newer Paydesk wrote it; `ledger-unsafe`: it cannot be made durable here
 */
export type OpenFault =
  | 'ledger-gone'
  | 'ledger-locked'
  | 'ledger-read-only'
  | 'ledger-full'
  | 'ledger-failed'
  | 'ledger-not-database'
  | 'ledger-corrupt'
  | 'ledger-newer'
  | 'ledger-unsafe';

/** Thrown when the ledger does not open; `detail` is for the log. Nothing was deleted, renamed or begun anew. */
export class LedgerOpenError extends Error {
  readonly code: OpenFault;
  readonly detail: string;
  constructor(code: OpenFault, detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'LedgerOpenError';
    this.code = code;
    this.detail = detail;
  }
}

const BY_FAULT: Readonly<Partial<Record<JournalFault, OpenFault>>> = {
  'storage-full': 'ledger-full',
  'storage-locked': 'ledger-locked',
  'storage-read-only': 'ledger-read-only',
  'storage-corrupt': 'ledger-corrupt',
};

const NOT_A_DATABASE = 26;

/** Whatever opening threw, as one of the codes. */
export function openError(cause: unknown, ledgerFile: string): LedgerOpenError {
  if (cause instanceof LedgerOpenError) return cause;
  const known = primaryCode(cause) === NOT_A_DATABASE ? 'ledger-not-database' : BY_FAULT[journalFault(cause)];
  const code = known ?? (isWritable(ledgerFile) ? 'ledger-failed' : 'ledger-read-only');
  return new LedgerOpenError(code, cause instanceof Error ? cause.message : String(cause));
}
