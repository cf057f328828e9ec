import { existsSync } from 'node:fs';
import { claimLedger } from '../ledger/claim.ts';
import { eraseNotes } from '../ledger/erase.ts';
import { openLedgerFile } from '../ledger/open.ts';
import { restoreLedger } from '../ledger/restore.ts';
import type { LastAct } from './owner-books.ts';

/** Carries out what an owner asked for on the screen, once the ledger is closed. Throws when nothing was changed, and why. */
export function doLastAct(act: LastAct): void {
  const now = { wallMs: Date.now(), monotonicMs: performance.now() };
  if (act.kind === 'restore') restoreLedger(act.file, act.ledgerFile, act.by, now);
  else held(act.ledgerFile, (db) => eraseNotes(db, { beforeMs: act.beforeMs }, act.by, now));
}

/** Opens the ledger while no Paydesk is running. */
export function held<Value>(ledgerFile: string, use: (db: ReturnType<typeof openLedgerFile>) => Value): Value {
  // Opening would begin a new one.
  if (!existsSync(ledgerFile)) throw new Error(`there is no ledger at ${ledgerFile}; say where with --data FOLDER`);
  const claim = claimLedger(ledgerFile);
  try {
    const db = openLedgerFile(ledgerFile);
    try {
      return use(db);
    } finally {
      db.close();
    }
  } finally {
    claim.release();
  }
}
