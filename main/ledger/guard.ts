import type { JournalEvent } from '../../core/journal/events.ts';
import type { JournalFault } from '../../core/journal/port.ts';
import type { Written } from './append.ts';
import { openBook, type Book, type BookHooks } from './book.ts';
import { journalFault, nameFault } from './faults.ts';
import { createReserve, type Reserve } from './reserve.ts';
import { rescue } from './rescue.ts';
import type { RowTime } from './rows.ts';

/** Stands between the counter and the file: in doubt, what is new is refused and what is in flight is still written. */
export type Guard = {
  readonly book: () => Book;
  readonly write: (event: JournalEvent, time: RowTime) => Written;
  /** What is wrong with the storage, as far as is known; null while rows are written. */
  readonly trouble: () => JournalFault | null;
  /** For a quiet moment: looks after the file, the log, the reserve, and whether a trouble is over. */
  readonly tend: () => void;
  readonly damaged: () => void;
  readonly close: () => void;
};

/** A new payment, or a refund that a cashier asks for: it can wait, and nobody has been promised anything yet. */
const isNew = (event: JournalEvent): boolean =>
  event.type === 'payment-submitted' || (event.type === 'refund-requested' && event.actor.kind === 'cashier');

/** These say something about one row, not about the disk. */
const RULES: readonly JournalFault[] = ['code-already-sent', 'id-already-used', 'over-refund'];

/** A fold costs some milliseconds and two syncs, so it waits for as many rows as this, and for a quiet moment. */
const FOLD_ROWS = 24;

/** A log that is folded in is written from its beginning again, so on a full disk it must not grow in place of the file. */
const FOLD_ROWS_WHEN_FULL = 8;

type Self = {
  readonly hooks: BookHooks;
  readonly reserve: Reserve;
  readonly wallMs: () => number;
  readonly ledgerFile: string;
  book: Book;
  /** Set for good: only a person can mend it. */
  broken: 'storage-gone' | 'storage-corrupt' | null;
  /** Set by the last row that the disk refused, cleared by the next one that it takes. */
  passing: JournalFault | null;
  closed: boolean;
};

/** Opens the file; throws LedgerOpenError. */
export function openGuard(ledgerFile: string, beforeCommit: () => void, wallMs: () => number): Guard {
  const hooks: BookHooks = {
    beforeCommit,
    damaged: () => {
      self.broken ??= 'storage-corrupt';
    },
  };
  const reserve = createReserve(ledgerFile);
  // Assigned at once below: `damaged` can only be called after the book is open.
  const self: Self = {
    hooks,
    reserve,
    wallMs,
    ledgerFile,
    book: openBook(ledgerFile, hooks),
    broken: null,
    passing: null,
    closed: false,
  };
  return {
    book: () => self.book,
    write: (event, time) => write(self, event, time),
    trouble: () => troubleOf(self),
    tend: () => {
      tend(self);
    },
    damaged: hooks.damaged,
    close: () => {
      self.closed = true;
      self.book.close();
    },
  };
}

const troubleOf = (self: Self): JournalFault | null => self.broken ?? (self.reserve.isSpent() ? 'storage-full' : self.passing);

function write(self: Self, event: JournalEvent, time: RowTime): Written {
  if (self.closed) return { ok: false, fault: 'storage-failed' };
  const stop = lookAfterFile(self) ?? (isNew(event) ? refusalOfNew(self) : null);
  if (stop !== null) return { ok: false, fault: stop };
  const written = writeOnce(self, event, time);
  if (written.ok || written.fault !== 'storage-full') return written;
  self.reserve.free();
  self.book.foldIn();
  return isNew(event) ? written : writeOnce(self, event, time);
}

function refusalOfNew(self: Self): JournalFault | null {
  if (self.broken !== null) return self.broken;
  return self.reserve.keep() ? null : 'storage-full';
}

function writeOnce(self: Self, event: JournalEvent, time: RowTime): Written {
  const written = self.book.append(event, time);
  if (written.ok) {
    self.passing = null;
    if (self.reserve.isSpent() && self.book.unfolded() >= FOLD_ROWS_WHEN_FULL) self.book.foldIn();
    return written;
  }
  if (RULES.includes(written.fault)) return written;
  const fault = nameFault(written.fault, self.book.file);
  if (fault === 'storage-corrupt') self.broken ??= fault;
  else self.passing = fault;
  return { ok: false, fault };
}

/** Null when rows go into a file that the next start will find; else why they would be lost. */
function lookAfterFile(self: Self): JournalFault | null {
  switch (self.book.presence()) {
    case 'here':
      return null;
    case 'log-gone':
      return beginLogAgain(self);
    case 'gone':
      return moveOut(self);
  }
}

/** Everything is folded into the file, which is still there, and a new log is begun. */
function beginLogAgain(self: Self): JournalFault | null {
  if (!self.book.foldIn()) return moveOut(self);
  try {
    self.book.close();
    self.book = openBook(self.book.file, self.hooks);
    return null;
  } catch {
    self.broken = 'storage-gone';
    return self.broken;
  }
}

/**
 * The file was removed or replaced. What is open holds every row, so it is saved beside the path and used from there on: what is in
 * flight is written to its end, nothing new is begun, and the next start waits for a person to say which file is the right one.
 * Nothing is put in the place of the file: a log that was left there would be taken for the log of whatever is put beside it.
 */
function moveOut(self: Self): JournalFault | null {
  self.broken = 'storage-gone';
  try {
    const saved = openBook(rescue(self.book.db, self.ledgerFile, self.wallMs()), self.hooks);
    self.book.db.close();
    self.book = saved;
    return null;
  } catch {
    return self.broken;
  }
}

function tend(self: Self): void {
  const { reserve } = self;
  lookAfterFile(self);
  reserve.keep();
  const isShort = reserve.isSpent();
  if (self.book.unfolded() >= (isShort ? 1 : FOLD_ROWS)) self.book.foldIn();
  if (self.passing !== null) probe(self);
}

/** Whether the disk takes rows again, found out before the next customer does. */
function probe(self: Self): void {
  try {
    self.book.db.exec("INSERT INTO meta (name, value) VALUES ('probe', x'00') ON CONFLICT (name) DO UPDATE SET value = x'00'");
    self.passing = null;
  } catch (cause) {
    self.passing = nameFault(journalFault(cause), self.book.file);
  }
}
