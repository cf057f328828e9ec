import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { paymentIdOf, type ChainedEntry, type JournalEvent } from '../../core/journal/events.ts';
import type { JournalFault } from '../../core/journal/port.ts';
import { applyEntry, type PaymentRecord } from '../../core/payment/record.ts';
import { journalFault } from './faults.ts';
import { createProjection } from './project.ts';
import type { LedgerQueries } from './queries.ts';
import { createRowWriter, type RowTime } from './rows.ts';

/** A row as it was written, with its payment before and after it; null for a payment whose intent is not there. */
export type Written =
  | {
      readonly ok: true;
      readonly entry: ChainedEntry;
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
  const keep = createKeeper(db, queries);
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  return (event, time) => {
    try {
      begin.run();
      const kept = keep.write(event, time);
      beforeCommit();
      commit.run();
      keep.remember(kept.after);
      return { ok: true, ...kept };
    } catch (cause) {
      rollBack(db);
      keep.forget(event);
      return { ok: false, fault: journalFault(cause) };
    }
  };
}

/** Writes rows and search tables in the transaction of whoever calls, who says afterwards what became of it. */
export type Keeper = {
  readonly write: (event: JournalEvent, time: RowTime) => Omit<Extract<Written, { readonly ok: true }>, 'ok'>;
  readonly remember: (record: PaymentRecord | null) => void;
  readonly forget: (event: JournalEvent) => void;
};

/** Prepares the statements. */
export function createKeeper(db: DatabaseSyncInstance, queries: LedgerQueries): Keeper {
  const project = createProjection(db);
  const writeRow = createRowWriter(db);
  const records = new Map<string, PaymentRecord>();
  const current = (event: JournalEvent): PaymentRecord | null => {
    const id = paymentIdOf(event);
    return id === null || event.type === 'payment-submitted' ? null : (records.get(id) ?? queries.record(id));
  };
  return {
    write: (event, time) => {
      const before = current(event);
      const entry = writeRow(event, time);
      const after = applyEntry(before, entry);
      if (after !== null) project(after, entry);
      return { entry, before, after };
    },
    remember: (record) => {
      if (record !== null) remember(records, record);
    },
    forget: (event) => {
      records.delete(paymentIdOf(event) ?? '');
    },
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
