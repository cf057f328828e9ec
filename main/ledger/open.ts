import { copyFileSync, existsSync } from 'node:fs';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { isCorrupt } from './faults.ts';
import { MIGRATIONS, type Migration } from './migrations.ts';

/** Why the ledger cannot be used at all. */
export type OpenFault = 'ledger-newer' | 'ledger-unsafe' | 'ledger-corrupt';

/** Thrown by `openLedgerFile`; `code` has words in the table of words, the message is for the log. */
export class LedgerOpenError extends Error {
  readonly code: OpenFault;
  constructor(code: OpenFault, detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'LedgerOpenError';
    this.code = code;
  }
}

/** How long SQLite waits for another process that holds the file, for example a backup. */
const BUSY_TIMEOUT_MS = 2_000;

/**
 * Opens or creates the ledger file, brings it to the newest schema, and refuses to go on unless the file really is in WAL mode
 * with full synchronisation: without that a row could be acknowledged and still be lost in a power cut.
 */
export function openLedgerFile(path: string, migrations: readonly Migration[] = MIGRATIONS): DatabaseSyncInstance {
  const isNew = !existsSync(path);
  const db = new DatabaseSync(path);
  try {
    db.exec(
      `PRAGMA busy_timeout = ${String(BUSY_TIMEOUT_MS)}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;`,
    );
    assertDurable(db);
    migrate(db, path, isNew, migrations);
    return db;
  } catch (cause) {
    db.close();
    throw isCorrupt(cause)
      ? new LedgerOpenError('ledger-corrupt', cause instanceof Error ? cause.message : String(cause))
      : cause;
  }
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

function migrate(db: DatabaseSyncInstance, path: string, isNew: boolean, migrations: readonly Migration[]): void {
  const from = Number(pragma(db, 'user_version'));
  const newest = migrations.at(-1)?.version ?? 0;
  if (from > newest) throw new LedgerOpenError('ledger-newer', `schema ${String(from)}, this Paydesk knows ${String(newest)}`);
  const due = migrations.filter(({ version }) => version > from);
  if (due.length === 0) return;
  if (!isNew && from > 0) backUp(db, path, from);
  for (const { version, sql } of due) {
    db.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${String(version)}; COMMIT;`);
  }
}

/** The file as it was, beside it, before its schema changes. */
function backUp(db: DatabaseSyncInstance, path: string, version: number): void {
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  copyFileSync(path, `${path}.v${String(version)}.bak`);
}
