import { readdirSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { genesisHash, rowHash } from '../../core/journal/chain.ts';
import { paymentIdOf, type JournalEntry } from '../../core/journal/events.ts';
import { openLedger, type LedgerFile } from '../../main/ledger/ledger.ts';
import { openLedgerFile, pragma } from '../../main/ledger/open.ts';
import { openBody } from '../../main/ledger/seal.ts';
import { sha256 } from '../../main/ledger/sha256.ts';
import { NEWEST, rowText, type Expected } from './expected.ts';
import { NEXT_SCHEMA, SCHEMA_BEFORE } from './next-schema.ts';
import { PROBE } from './session.ts';

/** What is wrong with a ledger after a power cut; `storage` is what SQLite's own check says. */
export type Fault =
  'does-not-open' | 'storage' | 'rows' | 'chain' | 'projection' | 'append' | 'code-hash-key' | 'schema' | 'backup';

/** `rows`: how many of the story's rows are there, from the first one on; beyond the first fault nothing is looked at. */
export type Finding = {
  readonly rows: number;
  readonly key: string | null;
  readonly fault: Fault | null;
  readonly detail: string;
};

/** The story, and what it expects of a ledger. */
export type Told = { readonly entries: readonly JournalEntry[]; readonly expected: (rows: number) => Expected };

/** Opens the real ledger on what is left, and asks everything that a counter would ask after a restart. */
export async function inspectLedger(ledgerPath: string, told: Told): Promise<Finding> {
  let at = 0;
  const now = () => told.entries[at];
  const clock = { wallMs: () => now()?.wallMs ?? 0, monotonicMs: () => now()?.monotonicMs ?? 0 };
  return judged(
    () => openLedger(ledgerPath, clock),
    async (ledger, verdict) => {
      const key = ledger.hashCode(PROBE);
      const found = readFile(ledgerPath);
      at = found.rows.length;
      const fault =
        storageFault(found) ?? rowsFault(found, told) ?? chainFault(found) ?? projectionFault(ledger, told.expected(at));
      return { ...verdict, rows: at, key, ...(fault ?? (await appendFault(ledger, told.entries[at]))) };
    },
  );
}

/**
 * Opens what is left with the newer schema, and asks that every row is there, that the step was taken as a whole, and that beside
 * the file there is a copy of it as it was before.
 */
export function inspectMigrated(ledgerPath: string, told: Told): Promise<Finding> {
  return judged(
    () => openLedgerFile(ledgerPath, NEXT_SCHEMA),
    (db, verdict) => {
      const found = readFile(ledgerPath);
      const fault =
        storageFault(found) ?? rowsFault(found, told) ?? chainFault(found) ?? stepFault(db) ?? copyFault(ledgerPath, found);
      return Promise.resolve({ ...verdict, rows: found.rows.length, ...fault });
    },
  );
}

function stepFault(db: DatabaseSyncInstance): Faulty | null {
  const count = (sql: string) => (db.prepare(sql).get() as { readonly n: number }).n;
  const objects = count("SELECT count(*) AS n FROM sqlite_master WHERE name IN ('tills', 'events_by_type')");
  const unfilled = count("SELECT count(*) AS n FROM payments WHERE till <> 'T1-' || receipt_number");
  return objects === 2 && unfilled === 0 ? null : faulty('schema', `${String(objects)} objects, ${String(unfilled)} unfilled`);
}

/** A ledger that never had rows before the step has nothing to keep a copy of. */
function copyFault(ledgerPath: string, { rows }: Found): Faulty | null {
  if (rows.length === 0) return null;
  const folder = path.dirname(ledgerPath);
  const copies = readdirSync(folder).filter((name) => name.endsWith('.bak'));
  const whole = copies.some((name) => isCopy(path.join(folder, name), rows));
  return whole ? null : faulty('backup', `no whole copy among ${copies.join(', ')}`);
}

function isCopy(file: string, rows: readonly string[]): boolean {
  try {
    const copy = readFile(file);
    return storageFault(copy) === null && copy.version === SCHEMA_BEFORE && isDeepStrictEqual(copy.rows, rows);
  } catch {
    return false;
  }
}

type Faulty = { readonly fault: Fault; readonly detail: string };
const faulty = (fault: Fault, detail: string): Faulty => ({ fault, detail });

async function judged<T extends { readonly close: () => void }>(
  open: () => T,
  judge: (opened: T, verdict: Finding) => Promise<Finding>,
): Promise<Finding> {
  const verdict: Finding = { rows: 0, key: null, fault: null, detail: '' };
  let opened: T;
  try {
    opened = open();
  } catch (cause) {
    return { ...verdict, ...faulty('does-not-open', String(cause)) };
  }
  try {
    return await judge(opened, verdict);
  } catch (cause) {
    return { ...verdict, ...faulty('storage', String(cause)) };
  } finally {
    opened.close();
  }
}

type Found = {
  readonly rows: readonly string[];
  /** The first row that is no link of the chain; null = all are. */
  readonly brokenLink: number | null;
  readonly check: string;
  readonly orphans: number;
  readonly version: number;
};
type Row = {
  readonly sequence: number;
  readonly wall_ms: number;
  readonly monotonic_ms: number;
  readonly type: string;
  readonly payment_request_id: string | null;
  readonly actor: string;
  readonly approver: string;
  readonly cause: string;
  readonly body: string;
  readonly previous_hash: Uint8Array;
  readonly hash: Uint8Array;
  readonly key: Uint8Array | null;
};

const ROWS = 'SELECT e.*, k.key FROM events e LEFT JOIN note_keys k USING (sequence) ORDER BY sequence';

/** The bytes of the rows, read past the ledger, so that the ledger cannot make them look better than they are. */
function readFile(file: string): Found {
  const db: DatabaseSyncInstance = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = db.prepare(ROWS).all() as readonly Row[];
    const { value: id } = db.prepare("SELECT value FROM meta WHERE name = 'ledger-id'").get() as { readonly value: Uint8Array };
    return {
      rows: rows.map((row) => {
        const body = JSON.stringify(openBody(row.body, () => row.key));
        return rowText(row.sequence, row.wall_ms, row.monotonic_ms, row.type, row.payment_request_id ?? '', body);
      }),
      brokenLink: brokenLink(rows, genesisHash(sha256, hex(id))),
      check: String(pragma(db, 'integrity_check')),
      orphans: db.prepare('PRAGMA foreign_key_check').all().length,
      version: Number(pragma(db, 'user_version')),
    };
  } finally {
    db.close();
  }
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function brokenLink(rows: readonly Row[], genesis: string): number | null {
  let previous = genesis;
  for (const row of rows) {
    const { sequence, wall_ms: wallMs, monotonic_ms: monotonicMs, payment_request_id: paymentRequestId } = row;
    const hash = rowHash(sha256, previous, { ...row, sequence, wallMs, monotonicMs, paymentRequestId });
    if (hex(row.previous_hash) !== previous || hex(row.hash) !== hash) return sequence;
    previous = hash;
  }
  return null;
}

const chainFault = ({ brokenLink: at }: Found): Faulty | null =>
  at === null ? null : faulty('chain', `row ${String(at)} is no link`);

const storageFault = ({ check, orphans }: Found): Faulty | null =>
  check === 'ok' && orphans === 0 ? null : faulty('storage', `${check}, ${String(orphans)} orphans`);

function rowsFault({ rows }: Found, { entries, expected }: Told): Faulty | null {
  if (rows.length > entries.length) return faulty('rows', `${String(rows.length)} rows, more than the story has`);
  const wrong = expected(rows.length).rows.findIndex((row, index) => row !== rows[index]);
  return wrong === -1 ? null : faulty('rows', `row ${String(wrong + 1)} is not what was appended`);
}

/** The search tables say what the rows say: asked through the ledger's own questions. */
function projectionFault(ledger: LedgerFile, expected: Expected): Faulty | null {
  const answers = {
    unsettled: ledger.unsettledIds(),
    taken: { ...ledger.taken('SGD', 0, Number.MAX_SAFE_INTEGER) },
    lastReceiptNumber: ledger.lastReceiptNumber(),
    newest: ledger.recent(NEWEST),
  };
  const { rows: _rows, ...wanted } = expected;
  return isDeepStrictEqual(answers, wanted) ? null : faulty('projection', JSON.stringify({ answers, wanted }));
}

async function appendFault(ledger: LedgerFile, next: JournalEntry | undefined): Promise<Faulty | null> {
  if (next === undefined) return faulty('append', 'the story is too short');
  const appended = await ledger.append(next.event);
  if (!appended.ok) return faulty('append', appended.fault);
  const kept = ledger.entries(paymentIdOf(next.event) ?? '').at(-1);
  return kept !== undefined && isDeepStrictEqual(plain(kept), plain(next))
    ? null
    : faulty('append', 'the row after the power cut is not what was appended');
}

/** A row without its place in a chain, which differs from ledger to ledger. */
const plain = ({ sequence, wallMs, monotonicMs, event }: JournalEntry): JournalEntry => ({
  sequence,
  wallMs,
  monotonicMs,
  event,
});
