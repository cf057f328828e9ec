import { DatabaseSync } from '@photostructure/sqlite';
import type { KeptDay, KeptDifference, KeptFile, KeptSettlement, Mark, Payout } from '../../core/reconcile/desk-port.ts';
import { differenceKey, severityOf, type Difference, type DifferenceClass } from '../../core/reconcile/differences.ts';
import type { Reconciled, Span } from '../../core/reconcile/reconciliation.ts';
import { DEFAULT_SETUP, type ReportSetup } from '../../core/reconcile/setup.ts';
import type { Utc8Day } from '../../core/reconcile/utc8.ts';
import type { SettlementView } from '../../core/reconcile/views.ts';

/** What is kept beside the ledger: what can be worked out again, and what people said about it. */
export type ReportStore = {
  readonly setup: () => ReportSetup;
  readonly saveSetup: (setup: ReportSetup) => void;
  readonly addFile: (file: KeptFile) => void;
  readonly hasFile: (label: string, sha256: string) => boolean;
  /** The file of this name that was taken last; null where there is none. */
  readonly kept: (label: string) => KeptFile | null;
  readonly files: (fromDay: Utc8Day, untilDay: Utc8Day) => readonly KeptFile[];
  readonly saveRun: (span: Span, result: Reconciled, differences: readonly Difference[], atMs: number) => void;
  readonly days: (fromDay: Utc8Day, untilDay: Utc8Day) => readonly KeptDay[];
  readonly differences: (day: Utc8Day, limit: number) => readonly KeptDifference[];
  readonly settlements: (fromDay: Utc8Day, untilDay: Utc8Day) => readonly KeptSettlement[];
  readonly explain: (key: string, mark: Mark) => void;
  readonly pay: (set: string, settlementBatchId: string, payout: Payout) => void;
  readonly close: () => void;
};

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS setup (id INTEGER PRIMARY KEY CHECK (id = 1), body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS files (label TEXT PRIMARY KEY, cycle_day INTEGER, sha256 TEXT NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS files_by_day ON files (cycle_day);
  CREATE TABLE IF NOT EXISTS days (day INTEGER PRIMARY KEY, ran_ms INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS differences (day INTEGER NOT NULL, severity INTEGER NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS differences_by_day ON differences (day, severity);
  CREATE TABLE IF NOT EXISTS settlements (name TEXT PRIMARY KEY, day INTEGER, body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS marks (id INTEGER PRIMARY KEY, key TEXT NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS marks_by_key ON marks (key);
  CREATE TABLE IF NOT EXISTS payouts (id INTEGER PRIMARY KEY, name TEXT NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE TRIGGER IF NOT EXISTS marks_never_change BEFORE UPDATE ON marks BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER IF NOT EXISTS marks_never_go BEFORE DELETE ON marks BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER IF NOT EXISTS payouts_never_change BEFORE UPDATE ON payouts BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER IF NOT EXISTS payouts_never_go BEFORE DELETE ON payouts BEGIN SELECT RAISE(ABORT, 'append-only'); END;
`;

const SEVERITIES = ['high', 'medium', 'info'] as const;
const nameOf = (set: string, batchId: string): string => `${set}/${batchId}`;

type Db = InstanceType<typeof DatabaseSync>;
type Body = { readonly body: string };
const bodies = (rows: unknown): readonly unknown[] => (rows as readonly Body[]).map(({ body }) => JSON.parse(body) as unknown);

/** Opens or creates the store; throws SQLite's error. What people said is durable when the call returns. */
export function openReportStore(path: string): ReportStore {
  const db = new DatabaseSync(path);
  db.exec('PRAGMA busy_timeout = 2000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  db.exec(SCHEMA);
  return {
    ...setupOf(db),
    ...filesOf(db),
    ...resultsOf(db),
    explain: (key, mark) => {
      db.prepare('INSERT INTO marks (key, body) VALUES (?, ?)').run(key, JSON.stringify(mark));
    },
    pay: (set, settlementBatchId, payout) => {
      db.prepare('INSERT INTO payouts (name, body) VALUES (?, ?)').run(nameOf(set, settlementBatchId), JSON.stringify(payout));
    },
    close: () => {
      db.close();
    },
  };
}

const setupOf = (db: Db): Pick<ReportStore, 'setup' | 'saveSetup'> => ({
  setup: () => {
    const [saved] = bodies(db.prepare('SELECT body FROM setup').all());
    return { ...DEFAULT_SETUP, ...(saved as Partial<ReportSetup> | undefined) };
  },
  saveSetup: (setup) => {
    db.prepare('INSERT OR REPLACE INTO setup (id, body) VALUES (1, ?)').run(JSON.stringify(setup));
  },
});

const filesOf = (db: Db): Pick<ReportStore, 'addFile' | 'hasFile' | 'files' | 'kept'> => ({
  addFile: (file) => {
    const insert = db.prepare('INSERT OR REPLACE INTO files (label, cycle_day, sha256, body) VALUES (?, ?, ?, ?)');
    insert.run(file.label, file.cycleDay, file.sha256, JSON.stringify(file));
  },
  hasFile: (label, sha256) => db.prepare('SELECT 1 FROM files WHERE label = ? AND sha256 = ?').get(label, sha256) !== undefined,
  kept: (label) => {
    const [kept] = bodies(db.prepare('SELECT body FROM files WHERE label = ?').all(label)) as readonly KeptFile[];
    return kept ?? null;
  },
  files: (fromDay, untilDay) =>
    bodies(
      db.prepare('SELECT body FROM files WHERE cycle_day >= ? AND cycle_day < ? ORDER BY label').all(fromDay, untilDay),
    ) as readonly KeptFile[],
});

function resultsOf(db: Db): Pick<ReportStore, 'saveRun' | 'days' | 'differences' | 'settlements'> {
  const newest = (sql: string, key: string): unknown => {
    const row = db.prepare(sql).get(key) as Body | undefined;
    return row === undefined ? null : JSON.parse(row.body);
  };
  const markOf = (key: string) => newest('SELECT body FROM marks WHERE key = ? ORDER BY id DESC LIMIT 1', key) as Mark | null;
  const payoutOf = (name: string) =>
    newest('SELECT body FROM payouts WHERE name = ? ORDER BY id DESC LIMIT 1', name) as Payout | null;
  return {
    saveRun: (span, result, differences, atMs) => {
      inOne(db, () => {
        writeRun(db, span, result, differences, atMs);
      });
    },
    days: (fromDay, untilDay) =>
      (
        bodies(
          db.prepare('SELECT body FROM days WHERE day >= ? AND day < ? ORDER BY day').all(fromDay, untilDay),
        ) as readonly Omit<KeptDay, 'open'>[]
      ).map((day) => ({ ...day, open: openCount(db, day.day) })),
    differences: (day, limit) => {
      const rows = db.prepare('SELECT key, body FROM differences WHERE day = ? ORDER BY severity, rowid LIMIT ?').all(day, limit);
      return (rows as readonly (Body & { readonly key: string })[]).map(({ key, body }) => ({
        key,
        difference: JSON.parse(body) as Difference,
        mark: markOf(key),
      }));
    },
    settlements: (fromDay, untilDay) => {
      const rows = db
        .prepare('SELECT body FROM settlements WHERE day >= ? AND day < ? ORDER BY day, name')
        .all(fromDay, untilDay);
      return (bodies(rows) as readonly SettlementView[]).map((each) => ({
        ...each,
        payout: payoutOf(nameOf(each.set, each.settlementBatchId)),
      }));
    },
  };
}

const openCount = (db: Db, day: Utc8Day): number =>
  (
    db
      .prepare(
        'SELECT count(*) AS open FROM differences AS d WHERE day = ? AND severity < 2 AND NOT EXISTS (SELECT 1 FROM marks AS m WHERE m.key = d.key)',
      )
      .get(day) as { readonly open: number }
  ).open;

function writeRun(
  db: Db,
  { fromDay, untilDay }: Span,
  result: Reconciled,
  differences: readonly Difference[],
  atMs: number,
): void {
  db.prepare('DELETE FROM differences WHERE day >= ? AND day < ?').run(fromDay, untilDay);
  const insert = db.prepare('INSERT INTO differences (day, severity, key, body) VALUES (?, ?, ?, ?)');
  for (const each of differences)
    insert.run(each.day, SEVERITIES.indexOf(severityOf(each.class)), differenceKey(each), JSON.stringify(each));
  const keep = db.prepare('INSERT OR REPLACE INTO days (day, ran_ms, body) VALUES (?, ?, ?)');
  for (let day = fromDay; day < untilDay; day += 1) {
    const counts: Partial<Record<DifferenceClass, number>> = {};
    for (const each of differences) if (each.day === day) counts[each.class] = (counts[each.class] ?? 0) + 1;
    const kept: Omit<KeptDay, 'open'> = {
      day,
      ranAtMs: atMs,
      figures: result.days.filter((each) => each.day === day),
      cycles: result.cycles.filter((each) => each.day === day),
      counts,
    };
    keep.run(day, atMs, JSON.stringify(kept));
  }
  const settle = db.prepare('INSERT OR REPLACE INTO settlements (name, day, body) VALUES (?, ?, ?)');
  for (const each of result.settlements) settle.run(nameOf(each.set, each.settlementBatchId), each.day, JSON.stringify(each));
}

/** All of it or nothing. */
function inOne(db: Db, act: () => void): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    act();
    db.exec('COMMIT');
  } catch (cause) {
    db.exec('ROLLBACK');
    throw cause;
  }
}
