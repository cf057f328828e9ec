import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { JournalEntry, JournalEvent } from '../../core/journal/events.ts';
import type { JournalFault } from '../../core/journal/port.ts';
import { applyEntry, foldPayment, type PaymentRecord } from '../../core/payment/record.ts';
import { journalFault } from './faults.ts';
import { createProjection } from './project.ts';
import type { LedgerQueries } from './queries.ts';

/** When something happened: epoch ms for people, and a clock that never jumps. */
export type RowTime = { readonly wallMs: number; readonly monotonicMs: number };

/** A row as it was written, with its payment before and after it; null for a payment whose intent is not there. */
export type Written =
  | {
      readonly ok: true;
      readonly entry: JournalEntry;
      readonly before: PaymentRecord | null;
      readonly after: PaymentRecord | null;
    }
  | { readonly ok: false; readonly fault: JournalFault };

/** Writes one row, with the search tables, in one transaction; comes back after the sync. */
export type Append = (event: JournalEvent, time: RowTime) => Written;

/** Folded payments kept at hand, so that a row does not have to read the rows before it. */
const RECORDS_MAX = 256;

/** Prepares the statements. `beforeCommit` stands where a disk can be slow or refuse; what it throws is a refusal of the disk. */
export function createAppend(db: DatabaseSyncInstance, queries: LedgerQueries, beforeCommit: () => void): Append {
  const project = createProjection(db);
  const insert = db.prepare('INSERT INTO events (wall_ms, monotonic_ms, type, payment_request_id, body) VALUES (?, ?, ?, ?, ?)');
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const records = new Map<string, PaymentRecord>();
  const current = (id: string) => records.get(id) ?? foldPayment(queries.entries(id));
  return (event, { wallMs, monotonicMs }) => {
    try {
      begin.run();
      const before = event.type === 'payment-submitted' ? null : current(event.paymentRequestId);
      const { lastInsertRowid } = insert.run(wallMs, monotonicMs, event.type, event.paymentRequestId, JSON.stringify(event));
      const entry: JournalEntry = { sequence: Number(lastInsertRowid), wallMs, monotonicMs, event };
      const after = applyEntry(before, entry);
      if (after !== null) project(after, entry);
      beforeCommit();
      commit.run();
      if (after !== null) remember(records, after);
      return { ok: true, entry, before, after };
    } catch (cause) {
      rollBack(db);
      records.delete(event.paymentRequestId);
      return { ok: false, fault: journalFault(cause) };
    }
  };
}

function remember(records: Map<string, PaymentRecord>, record: PaymentRecord): void {
  records.delete(record.paymentRequestId);
  records.set(record.paymentRequestId, record);
  const oldest = records.keys().next();
  if (records.size > RECORDS_MAX && oldest.done !== true) records.delete(oldest.value);
}

function rollBack(db: DatabaseSyncInstance): void {
  try {
    db.exec('ROLLBACK');
  } catch {
    // SQLite has rolled back by itself, for example on a full disk.
  }
}
