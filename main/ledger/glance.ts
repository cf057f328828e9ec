import { existsSync } from 'node:fs';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { assertNotGone, pragma } from './open.ts';
import { MIGRATIONS } from './migrations.ts';
import { LedgerOpenError, openError, type OpenFault } from './open-fault.ts';

/** What a ledger says of itself; times in epoch ms. */
type Glance =
  | { readonly state: 'none' }
  | {
      readonly state: 'ok';
      readonly schema: number;
      readonly rows: number;
      readonly newestRowMs: number | null;
      readonly openPayments: number;
    }
  | { readonly state: 'problem'; readonly code: OpenFault };

/** Looks at a ledger, also one in use, without claiming it, bringing it to a newer schema or writing a row. Never throws. */
export function glanceAt(ledgerFile: string): Glance {
  try {
    assertNotGone(ledgerFile);
    if (!existsSync(ledgerFile)) return { state: 'none' };
    const db = new DatabaseSync(ledgerFile, { readOnly: true });
    try {
      return look(db);
    } finally {
      db.close();
    }
  } catch (cause) {
    return { state: 'problem', code: openError(cause, ledgerFile).code };
  }
}

function look(db: DatabaseSyncInstance): Glance {
  db.exec('PRAGMA busy_timeout = 2000');
  const schema = Number(pragma(db, 'user_version'));
  if (schema > (MIGRATIONS.at(-1)?.version ?? 0)) throw new LedgerOpenError('ledger-newer', `schema ${String(schema)}`);
  if (schema === 0) throw new LedgerOpenError('ledger-not-database', 'a database, but not a ledger');
  const newest = db.prepare('SELECT sequence, wall_ms FROM events ORDER BY sequence DESC LIMIT 1').get() as
    { readonly sequence: number; readonly wall_ms: number } | undefined;
  const { open } = db.prepare('SELECT count(*) AS open FROM payments WHERE settled = 0').get() as { readonly open: number };
  return {
    state: 'ok',
    schema,
    rows: newest?.sequence ?? 0,
    newestRowMs: newest === undefined ? null : newest.wall_ms,
    openPayments: open,
  };
}
