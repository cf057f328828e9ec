import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from '@photostructure/sqlite';
import type { Actor, ChainHead } from '../../core/journal/events.ts';
import { createKeeper } from './append.ts';
import { claimLedger } from './claim.ts';
import { logFile, replacedFile } from './files.ts';
import { openLedgerFile, pragma } from './open.ts';
import { LedgerOpenError } from './open-fault.ts';
import { createQueries } from './queries.ts';
import type { RowTime } from './rows.ts';

/** What a backup, or the ledger in use, holds. */
export type Holding = { readonly head: ChainHead; readonly lastReceiptNumber: number; readonly open: number };

/** What became of a restore. `replaced`: where the ledger that was in use stands now; null where there was none. */
export type Restored = { readonly holding: Holding; readonly replaced: string | null };

/** Receipts that the lost rows may have used, where the ledger that was in use cannot say. */
const RECEIPTS_SKIPPED = 100_000;

/** Looks into a backup without changing it; throws LedgerOpenError or SQLite's error when it is none or damaged. */
export function lookInto(file: string, scratch: string): Holding {
  copyWhole(file, scratch);
  try {
    const db = openLedgerFile(scratch);
    try {
      if (pragma(db, 'quick_check') !== 'ok') throw new LedgerOpenError('ledger-corrupt', `${file} is damaged`);
      return holdingOf(db);
    } finally {
      db.close();
    }
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${scratch}${suffix}`, { force: true });
  }
}

function holdingOf(db: ReturnType<typeof openLedgerFile>): Holding {
  const queries = createQueries(db);
  return { head: queries.head(), lastReceiptNumber: queries.lastReceiptNumber(), open: queries.unsettledIds().length };
}

/**
 * Puts a backup in the place of the ledger. The ledger in use is put aside beside it and never deleted; the copy gets a row that says
 * so, and goes on with receipt numbers that nobody used. Whatever is open in the backup is asked about at the next start, like after
 * any stop, so an old state is never shown for true. Refuses while a Paydesk is running. Throws LedgerOpenError.
 */
export function restoreLedger(backup: string, ledgerFile: string, actor: Actor, time: RowTime): Restored {
  const claim = claimLedger(ledgerFile);
  try {
    const copy = `${ledgerFile}.restoring`;
    const holding = lookInto(backup, copy);
    const current = existsSync(ledgerFile) ? readCurrent(ledgerFile) : null;
    copyWhole(backup, copy);
    const replaced = existsSync(ledgerFile) ? putAside(ledgerFile, time.wallMs) : null;
    renameSync(copy, ledgerFile);
    const db = openLedgerFile(ledgerFile);
    try {
      const last = Math.max(current?.lastReceiptNumber ?? 0, holding.lastReceiptNumber);
      const lastReceiptNumber = current === null ? last + RECEIPTS_SKIPPED : last;
      const keeper = createKeeper(db, createQueries(db));
      db.exec('BEGIN IMMEDIATE');
      keeper.write({ type: 'ledger-restored', replaced: current?.head ?? null, lastReceiptNumber, actor }, time);
      db.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
    } finally {
      db.close();
    }
    return { holding, replaced };
  } finally {
    claim.release();
  }
}

/** Null when the ledger in use is what made a restore necessary. */
function readCurrent(ledgerFile: string): Holding | null {
  try {
    const db = openLedgerFile(ledgerFile);
    try {
      return holdingOf(db);
    } finally {
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      db.close();
    }
  } catch {
    return null;
  }
}

function putAside(ledgerFile: string, wallMs: number): string {
  const aside = replacedFile(ledgerFile, wallMs);
  // The log goes first: left alone it would be taken for the log of the file that takes the ledger's place.
  if (existsSync(logFile(ledgerFile))) renameSync(logFile(ledgerFile), logFile(aside));
  rmSync(`${ledgerFile}-shm`, { force: true });
  renameSync(ledgerFile, aside);
  return aside;
}

function copyWhole(from: string, to: string): void {
  if (existsSync(logFile(from))) {
    const db = new DatabaseSync(from, { readOnly: true });
    try {
      rmSync(to, { force: true });
      db.prepare('VACUUM INTO ?').run(to);
    } finally {
      db.close();
    }
  } else copyFileSync(from, to);
  const handle = openSync(to, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
