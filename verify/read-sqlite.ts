import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Row } from './row.ts';
import { SourceError, type Source } from './source.ts';
import type { TableRow } from './tables.ts';

const ROWS = `SELECT e.sequence, e.wall_ms, e.monotonic_ms, e.type, e.payment_request_id, e.actor, e.approver, e.cause, e.body,
  e.previous_hash, e.hash, k.key FROM events e LEFT JOIN note_keys k ON k.sequence = e.sequence ORDER BY e.sequence`;

/** Opens a ledger file to be read, also while Paydesk writes it; nothing of it is changed. Throws SourceError. */
export function readSqlite(file: string): Source {
  const { db, done } = opened(file);
  try {
    return {
      ledgerId: ledgerIdOf(db),
      rows: () => rowsOf(db),
      tables: () => ({
        payments: db.prepare('SELECT * FROM payments').iterate() as IterableIterator<TableRow>,
        refunds: db.prepare('SELECT * FROM refunds').iterate() as IterableIterator<TableRow>,
      }),
      close: done,
    };
  } catch (cause) {
    done();
    throw cause;
  }
}

type Opened = { readonly db: DatabaseSyncInstance; readonly done: () => void };

function opened(file: string): Opened {
  try {
    const db = new DatabaseSync(file, { readOnly: true });
    db.prepare('SELECT count(*) FROM sqlite_master').get();
    return {
      db,
      done: () => {
        db.close();
      },
    };
  } catch {
    return openedCopy(file);
  }
}

/** SQLite wants to write beside a log, which a folder that may only be read does not allow: then a copy is read. */
function openedCopy(file: string): Opened {
  const folder = mkdtempSync(path.join(tmpdir(), 'paydesk-verify-'));
  const copy = path.join(folder, 'ledger.sqlite');
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const suffix of ['', '-wal']) if (existsSync(`${file}${suffix}`)) copyFileSync(`${file}${suffix}`, `${copy}${suffix}`);
    const db = new DatabaseSync(copy);
    db.prepare('SELECT count(*) FROM sqlite_master').get();
    return {
      db,
      done: () => {
        db.close();
        remove();
      },
    };
  } catch (cause) {
    remove();
    throw new SourceError(`${file} cannot be read as a ledger: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

function ledgerIdOf(db: DatabaseSyncInstance): string {
  try {
    const row = db.prepare("SELECT lower(hex(value)) AS id FROM meta WHERE name = 'ledger-id'").get() as
      { readonly id: string } | undefined;
    db.prepare(ROWS);
    return row?.id ?? '';
  } catch {
    throw new SourceError(
      'this is no ledger of Paydesk, or one from before its rows were chained; start Paydesk once to chain them',
    );
  }
}

function* rowsOf(db: DatabaseSyncInstance): Iterable<Row> {
  for (const row of db.prepare(ROWS).iterate() as IterableIterator<TableRow>)
    yield {
      sequence: Number(row['sequence']),
      wallMs: Number(row['wall_ms']),
      monotonicMs: Number(row['monotonic_ms']),
      type: String(row['type']),
      paymentRequestId: row['payment_request_id'] === null ? null : text(row['payment_request_id']),
      actor: String(row['actor']),
      approver: String(row['approver']),
      cause: String(row['cause']),
      body: String(row['body']),
      previousHash: hex(row['previous_hash']),
      hash: hex(row['hash']),
      key: row['key'] instanceof Uint8Array ? row['key'] : null,
    };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const hex = (value: unknown): string => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value));
