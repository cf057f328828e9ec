import { isOfPayment, type JournalEntry, type JournalEvent } from '../journal/events.ts';
import type { JournalPort } from '../journal/port.ts';

/** A row of the ledger as it may leave the shop; `event` is null for one of no payment, which may speak of people. */
export type IncidentRow = {
  readonly sequence: number;
  readonly atMs: number;
  readonly type: JournalEvent['type'];
  readonly event: object | null;
};

/** Takes out of a text what nobody else may read. */
export type Hide = (text: string) => string;

/** Rows that are read at once. */
const PAGE = 500;

/** The rows since a moment, oldest first, but at most `rowsMax` of the newest. Rejects when the ledger cannot be read. */
export async function lastRows(
  journal: Pick<JournalPort, 'between' | 'head'>,
  sinceMs: number,
  rowsMax: number,
): Promise<readonly JournalEntry[]> {
  const { sequence: newest } = await journal.head();
  const pages: (readonly JournalEntry[])[] = [];
  let read = 0;
  for (let until = newest; until > 0 && read < rowsMax; until -= PAGE) {
    const page = await journal.between(Math.max(1, until - PAGE + 1), until);
    pages.unshift(page);
    read += page.length;
    // A clock that was set back puts single rows out of order, never a whole page of work.
    if (page.every(({ wallMs }) => wallMs < sinceMs)) break;
  }
  return pages
    .flat()
    .filter(({ wallMs }) => wallMs >= sinceMs)
    .slice(-rowsMax);
}

/** Fields that name people, were typed by them, or stand for a code. */
const LEFT_OUT: ReadonlySet<string> = new Set(['note', 'codeHash', 'name', 'personId', 'challenge']);
const HIDDEN = '[hidden]';

/** A row without anything secret; every text that stays goes through `hide`. */
export function toldRow({ sequence, wallMs: atMs, event }: JournalEntry, hide: Hide): IncidentRow {
  const { type } = event;
  if (!isOfPayment(event)) return { sequence, atMs, type, event: null };
  // A refund's reason is typed; a cancel's is one of three words.
  const isTyped = (field: string): boolean => LEFT_OUT.has(field) || (field === 'reason' && type === 'refund-requested');
  const told = JSON.stringify(event, (field, value: unknown) => {
    if (typeof value !== 'string') return value;
    return isTyped(field) ? HIDDEN : hide(value);
  });
  return { sequence, atMs, type, event: JSON.parse(told) as object };
}
