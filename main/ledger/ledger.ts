import { createHmac, randomBytes } from 'node:crypto';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { JournalEntry, JournalEvent } from '../../core/journal/events.ts';
import type { Appended, JournalPort } from '../../core/journal/port.ts';
import { applyEntry, foldPayment, type PaymentRecord } from '../../core/payment/record.ts';
import { journalFault } from './faults.ts';
import { openLedgerFile } from './open.ts';
import { createProjection } from './project.ts';
import { createQueries, type LedgerQueries } from './queries.ts';

/** The durable journal of one counter, with the questions a counter asks of it. */
export type Ledger = JournalPort &
  LedgerQueries & {
    /** Keyed hash of a payment code; the code itself is never written. */
    readonly hashCode: (paymentCode: string) => string;
    /** The next running number of this counter's receipts; numbers are never used twice, gaps are harmless. */
    readonly nextReceiptNumber: () => number;
    readonly close: () => void;
  };

/** The times that a row is stamped with. */
export type LedgerClock = { readonly wallMs: () => number; readonly monotonicMs: () => number };

/**
 * Opens the ledger at `path`. A row is acknowledged only after SQLite has synced it; throws LedgerOpenError when the file is
 * newer than this Paydesk, or cannot be made durable.
 */
export function openLedger(path: string, clock: LedgerClock): Ledger {
  const db = openLedgerFile(path);
  const key = codeHashKey(db);
  const append = createAppend(db, clock);
  const queries = createQueries(db);
  let receiptNumber = queries.lastReceiptNumber();
  return {
    ...queries,
    append: (event) => Promise.resolve(append(event)),
    entriesOf: (id) => Promise.resolve(queries.entries(id)),
    unsettled: () => Promise.resolve(queries.unsettledIds()),
    hashCode: (paymentCode) => createHmac('sha256', key).update(paymentCode).digest('base64url'),
    nextReceiptNumber: () => (receiptNumber += 1),
    close: () => {
      foldInLog(db);
      db.close();
    },
  };
}

/** After an orderly stop the file alone holds everything; the library keeps the log open as long as a statement lives. */
function foldInLog(db: DatabaseSyncInstance): void {
  try {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // Busy, full or closed: nothing is lost, the log is read at the next start.
  }
}

const HASH_KEY_BYTES = 32;

function codeHashKey(db: DatabaseSyncInstance): Buffer {
  db.prepare("INSERT OR IGNORE INTO meta (name, value) VALUES ('code-hash-key', ?)").run(randomBytes(HASH_KEY_BYTES));
  const row = db.prepare("SELECT value FROM meta WHERE name = 'code-hash-key'").get() as { readonly value: Uint8Array };
  return Buffer.from(row.value);
}

/** Folded payments kept at hand, so that a row does not have to read the rows before it. */
const RECORDS_MAX = 256;

function createAppend(db: DatabaseSyncInstance, clock: LedgerClock): (event: JournalEvent) => Appended {
  const project = createProjection(db);
  const insert = db.prepare('INSERT INTO events (wall_ms, monotonic_ms, type, payment_request_id, body) VALUES (?, ?, ?, ?, ?)');
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const records = new Map<string, PaymentRecord>();
  const queries = createQueries(db);
  const current = (id: string) => records.get(id) ?? foldPayment(queries.entries(id));
  return (event) => {
    const wallMs = Math.round(clock.wallMs());
    const monotonicMs = clock.monotonicMs();
    try {
      begin.run();
      const before = event.type === 'payment-submitted' ? null : current(event.paymentRequestId);
      const { lastInsertRowid } = insert.run(wallMs, monotonicMs, event.type, event.paymentRequestId, JSON.stringify(event));
      const entry: JournalEntry = { sequence: Number(lastInsertRowid), wallMs, monotonicMs, event };
      const record = applyEntry(before, entry);
      if (record !== null) project(record, entry);
      commit.run();
      if (record !== null) remember(records, record);
      return { ok: true, entry };
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
