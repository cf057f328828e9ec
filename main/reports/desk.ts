import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { KeptFile, ReportDesk, SpanView, Taken } from '../../core/reconcile/desk-port.ts';
import type { Difference } from '../../core/reconcile/differences.ts';
import { counterOf, type LocalRow } from '../../core/reconcile/local-row.ts';
import type { Rounding } from '../../core/reconcile/rounding.ts';
import type { Span } from '../../core/reconcile/reconciliation.ts';
import { settingsOf, type ReportSetup } from '../../core/reconcile/setup.ts';
import { dayOf, type Utc8Day } from '../../core/reconcile/utc8.ts';
import { openArchive } from './archive.ts';
import { previewReport } from './preview.ts';
import { reconcile, type FileOnDisk } from './run.ts';
import { fetchReports, type RemoteFile } from './sftp.ts';
import { openReportStore, type ReportStore } from './store.ts';

/** What a desk stands on. */
export type DeskParts = {
  /** The store's file and the folder of the archive. */
  readonly storeFile: string;
  readonly folder: string;
  readonly counterId: string;
  readonly nowMs: () => number;
  readonly ledgerFile: string;
  /** Hands over the rows of a ledger file, then resolves; rejects when it cannot be read or is none. */
  readonly rowsOf: (
    ledgerFile: string,
    span: { readonly fromMs: number; readonly untilMs: number },
    rounding: Rounding,
    onRow: (row: LocalRow) => void,
  ) => Promise<void>;
  /** What holds where nobody has set anything yet; Practice mode brings its own. */
  readonly firstSetup: Partial<ReportSetup>;
};

/** Differences kept of one run; beyond it something else is wrong, and the counts still tell. */
const DIFFERENCES_MAX = 20_000;
const DIFFERENCES_SHOWN = 500;
/** A settlement may come this many days after the cycle. */
const SETTLED_WITHIN_DAYS = 10;
/** How far back days are reconciled again when another counter's ledger was brought. */
const LEDGER_DAYS = 62;
/** How far back a preview looks for a file. */
const PREVIEW_DAYS = 400;

/** Opens the desk; throws SQLite's error when its store does not open. */
export function openReportDesk(parts: DeskParts): ReportDesk & { readonly close: () => void } {
  const { nowMs } = parts;
  mkdirSync(parts.folder, { recursive: true });
  const store = openReportStore(parts.storeFile);
  const setup = (): ReportSetup => ({ ...store.setup(), ...parts.firstSetup });
  const archive = openArchive(parts.folder, store);
  const runDays = async (span: Span): Promise<void> => {
    const files = store.files(span.fromDay - 1, span.untilDay + SETTLED_WITHIN_DAYS);
    const kept = files.map((each): FileOnDisk => ({ path: archive.pathOf(each.label), file: fileOf(each) }));
    await runOver(parts, setup(), store, span, kept);
  };
  const takeAndRun = async (paths: readonly string[]): Promise<Taken> => {
    const before = new Set(store.files(0, dayOf(nowMs()) + 2).map(keyOfFile));
    const ledgers = paths.filter((each) => each.endsWith('.sqlite'));
    const others = paths.filter((each) => !each.endsWith('.sqlite'));
    const taken = await withLedgers(await archive.take(others, nowMs(), setup().map), ledgers, parts);
    const fresh = store.files(0, dayOf(nowMs()) + 2).filter((file) => !before.has(keyOfFile(file)));
    // A ledger that was brought speaks of days whose reports are long there.
    const hasNewLedger = taken.taken.some((name) => name.endsWith('.sqlite'));
    const span = spanOf(hasNewLedger ? store.files(dayOf(nowMs()) - LEDGER_DAYS, dayOf(nowMs()) + 2) : fresh, dayOf(nowMs()));
    if (span !== null) await runDays(span);
    return taken;
  };
  return {
    setup: () => Promise.resolve(setup()),
    saveSetup: (changed) => Promise.resolve((store.saveSetup(changed), null)),
    take: takeAndRun,
    fetch: async (secret) => {
      const { access } = setup();
      if (access === null) throw new Error('no server is set up');
      const inbox = path.join(parts.folder, 'inbox');
      const fetched = await fetchReports(access, secret, inbox, nowMs(), (remote) => isKept(store, remote));
      const taken = await takeAndRun(fetched.files.map((label) => path.join(inbox, label)));
      for (const label of fetched.files) rmSync(path.join(inbox, label), { force: true });
      return { ...taken, fault: fetched.fault };
    },
    run: async (fromDay, untilDay) => {
      await runDays({ fromDay, untilDay });
      return null;
    },
    view: (fromDay, untilDay) => Promise.resolve(viewOf(store, fromDay, untilDay)),
    explain: (key, mark) => Promise.resolve((store.explain(key, mark), null)),
    pay: (set, settlementBatchId, payout) => Promise.resolve((store.pay(set, settlementBatchId, payout), null)),
    preview: async (kind, map) => {
      const today = dayOf(nowMs());
      const newest = store.files(today - PREVIEW_DAYS, today + 2).findLast((file) => file.name.kind === kind);
      if (newest === undefined) return null;
      return { ...(await previewReport(archive.pathOf(newest.label), kind, map)), label: newest.label };
    },
    close: store.close,
  };
}

