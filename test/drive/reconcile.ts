import { readdirSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { DEFAULT_COLUMN_MAP } from '../../core/reconcile/column-map.ts';
import { dayStartMs } from '../../core/reconcile/utc8.ts';
import { readLocalRows } from '../../main/ledger/local-rows.ts';
import { threadPieces } from '../../main/ledger/pieces-thread.ts';
import { reconcile } from '../../main/reports/run.ts';
import { EVERY_DEFECT, judgeMonth } from '../builders/judge-month.ts';
import { fileOnDisk, FIRST_DAY, MONTH_SETTINGS, writeMonth } from '../builders/report-month.ts';
import { DAYS, makeLarge } from './reconcile-make.ts';

/** Days and payments of the planted month. */
const MONTH_DAYS = 27;
const PAYMENTS_A_DAY = 1_500;
const DEFECTS_EACH = 18;

/** Every report below a folder, as paths relative to it. */
export const reportsBelow = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.csv'))
    .sort();

async function timed(root: string, ledgerFile: string): Promise<object> {
  const startedMs = performance.now();
  let differences = 0;
  let ledgerSeconds = 0;
  const result = await reconcile({
    span: { fromDay: FIRST_DAY, untilDay: FIRST_DAY + DAYS },
    files: reportsBelow(root).map((each) => fileOnDisk(root, each)),
    map: DEFAULT_COLUMN_MAP,
    settings: { ...MONTH_SETTINGS, fees: [] },
    nowMs: dayStartMs(FIRST_DAY),
    ownRows: async (span, onRow) => {
      const pieces = threadPieces(new URL('./pieces-worker.mjs', import.meta.url), ledgerFile, span);
      await readLocalRows(pieces, span, 'half-even', onRow);
      await pieces.close();
      ledgerSeconds = (performance.now() - startedMs) / 1_000;
    },
    importedRows: () => Promise.resolve(),
    onDifference: () => {
      differences += 1;
    },
  });
  const { reportRows, localRows: ledgerRows, matched } = result;
  const seconds = (performance.now() - startedMs) / 1_000;
  return { reportRows, ledgerRows, matched, differences, seconds, ledgerSeconds, rssMb: process.resourceUsage().maxRSS / 1_024 };
}

async function month(root: string): Promise<object> {
  const written = writeMonth({
    root,
    days: MONTH_DAYS,
    paymentsPerDay: PAYMENTS_A_DAY,
    defects: (day) => EVERY_DEFECT(day, DEFECTS_EACH),
  });
  const judged = await judgeMonth(written, DEFAULT_COLUMN_MAP, { fromDay: FIRST_DAY, untilDay: FIRST_DAY + MONTH_DAYS });
  const { planted, found, missed, falseAlarms, result } = judged;
  return { planted, found, missed, falseAlarms, counts: result.counts, rows: result.reportRows };
}

const [task = '', root = '', ledgerFile = '', rows = '1000000'] = process.argv.slice(2);
if (task === 'make') makeLarge(root, ledgerFile, Number(rows));
else process.stdout.write(JSON.stringify(task === 'run' ? await timed(root, ledgerFile) : await month(path.resolve(root))));
