import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import type { PaymentRecord } from '../../core/payment/record.ts';
import { createQueries } from '../../main/ledger/queries.ts';

/** What a till left on its disk: every payment, oldest first, and SQLite's own word on the file ("ok"). */
export type LeftBehind = { readonly payments: readonly PaymentRecord[]; readonly integrity: string };

/** Reads a dead till's ledger from a copy, because opening the file itself would already mend what the crash left. */
export function readLedger(dataDir: string): LeftBehind {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-left-'));
  try {
    copyLedger(dataDir, folder);
    const db = new DatabaseSync(path.join(folder, LEDGER));
    try {
      // A first start that was killed early enough has left a file without tables, or none.
      if (db.prepare(HAS_TABLES).get() === undefined) return { payments: [], integrity: 'ok' };
      const row = db.prepare('PRAGMA integrity_check').get() as { readonly integrity_check: string };
      const payments = createQueries(db).search(null, null, EVERYTHING, 0).records;
      return { payments: [...payments].reverse(), integrity: row.integrity_check };
    } finally {
      db.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Copies the ledger file and its log, but not the index of the log, which SQLite makes anew. */
export function copyLedger(dataDir: string, folder: string): void {
  for (const name of [LEDGER, `${LEDGER}-wal`]) {
    const file = path.join(dataDir, name);
    if (existsSync(file)) copyFileSync(file, path.join(folder, name));
  }
}

const HAS_TABLES = "SELECT 1 FROM sqlite_master WHERE name = 'payments'";
const LEDGER = 'ledger.sqlite';
const EVERYTHING = 1_000_000;