/** A corrected report may be as long as the one it replaces, so one that was written after ours came is fetched again. */
function isKept(store: ReportStore, { label, bytes, modifiedMs }: RemoteFile): boolean {
  const kept = store.kept(label);
  return kept !== null && kept.bytes === bytes && modifiedMs <= kept.receivedMs;
}

/** Ledgers of other counters that a person brought, so that their rows can be matched as well. */
const ledgerFolder = (folder: string): string => path.join(folder, 'ledgers');

const importedLedgers = (folder: string): readonly string[] =>
  existsSync(ledgerFolder(folder))
    ? readdirSync(ledgerFolder(folder))
        .filter((name) => name.endsWith('.sqlite'))
        .map((name) => path.join(ledgerFolder(folder), name))
    : [];

async function withLedgers(taken: Taken, ledgers: readonly string[], { folder, rowsOf }: DeskParts): Promise<Taken> {
  const outcomes: { readonly name: string; readonly isTaken: boolean }[] = [];
  for (const source of ledgers) {
    const name = path.basename(source);
    try {
      await rowsOf(source, { fromMs: 0, untilMs: 1 }, 'half-even', () => undefined);
      mkdirSync(ledgerFolder(folder), { recursive: true });
      copyFileSync(source, path.join(ledgerFolder(folder), name));
      outcomes.push({ name, isTaken: true });
    } catch {
      outcomes.push({ name, isTaken: false });
    }
  }
  return {
    ...taken,
    taken: [...taken.taken, ...outcomes.filter(({ isTaken }) => isTaken).map(({ name }) => name)],
    refused: [
      ...taken.refused,
      ...outcomes.filter(({ isTaken }) => !isTaken).map(({ name }) => ({ name, why: 'unreadable' as const })),
    ],
  };
}

const keyOfFile = ({ label, sha256 }: KeptFile): string => `${label}|${sha256}`;

const fileOf = ({ label, name, cycleDay }: KeptFile): FileOnDisk['file'] => ({ label, name, cycleDay });

/** The days that new files speak of; a settlement speaks of the day on which it was made. */
function spanOf(files: readonly KeptFile[], today: Utc8Day): Span | null {
  const days = files.map(({ cycleDay }) => cycleDay).filter((day) => day !== null && day <= today) as readonly Utc8Day[];
  return days.length === 0 ? null : { fromDay: Math.min(...days), untilDay: Math.max(...days) + 1 };
}

async function runOver(
  parts: DeskParts,
  setup: ReportSetup,
  store: ReportStore,
  span: Span,
  files: readonly FileOnDisk[],
): Promise<void> {
  const differences: Difference[] = [];
  const nowMs = parts.nowMs();
  const result = await reconcile({
    span,
    files,
    map: setup.map,
    settings: settingsOf(setup, parts.counterId),
    nowMs,
    ownRows: (around, onRow) => parts.rowsOf(parts.ledgerFile, around, setup.rounding, onRow),
    importedRows: async (around, onRow) => {
      for (const ledger of importedLedgers(parts.folder))
        await parts.rowsOf(ledger, around, setup.rounding, (row) => {
          if (counterOf(row.requestId) !== parts.counterId) onRow(row);
        });
    },
    onDifference: (difference) => {
      if (differences.length < DIFFERENCES_MAX) differences.push(difference);
    },
  });
  store.saveRun(span, result, differences, nowMs);
}

const viewOf = (store: ReportStore, fromDay: Utc8Day, untilDay: Utc8Day): SpanView => ({
  days: store.days(fromDay, untilDay),
  settlements: store.settlements(fromDay, untilDay + SETTLED_WITHIN_DAYS),
  files: store.files(fromDay, untilDay),
  differences: untilDay - fromDay === 1 ? store.differences(fromDay, DIFFERENCES_SHOWN) : [],
});
