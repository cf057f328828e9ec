import type { JournalFault } from '../../core/journal/port.ts';

/** What a thrown SQLite error means; the primary result codes are SQLite's own, https://www.sqlite.org/rescode.html. */
const BY_PRIMARY_CODE: Readonly<Record<number, JournalFault>> = {
  5: 'storage-locked',
  6: 'storage-locked',
  8: 'storage-read-only',
  11: 'storage-corrupt',
  13: 'storage-full',
  14: 'storage-failed',
  26: 'storage-corrupt',
};

const PRIMARY_CODE_MASK = 0xff;
const CONSTRAINT = 19;

/** Turns whatever the ledger's library threw into a code; nothing of the failed statement is durable. */
export function journalFault(cause: unknown): JournalFault {
  const code = primaryCode(cause);
  if (code === CONSTRAINT) return brokenRule(textOf(cause));
  return BY_PRIMARY_CODE[code] ?? 'storage-failed';
}

/** The rule's name stands in SQLite's message: a column, or what the trigger raised. */
function brokenRule(message: string): JournalFault {
  if (message.includes('over-refund')) return 'over-refund';
  return message.includes('code_hash') ? 'code-already-sent' : 'id-already-used';
}

/** True when the file is not, or no longer, a database. */
export const isCorrupt = (cause: unknown): boolean => BY_PRIMARY_CODE[primaryCode(cause)] === 'storage-corrupt';

function primaryCode(cause: unknown): number {
  if (typeof cause !== 'object' || cause === null) return 0;
  const { errcode, code } = cause as { readonly errcode?: unknown; readonly code?: unknown };
  const given = typeof errcode === 'number' ? errcode : code;
  return typeof given === 'number' ? given & PRIMARY_CODE_MASK : 0;
}

const textOf = (cause: unknown): string => (cause instanceof Error ? cause.message : '');
