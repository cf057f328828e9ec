import type { ColumnMap } from '../../core/reconcile/column-map.ts';
import { createBook } from '../../core/reconcile/book.ts';
import type { ReportFile } from '../../core/reconcile/batches.ts';
import type { Difference } from '../../core/reconcile/differences.ts';
import type { LocalRow } from '../../core/reconcile/local-row.ts';
import { createReconciliation, type Reconciled, type ReconcileSettings, type Span } from '../../core/reconcile/reconciliation.ts';
import { REPORT_KINDS } from '../../core/reconcile/report-name.ts';
import { createReportReader } from '../../core/reconcile/report-reader.ts';
import { dayStartMs } from '../../core/reconcile/utc8.ts';
import { readCsv } from './read-csv.ts';

/** A report on this disk. */
export type FileOnDisk = { readonly path: string; readonly file: ReportFile };

/** Hands over all rows between two moments (epoch ms, the second one not part of it), then resolves. */
export type RowsBetween = (
  span: { readonly fromMs: number; readonly untilMs: number },
  onRow: (row: LocalRow) => void,
) => Promise<void>;

/** What one run reads and where it tells. */
export type RunParts = {
  readonly span: Span;
  /** Reports of the span, and those of the days beside it as far as they are there. */
  readonly files: readonly FileOnDisk[];
  readonly map: ColumnMap;
  readonly settings: ReconcileSettings;
  readonly nowMs: number;
  /** Hands over this counter's ledger rows between two moments; rejects when the ledger cannot be read. */
  readonly ownRows: RowsBetween;
  /** The same for ledgers of other counters that were imported. */
  readonly importedRows: RowsBetween;
  readonly onDifference: (difference: Difference) => void;
};

/** Streams reports against ledger rows; memory holds the rows of the span packed, never a file. Rejects when a file cannot be read. */
export async function reconcile(parts: RunParts): Promise<Reconciled> {
  const { span, map, settings } = parts;
  const book = createBook();
  // Rows of the days beside the span are there so that a report row of theirs is not taken for an unknown one.
  const around = { fromMs: dayStartMs(span.fromDay - 1), untilMs: dayStartMs(span.untilDay + 1) };
  await parts.ownRows(around, (row) => {
    book.add(row, 'own');
  });
  await parts.importedRows(around, (row) => {
    // A counter's ledger may have been brought twice under two names, and a row that stands twice is reported once.
    if (book.find('', row.requestId).byRequest < 0) book.add(row, 'imported');
  });
  const run = createReconciliation(span, book, settings, parts.onDifference);
  for (const { path, file } of inReadingOrder(parts.files)) {
    const sink = run.file(file);
    const reader = createReportReader(map, file.name.kind, sink);
    await readCsv(path, reader, sink.fault);
    reader.end();
  }
  return run.finish(parts.nowMs);
}

/** Transactions first, because fees and sums are held against them; then by day and number. */
const inReadingOrder = (files: readonly FileOnDisk[]): readonly FileOnDisk[] =>
  [...files].sort(
    (a, b) =>
      REPORT_KINDS.indexOf(a.file.name.kind) - REPORT_KINDS.indexOf(b.file.name.kind) ||
      (a.file.cycleDay ?? 0) - (b.file.cycleDay ?? 0) ||
      a.file.name.sequence - b.file.name.sequence,
  );
