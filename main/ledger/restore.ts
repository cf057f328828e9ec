import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from '@photostructure/sqlite';
import type { Actor, ChainHead, JournalEvent } from '../../core/journal/events.ts';
import { createKeeper } from './append.ts';
import { carryOver, hashAt, relationOf, type Relation } from './carry-over.ts';
import { claimLedger } from './claim.ts';
import { logFile, replacedFile } from './files.ts';
import { openCopiedLedger, openLedgerFile, pragma } from './open.ts';
import { LedgerOpenError } from './open-fault.ts';
import { createQueries } from './queries.ts';
import { ledgerIdOf, type RowTime } from './rows.ts';

/** What a backup, or the ledger in use, holds; `newestMs`: when its newest row was written, null while it has none. */
export type Holding = {
  readonly ledgerId: string;
  readonly head: ChainHead;
  readonly lastReceiptNumber: number;
  readonly open: number;
  readonly newestMs: number | null;
};

/**
 * What became of a restore. `replaced`: where the ledger that was in use stands now; null where there was none. `carried`: rows that
 * came since the copy and were brought out of it.
 */
export type Restored = { readonly holding: Holding; readonly replaced: string | null; readonly carried: number };

/** Receipts that the lost rows may have used, where the ledger that was in use cannot say. */
const RECEIPTS_SKIPPED = 100_000;

/** Looks into a backup without changing it; throws LedgerOpenError or SQLite's error when it is none or damaged. */
export const lookInto = (file: string, scratch: string): Holding => inCopy(file, scratch, holdingOf);

/** The same, and how it stands to the ledger in use; null where that one is not there or cannot be read. */
export const compare = (
  file: string,
  scratch: string,
  ledgerFile: string,
): { readonly holding: Holding; readonly relation: Relation | null } =>
  inCopy(file, scratch, (copy) => {
    const holding = holdingOf(copy);
    return { holding, relation: relationTo(ledgerFile, holding, copy) };
  });

type Database = ReturnType<typeof openLedgerFile>;

function inCopy<Value>(file: string, scratch: string, use: (copy: Database) => Value): Value {
  copyWhole(file, scratch);
  try {
    const db = openCopiedLedger(scratch);
    try {
      if (pragma(db, 'quick_check') !== 'ok') throw new LedgerOpenError('ledger-corrupt', `${file} is damaged`);
      return use(db);
    } finally {
      db.close();
    }
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${scratch}${suffix}`, { force: true });
  }
}

function relationTo(ledgerFile: string, holding: Holding, copy: Database): Relation | null {
  if (!existsSync(ledgerFile)) return null;
  try {
    const inUse = new DatabaseSync(ledgerFile, { readOnly: true });
    try {
      return relationOf(inUse, holding, (sequence) => hashAt(copy, sequence));
    } finally {
      inUse.close();
    }
  } catch {
    return null;
  }
}

function holdingOf(db: Database): Holding {
  const queries = createQueries(db);
  const head = queries.head();
  const newest = db.prepare('SELECT wall_ms AS newestMs FROM events ORDER BY sequence DESC LIMIT 1').get() as
    { readonly newestMs: number } | undefined;
  return {
    ledgerId: ledgerIdOf(db),
    head,
    lastReceiptNumber: queries.lastReceiptNumber(),
    open: queries.unsettledIds().length,
    newestMs: newest?.newestMs ?? null,
  };
}

/**
 * Puts a backup in the place of the ledger. The ledger in use is put aside beside it and never deleted; what came since the copy is
 * brought out of it as far as its chain is whole. A row says so, and receipt numbers go on above any that may have been used. Whatever is
 * open is asked about at the next start, like after any stop, so an old state is never shown for true. Refuses while a Paydesk is
 * running. Throws LedgerOpenError.
 */
export function restoreLedger(backup: string, ledgerFile: string, actor: Actor, time: RowTime): Restored {
  const claim = claimLedger(ledgerFile);
  try {
    const copy = `${ledgerFile}.restoring`;
    const { holding, relation } = compare(backup, copy, ledgerFile);
    const current = existsSync(ledgerFile) ? readCurrent(ledgerFile) : null;
    copyWhole(backup, copy);
    // Until everything stands in the copy the ledger in use stays where it is, so whatever goes wrong here has changed nothing.
    const carried = completed(copy, relation?.kind === 'earlier' ? ledgerFile : null, () => {
      const last = Math.max(current?.lastReceiptNumber ?? 0, holding.lastReceiptNumber);
      const lastReceiptNumber = current === null ? last + RECEIPTS_SKIPPED : last;
      return [{ type: 'ledger-restored', replaced: current?.head ?? null, lastReceiptNumber, actor }, time];
    });
    const replaced = existsSync(ledgerFile) ? putAside(ledgerFile, time.wallMs) : null;
    renameSync(copy, ledgerFile);
    return { holding, replaced, carried };
  } finally {
    claim.release();
  }
}

/** Writes into the copy what came since it was made, and the row that says that it was restored. */
function completed(copy: string, inUse: string | null, row: () => readonly [JournalEvent, RowTime]): number {
  const db = openCopiedLedger(copy);
  try {
    // Words that were erased since the copy must not come back, so what is deleted meanwhile is overwritten.
    db.exec('PRAGMA secure_delete = ON; BEGIN IMMEDIATE');
    const carried = inUse === null ? 0 : carriedFrom(inUse, db);
    createKeeper(db, createQueries(db)).write(...row());
    db.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
    return carried;
  } catch (cause) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw cause;
  } finally {
    db.close();
    for (const suffix of ['-wal', '-shm']) rmSync(`${copy}${suffix}`, { force: true });
  }
}

function carriedFrom(ledgerFile: string, db: Database): number {
  const inUse = new DatabaseSync(ledgerFile, { readOnly: true });
  try {
    return carryOver(inUse, db);
  } finally {
    inUse.close();
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
