import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_COLUMN_MAP, type ColumnMap } from '../../core/reconcile/column-map.ts';
import type { KeptFile, Taken } from '../../core/reconcile/desk-port.ts';
import { createReportReader, type ReportSink } from '../../core/reconcile/report-reader.ts';
import { compactDay, dayOf, type Utc8Day } from '../../core/reconcile/utc8.ts';
import { generatedOn, parseReportName, type ReportName } from '../../core/reconcile/report-name.ts';
import { readCsv } from './read-csv.ts';
import type { ReportStore } from './store.ts';

/** Reports are kept as they came, below one folder, by the day on which they were made. */
export type Archive = {
  /** Takes files, or everything below folders; a changed file of the same name replaces the old one, which is kept beside it. */
  readonly take: (paths: readonly string[], nowMs: number, map?: ColumnMap) => Promise<Taken>;
  readonly pathOf: (label: string) => string;
};

/** Opens the archive below `root`. */
export function openArchive(root: string, store: ReportStore): Archive {
  const take: Archive['take'] = async (paths, nowMs, map = DEFAULT_COLUMN_MAP) => {
    const taken: string[] = [];
    const known: string[] = [];
    const refused: { name: string; why: 'not-a-report' | 'unreadable' }[] = [];
    for (const source of paths.flatMap(filesBelow)) {
      const base = path.basename(source);
      const name = parseReportName(base);
      if (name === null) {
        refused.push({ name: base, why: 'not-a-report' });
        continue;
      }
      try {
        const kept = await keep(root, store, source, name, map, nowMs);
        (kept ? taken : known).push(base);
      } catch {
        refused.push({ name: base, why: 'unreadable' });
      }
    }
    return { taken, known, refused };
  };
  return { take, pathOf: (label) => path.join(root, label) };
}

function filesBelow(source: string): readonly string[] {
  if (!statSync(source, { throwIfNoEntry: false })?.isDirectory()) return [source];
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(source, name))
    .filter((file) => file.toLowerCase().endsWith('.csv'))
    .sort();
}

async function keep(
  root: string,
  store: ReportStore,
  source: string,
  name: ReportName,
  map: ColumnMap,
  nowMs: number,
): Promise<boolean> {
  const bytes = readFileSync(source);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const madeOn = generatedOn(path.resolve(source));
  const cycleDay = await dayOfReport(source, name, madeOn, map);
  const label = path.posix.join(compactDay(madeOn ?? (cycleDay === null ? dayOf(nowMs) : cycleDay + 1)), path.basename(source));
  if (store.hasFile(label, sha256)) return false;
  const target = path.join(root, label);
  mkdirSync(path.dirname(target), { recursive: true });
  if (existsSync(target)) renameSync(target, `${target}.replaced-${String(nowMs)}`);
  copyFileSync(source, target);
  const file: KeptFile = {
    label,
    name,
    cycleDay: cycleDay ?? dayOf(nowMs),
    generatedOn: madeOn,
    receivedMs: nowMs,
    bytes: bytes.length,
    sha256,
  };
  store.addFile(file);
  return true;
}

/** Clearing reports are made on the day after the one they clear; without a directory that says the day, their first row does. */
async function dayOfReport(source: string, name: ReportName, madeOn: Utc8Day | null, map: ColumnMap): Promise<Utc8Day | null> {
  if (madeOn !== null) return name.kind === 'settlement' ? madeOn : madeOn - 1;
  let day: Utc8Day | null = null;
  const ignore = (): void => undefined;
  const sink: ReportSink = {
    totals: ({ valueDate: _valueDate }) => undefined,
    transaction: (row) => {
      day ??= dayOf(row.atMs);
    },
    fee: ignore,
    summary: (row) => {
      day ??= row.day;
    },
    settlement: (row) => {
      if (row.day !== null) day = Math.max(day ?? row.day + 1, row.day + 1);
    },
    fault: ignore,
  };
  const reader = createReportReader(map, name.kind, sink);
  await readCsv(source, reader, ignore);
  return day;
}
