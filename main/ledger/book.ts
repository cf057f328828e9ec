import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { createAppend, type Append } from './append.ts';
import { openLedgerFile } from './open.ts';
import { watchPresence, type Presence } from './presence.ts';
import { createQueries, type LedgerQueries } from './queries.ts';

/** The open file with everything prepared on it; another one takes its place when the file is lost. */
export type Book = {
  readonly file: string;
  readonly db: DatabaseSyncInstance;
  readonly append: Append;
  readonly queries: LedgerQueries;
  readonly presence: () => Presence;
  /** Rows written since the log was last folded into the file. */
  readonly unfolded: () => number;
  /** Folds the log in as far as it goes; false when something stood in the way, and then nothing is lost. */
  readonly foldIn: () => boolean;
  readonly close: () => void;
};

/** What the file is used with: `damaged` hears of a damaged page, `beforeCommit` is where tests make the disk slow or full. */
export type BookHooks = { readonly damaged: () => void; readonly beforeCommit: () => void };

/** Opens a ledger file; throws LedgerOpenError. */
export function openBook(file: string, { damaged, beforeCommit }: BookHooks): Book {
  const db = openLedgerFile(file);
  const queries = createQueries(db, damaged);
  const append = createAppend(db, queries, beforeCommit);
  let unfolded = 0;
  const fold = (mode: 'PASSIVE' | 'TRUNCATE'): boolean => {
    const isFolded = foldInLog(db, mode);
    if (isFolded) unfolded = 0;
    return isFolded;
  };
  return {
    file,
    db,
    queries,
    append: (event, time) => {
      unfolded += 1;
      return append(event, time);
    },
    presence: watchPresence(file),
    unfolded: () => unfolded,
    foldIn: () => fold('PASSIVE'),
    close: () => {
      if (!db.isOpen) return;
      // After an orderly stop the file alone holds everything; the library keeps the log open as long as a statement lives.
      fold('TRUNCATE');
      db.close();
    },
  };
}

type Folded = { readonly busy: number; readonly log: number; readonly checkpointed: number };

/** https://www.sqlite.org/pragma.html#pragma_wal_checkpoint */
function foldInLog(db: DatabaseSyncInstance, mode: 'PASSIVE' | 'TRUNCATE'): boolean {
  try {
    const { busy, log, checkpointed } = db.prepare(`PRAGMA wal_checkpoint(${mode})`).get() as Folded;
    return busy === 0 && log === checkpointed;
  } catch {
    // Full or damaged: nothing is lost, the log is read at the next start.
    return false;
  }
}
