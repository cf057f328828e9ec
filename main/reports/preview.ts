import type { ColumnMap } from '../../core/reconcile/column-map.ts';
import type { Preview } from '../../core/reconcile/desk-port.ts';
import { createReportReader } from '../../core/reconcile/report-reader.ts';
import type { ReportKind } from '../../core/reconcile/report-name.ts';
import type { RowFault, SectionTotals } from '../../core/reconcile/report-rows.ts';
import { readCsv } from './read-csv.ts';

const LINES_SHOWN = 6;
const ROWS_SHOWN = 4;
const FAULTS_SHOWN = 20;

/** Reads a whole file with a map and shows its beginning; rejects when the file cannot be read. */
export async function previewReport(path: string, kind: ReportKind, map: ColumnMap): Promise<Preview> {
  const lines: Preview['lines'][number][] = [];
  const rows: Readonly<Record<string, string>>[] = [];
  const faults: RowFault[] = [];
  let totals: SectionTotals | null = null;
  let read = 0;
  const take = (row: object): void => {
    read += 1;
    if (rows.length < ROWS_SHOWN)
      rows.push(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)])));
  };
  const fault = (each: RowFault): void => {
    if (faults.length < FAULTS_SHOWN) faults.push(each);
  };
  const reader = createReportReader(map, kind, {
    totals: (each) => {
      totals = each;
    },
    transaction: take,
    fee: take,
    summary: take,
    settlement: take,
    fault,
  });
  const onRow = (cells: readonly string[], line: number): void => {
    if (lines.length < LINES_SHOWN) lines.push({ line, cells });
    reader.row(cells, line);
  };
  await readCsv(path, { row: onRow }, fault);
  reader.end();
  return { lines, rows, totals, read, faults };
}
