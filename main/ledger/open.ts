import { existsSync } from 'node:fs';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { logFile, rescuedFiles, reserveFile, sizeOf } from './files.ts';
import { MIGRATIONS, type Migration } from './migrations.ts';
import { LedgerOpenError, openError } from './open-fault.ts';

/** How long SQLite waits for another process that holds the file, for example a backup. */
const BUSY_TIMEOUT_MS = 2_000;

/**
 * Opens or creates the ledger file, brings it to the newest schema, and refuses to go on unless the file really is in WAL mode
 * with full synchronisation: without that a row could be acknowledged and still be lost in a power cut. The log is folded in by
 * whoever holds the file, never by SQLite in the middle of a payment. Throws LedgerOpenError.
 */
export const openLedgerFile = (path: string, migrations: readonly Migration[] = MIGRATIONS): DatabaseSyncInstance =>
  opened(path, migrations, backUp);

/** The same for a copy: what it was before its schema changes stands where it was copied from, so nothing is put beside it. */
export const openCopiedLedger = (path: string): DatabaseSyncInstance => opened(path, MIGRATIONS, () => undefined);

/** Keeps a file as it was before its schema changes. */
type Keep = (db: DatabaseSyncInstance, path: string, version: number) => void;

function opened(path: string, migrations: readonly Migration[], keep: Keep): DatabaseSyncInstance {
  try {
    const db = new DatabaseSync(path);
    try {
      prepareFile(db, path, migrations, keep);
    } catch (cause) {
      // A connection whose statements still live goes on after `close`, and with it a step that was not finished.
      if (db.isTransaction) db.exec('ROLLBACK');
      db.close();
      throw cause;
    }
    return db;
  } catch (cause) {
    throw openError(cause, path);
  }
}

function prepareFile(db: DatabaseSyncInstance, path: string, migrations: readonly Migration[], keep: Keep): void {
  db.exec(`PRAGMA busy_timeout = ${String(BUSY_TIMEOUT_MS)}; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;`);
  assertLedger(db);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;');
  // macOS: a plain sync leaves rows in the drive's own cache; elsewhere both change nothing. https://www.sqlite.org/pragma.html#pragma_fullfsync
  db.exec('PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;');
  assertDurable(db);
  migrate(db, path, migrations, keep);
  assertWritable(db);
}

/**
 * Refuses to begin a new ledger where there was one: beside its log or its reserve, or beside a copy that was rescued from a running
 * Paydesk and that nobody has dealt with. A payment that is still open stands in the one that is missing.
 */
export function assertNotGone(path: string): void {
  const rescued = rescuedFiles(path);
  if (rescued.length > 0) throw new LedgerOpenError('ledger-gone', `a rescued copy waits: ${rescued.join(', ')}`);
  if (sizeOf(path) > 0) return;
  const left = [logFile(path), reserveFile(path)].filter((file) => sizeOf(file) > 0);
  if (left.length > 0) throw new LedgerOpenError('ledger-gone', `${path} is missing or empty, but there is ${left.join(', ')}`);
}

/** Finds out before there is a customer that the file may only be read, or that another program is writing; needs no room. */
function assertWritable(db: DatabaseSyncInstance): void {
  db.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${String(pragma(db, 'user_version'))}; ROLLBACK`);
}

/** Somebody else's database is not taken over. */
function assertLedger(db: DatabaseSyncInstance): void {
  if (Number(pragma(db, 'user_version')) !== 0) return;
  const { tables } = db.prepare('SELECT count(*) AS tables FROM sqlite_master').get() as { readonly tables: number };
  if (tables > 0) throw new LedgerOpenError('ledger-not-database', 'a database, but not a ledger');
}

const FULL = 2;

function assertDurable(db: DatabaseSyncInstance): void {
  const mode = pragma(db, 'journal_mode');
  const synchronous = pragma(db, 'synchronous');
  if (mode !== 'wal' || synchronous !== FULL) {
    throw new LedgerOpenError('ledger-unsafe', `journal_mode=${String(mode)} synchronous=${String(synchronous)}`);
  }
}

/** The one value a pragma answers with. */
export function pragma(db: DatabaseSyncInstance, name: string): unknown {
  const row = db.prepare(`PRAGMA ${name}`).get() as Readonly<Record<string, unknown>> | undefined;
  return row === undefined ? undefined : Object.values(row)[0];
}

function migrate(db: DatabaseSyncInstance, path: string, migrations: readonly Migration[], keep: Keep): void {
  const from = Number(pragma(db, 'user_version'));
  const newest = migrations.at(-1)?.version ?? 0;
  if (from > newest) throw new LedgerOpenError('ledger-newer', `schema ${String(from)}, this Paydesk knows ${String(newest)}`);
  const due = migrations.filter(({ version }) => version > from);
  if (due.length === 0) return;
  if (from > 0) keep(db, path, from);
  for (const { version, sql, fill, finish } of due) {
    db.exec(`BEGIN IMMEDIATE; ${sql}`);
    fill?.(db);
    db.exec(`${finish ?? ''}; PRAGMA user_version = ${String(version)}; COMMIT;`);
  }
}

/**
 * Everything as it was, beside the file, before its schema changes. Through SQLite, because opening and closing the file by hand
 * would drop this process's locks on it: https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
 */
function backUp(db: DatabaseSyncInstance, path: string, version: number, attempt = 1): void {
  const copy = `${path}.v${String(version)}${attempt === 1 ? '' : `-${String(attempt)}`}.bak`;
  if (existsSync(copy)) return backUp(db, path, version, attempt + 1);
  db.prepare('VACUUM INTO ?').run(copy);
}
