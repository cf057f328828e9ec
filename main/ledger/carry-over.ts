import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { rowHash } from '../../core/journal/chain.ts';
import type { ChainHead } from '../../core/journal/events.ts';
import { applyEntry } from '../../core/payment/record.ts';
import { forgetWords } from './erase.ts';
import { createProjection } from './project.ts';
import { createQueries } from './queries.ts';
import { createHeadReader, createRowReader, EVENT_COLUMNS, ledgerIdOf, type EventRow } from './rows.ts';
import { sha256 } from './sha256.ts';

/**
 * How a copy stands to the ledger in use.
 * - `earlier`: a moment of it; `rows` came since, the first `whole` of them are unbroken links, `isOpenLost` where a payment that is not
 *   settled has a row behind those
 * - `newer`: it holds all of the ledger in use
 * - `other`: another ledger, or one that went another way; `payments` are in the ledger in use alone
 */
export type Relation =
  | { readonly kind: 'earlier'; readonly rows: number; readonly whole: number; readonly isOpenLost: boolean }
  | { readonly kind: 'newer' }
  | { readonly kind: 'other'; readonly payments: number };

/** A moment of a ledger. */
export type Moment = { readonly ledgerId: string; readonly head: ChainHead };

type FullRow = EventRow & { readonly type: string; readonly payment_request_id: string | null };

const BEHIND = `SELECT ${EVENT_COLUMNS}, type, payment_request_id FROM events WHERE sequence > ? ORDER BY sequence`;
const HASH_AT = 'SELECT lower(hex(hash)) AS hash FROM events WHERE sequence = ?';

/** `hashInCopy` answers the hash of a row of the copy; null where it has no such row. Throws SQLite's error. */
export function relationOf(inUse: DatabaseSyncInstance, copy: Moment, hashInCopy: (sequence: number) => string | null): Relation {
  const head = createHeadReader(inUse)();
  if (ledgerIdOf(inUse) === copy.ledgerId) {
    if (copy.head.sequence === 0 || hashAt(inUse, copy.head.sequence) === copy.head.hash) return earlier(inUse, copy.head, head);
    if (head.sequence === 0 || hashInCopy(head.sequence) === head.hash) return { kind: 'newer' };
  }
  const { payments } = inUse.prepare('SELECT count(*) AS payments FROM payments').get() as { readonly payments: number };
  return { kind: 'other', payments };
}

/** The hash of one row, in lowercase hexadecimal digits; null where there is none. */
export const hashAt = (db: DatabaseSyncInstance, sequence: number): string | null =>
  (db.prepare(HASH_AT).get(sequence) as { readonly hash: string } | undefined)?.hash ?? null;

function earlier(inUse: DatabaseSyncInstance, from: ChainHead, head: ChainHead): Relation {
  let whole = 0;
  for (const row of linksBehind(inUse, from)) whole = row.sequence - from.sequence;
  const lastWhole = from.sequence + whole;
  const queries = createQueries(inUse);
  const isOpenLost =
    lastWhole < head.sequence &&
    queries.unsettledIds().some((id) => queries.entries(id).some(({ sequence }) => sequence > lastWhole));
  return { kind: 'earlier', rows: head.sequence - from.sequence, whole, isOpenLost };
}

/** The rows behind a head, up to the first that is no link of the chain: what stands behind it is vouched for by nothing. */
function* linksBehind(db: DatabaseSyncInstance, from: ChainHead): Generator<FullRow> {
  let before = from;
  for (const row of db.prepare(BEHIND).iterate(from.sequence) as IterableIterator<FullRow>) {
    if (row.sequence !== before.sequence + 1 || hexOf(row.previous_hash) !== before.hash || linkOf(row) !== hexOf(row.hash))
      return;
    yield row;
    before = { sequence: row.sequence, hash: hexOf(row.hash) };
  }
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const linkOf = (row: FullRow): string =>
  rowHash(sha256, hexOf(row.previous_hash), {
    sequence: row.sequence,
    wallMs: row.wall_ms,
    monotonicMs: row.monotonic_ms,
    type: row.type,
    paymentRequestId: row.payment_request_id,
    actor: row.actor,
    approver: row.approver,
    cause: row.cause,
    body: row.body,
  });

const INSERT = `INSERT INTO events (${EVENT_COLUMNS}, type, payment_request_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/**
 * Brings the rows that a copy does not hold yet out of the ledger that was in use, byte for byte, so that heads which were printed stay
 * good; the search tables are made anew, and words that were erased since the copy are erased again. Answers how many rows came. In the
 * transaction of whoever calls, who has asked `relationOf`.
 */
export function carryOver(inUse: DatabaseSyncInstance, copy: DatabaseSyncInstance): number {
  const insert = copy.prepare(INSERT);
  const keep = copy.prepare('INSERT INTO note_keys (sequence, key) VALUES (?, ?)');
  const keyOf = inUse.prepare('SELECT key FROM note_keys WHERE sequence = ?');
  const project = createProjection(copy);
  const reader = createRowReader(inUse);
  const queries = createQueries(copy);
  let carried = 0;
  for (const row of linksBehind(inUse, createHeadReader(copy)())) {
    const entry = reader.whole(row);
    const id = row.payment_request_id;
    const before = id === null || row.type === 'payment-submitted' ? null : queries.record(id);
    insert.run(...valuesOf(row));
    const kept = keyOf.get(row.sequence) as { readonly key: Uint8Array } | undefined;
    if (kept !== undefined) keep.run(row.sequence, kept.key);
    const after = id === null ? null : applyEntry(before, entry);
    if (after !== null) project(after, entry);
    if (entry.event.type === 'notes-erased') forgetWords(copy, entry.event.scope);
    carried += 1;
  }
  return carried;
}

const valuesOf = (row: FullRow) =>
  [
    row.sequence,
    row.wall_ms,
    row.monotonic_ms,
    row.actor,
    row.approver,
    row.cause,
    row.body,
    row.previous_hash,
    row.hash,
    row.type,
    row.payment_request_id,
  ] as const;
