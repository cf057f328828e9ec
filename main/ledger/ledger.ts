import { randomBytes } from 'node:crypto';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { JournalEvent } from '../../core/journal/events.ts';
import type { Appended, JournalFault, JournalPort } from '../../core/journal/port.ts';
import type { Written } from './append.ts';
import { backUpLedger } from './backup.ts';
import { claimLedger, type Claim } from './claim.ts';
import { codeHasher } from './code-hash.ts';
import { openGuard } from './guard.ts';
import { assertNotGone } from './open.ts';
import { openError } from './open-fault.ts';
import { createReserve } from './reserve.ts';
import type { BackupOrder, LedgerClock } from './port.ts';
import type { LedgerQueries } from './queries.ts';
import type { RowTime } from './rows.ts';

/** The ledger on the thread that waits for the disk; the main thread has `Ledger` of port.ts instead. */
export type LedgerFile = Pick<JournalPort, 'append' | 'entriesOf' | 'unsettled'> &
  LedgerQueries & {
    readonly write: (event: JournalEvent, time: RowTime) => Written;
    /** Secret of this ledger, for the keyed hash of payment codes. */
    readonly hashKey: Uint8Array;
    readonly hashCode: (paymentCode: string) => string;
    readonly nextReceiptNumber: () => number;
    /** What is wrong with the storage, as far as is known; null while rows are written. */
    readonly trouble: () => JournalFault | null;
    /** Rows that stand in the write-ahead log only. */
    readonly unfolded: () => number;
    /** For a quiet moment, every few seconds: folds the log in, keeps the reserve, looks whether the file is still there. */
    readonly tend: () => void;
    readonly backUp: (order: BackupOrder) => Promise<string>;
    readonly close: () => void;
  };

/** Where tests make the disk slow or full; it stands between the row and its sync. */
export type LedgerHooks = { readonly beforeCommit?: () => void };

/**
 * Opens the ledger at `path` and claims it for this process. A row is acknowledged only after SQLite has synced it. Throws
 * LedgerOpenError, and then nothing was deleted, renamed or begun anew.
 */
export function openLedger(path: string, clock: LedgerClock, { beforeCommit = () => undefined }: LedgerHooks = {}): LedgerFile {
  const claim = claimed(path);
  try {
    assertNotGone(path);
    return withRoom(path, () => ledgerOn(path, clock, beforeCommit, claim.release));
  } catch (cause) {
    claim.release();
    throw openError(cause, path);
  }
}

/** Opening needs a little room itself; on a full disk it takes it from the reserve, which is what that is for. */
function withRoom(path: string, open: () => LedgerFile): LedgerFile {
  try {
    return open();
  } catch (cause) {
    if (openError(cause, path).code !== 'ledger-full') throw cause;
    createReserve(path).free();
    return open();
  }
}

function claimed(path: string): Claim {
  try {
    return claimLedger(path);
  } catch (cause) {
    throw openError(cause, path);
  }
}

function ledgerOn(path: string, clock: LedgerClock, beforeCommit: () => void, release: () => void): LedgerFile {
  const guard = openGuard(path, beforeCommit, clock.wallMs);
  const queries = (): LedgerQueries => guard.book().queries;
  const hashKey = codeHashKey(guard.book().db);
  let receiptNumber = queries().lastReceiptNumber();
  const write = (event: JournalEvent): Appended =>
    appended(guard.write(event, { wallMs: Math.round(clock.wallMs()), monotonicMs: clock.monotonicMs() }));
  return {
    write: guard.write,
    append: (event) => Promise.resolve(write(event)),
    entries: (id) => queries().entries(id),
    ofNoPayment: (wanted) => queries().ofNoPayment(wanted),
    between: (from, until) => queries().between(from, until),
    head: () => queries().head(),
    record: (id) => queries().record(id),
    entriesOf: (id) => Promise.resolve(queries().entries(id)),
    unsettledIds: () => queries().unsettledIds(),
    unsettled: () => Promise.resolve(queries().unsettledIds()),
    recent: (limit) => queries().recent(limit),
    search: (...criteria) => queries().search(...criteria),
    taken: (currency, fromMs, untilMs) => queries().taken(currency, fromMs, untilMs),
    lastReceiptNumber: () => queries().lastReceiptNumber(),
    receiptOwner: (receiptNumber) => queries().receiptOwner(receiptNumber),
    newestResponseTimeMs: () => queries().newestResponseTimeMs(),
    hashKey,
    hashCode: codeHasher(hashKey),
    nextReceiptNumber: () => (receiptNumber += 1),
    trouble: guard.trouble,
    unfolded: () => guard.book().unfolded(),
    tend: guard.tend,
    backUp: (order) => backUpLedger(guard.book().db, order),
    close: () => {
      guard.close();
      release();
    },
  };
}

/** The answer without what only this thread needs. */
export const appended = (written: Written): Appended => (written.ok ? { ok: true, entry: written.entry } : written);

const HASH_KEY_BYTES = 32;
const HASH_KEY = "SELECT value FROM meta WHERE name = 'code-hash-key'";

function codeHashKey(db: DatabaseSyncInstance): Uint8Array {
  const kept = db.prepare(HASH_KEY).get() as { readonly value: Uint8Array } | undefined;
  if (kept !== undefined) return kept.value;
  const made = randomBytes(HASH_KEY_BYTES);
  db.prepare("INSERT INTO meta (name, value) VALUES ('code-hash-key', ?)").run(made);
  return made;
}
