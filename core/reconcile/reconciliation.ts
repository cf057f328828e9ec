import { createLedgerbook, sumDifferences, type Ledgerbook, type ReportFile } from './batches.ts';
import { locate, type Book } from './book.ts';
import { coveredDays, hasAllRows, missingFees, missingInReports } from './missing.ts';
import { calendarDifferences, type CalendarSettings } from './calendar.ts';
import { fileDifference, type Difference, type DifferenceClass } from './differences.ts';
import { createFeeCheck, UNREADABLE, type FeeCheck, type FeeRule } from './fees.ts';
import { createFigures, sideOf, type DayFigures, type Figures } from './figures.ts';
import { createMatcher, type Matcher, type MatchSettings, type RowMatch } from './match.ts';
import type { ReportSink } from './report-reader.ts';
import type { RowFault, TransactionRow } from './report-rows.ts';
import type { Rounding } from './rounding.ts';
import { dayOf, type Utc8Day } from './utc8.ts';
import { views, type CycleView, type SettlementView } from './views.ts';

/** Everything that an owner decides about reconciling. */
export type ReconcileSettings = MatchSettings &
  CalendarSettings & {
    readonly rounding: Rounding;
    readonly fees: readonly FeeRule[];
    /** A payment this near to midnight UTC+8 may stand in the neighbouring cycle, ms. */
    readonly neighbourMs: number;
  };

/** A run over whole days; `untilDay` is not part of it. Files of the days before and after may be read too, for their neighbours. */
export type Span = { readonly fromDay: Utc8Day; readonly untilDay: Utc8Day };

/** What a run found. */
export type Reconciled = {
  readonly reportRows: number;
  readonly localRows: number;
  readonly matched: number;
  /** Rows that nothing at hand can check: no stored settlement amount, no quote. */
  readonly unchecked: number;
  /** Our payments that a report may still bring. */
  readonly awaited: number;
  readonly counts: Readonly<Partial<Record<DifferenceClass, number>>>;
  readonly days: readonly DayFigures[];
  readonly cycles: readonly CycleView[];
  readonly settlements: readonly SettlementView[];
};

/** A run in progress: read the transaction reports first, then the others, then finish. */
export type Reconciliation = {
  readonly file: (file: ReportFile) => ReportSink;
  readonly finish: (nowMs: number) => Reconciled;
};

/** What one run carries along. */
type Run = {
  readonly span: Span;
  readonly book: Book;
  readonly sums: Ledgerbook;
  readonly figures: Figures;
  readonly files: ReportFile[];
  readonly others: Map<string, OtherRows>;
  readonly tally: { reportRows: number; unchecked: number };
  readonly inSpan: (day: Utc8Day) => boolean;
  readonly emit: (difference: Difference) => void;
};

type OtherRows = { readonly day: Utc8Day; readonly counter: string; rows: number };

/** Starts a run over a book that holds the ledger rows of the span and of one day on either side. */
export function createReconciliation(
  span: Span,
  book: Book,
  settings: ReconcileSettings,
  report: (difference: Difference) => void,
): Reconciliation {
  const counts: Partial<Record<DifferenceClass, number>> = {};
  const localRows = book.size();
  const inSpan = (day: Utc8Day): boolean => day >= span.fromDay && day < span.untilDay;
  const emit = (difference: Difference): void => {
    if (!inSpan(difference.day)) return;
    counts[difference.class] = (counts[difference.class] ?? 0) + 1;
    report(difference);
  };
  const run: Run = {
    span,
    book,
    sums: createLedgerbook(),
    figures: createFigures(),
    files: [],
    others: new Map(),
    tally: { reportRows: 0, unchecked: 0 },
    inSpan,
    emit,
  };
  const match = createMatcher(book, settings, emit);
  const feeCheck = createFeeCheck(book, settings.fees, settings.rounding);
  return {
    file: (file) => openFile(run, match, feeCheck, file),
    finish: (nowMs) => {
      const batches = run.sums.batches();
      const awaited = missingInReports(run, localRows, settings.neighbourMs, coveredDays(batches));
      missingFees(run, batches, feeCheck);
      for (const difference of sumDifferences(run.sums, span.fromDay)) emit(difference);
      for (const difference of calendarDifferences(span, run.files, batches, settings, nowMs)) emit(difference);
      for (const other of run.others.values()) {
        report(otherCounter(other));
        counts.OTHER_COUNTER = (counts.OTHER_COUNTER ?? 0) + other.rows;
      }
      return {
        ...run.tally,
        localRows,
        matched: matchedRows(book, localRows),
        awaited,
        counts,
        days: run.figures.days().filter(({ day }) => inSpan(day)),
        ...views(batches, run.sums.settlements(), inSpan),
      };
    },
  };
}

function openFile(run: Run, match: Matcher, feeCheck: FeeCheck, file: ReportFile): ReportSink {
  const { book, sums } = run;
  const fileNumber = run.files.push(file) - 1;
  const opened = sums.open(file);
  const fileSums = 'rows' in opened ? null : opened;
  const day = file.cycleDay ?? run.span.fromDay;
  let knows: boolean | null = null;
  const hasRows = (): boolean => (knows ??= hasAllRows(sums.batchOf(file)));
  const place = { fileNumber, file: file.label, cycleDay: file.cycleDay };
  return {
    totals: (totals) => {
      opened.totals = totals;
    },
    transaction: (row) => {
      if (fileSums === null) return;
      sums.transaction(fileSums, row);
      countRow(run, row, place.cycleDay ?? dayOf(row.atMs), match.row(row, place));
    },
    exactly: (row) => {
      const matched = fileSums === null ? null : match.exactly(row, place);
      if (fileSums === null || matched === null) return false;
      sums.transaction(fileSums, row);
      countRow(run, row, place.cycleDay ?? dayOf(row.atMs), matched);
      return true;
    },
    fee: (row) => {
      if (fileSums === null) return;
      sums.fee(fileSums, row);
      const wrong = feeCheck.item(row, { file: file.label, day, knowsTransactions: hasRows() });
      if (wrong !== null) run.emit(wrong);
    },
    summary: (row) => {
      const batch = sums.batchOf(file);
      batch.day ??= row.day;
      batch.summaries.push({ row, file });
    },
    settlement: (row) => {
      if ('rows' in opened) opened.rows.push(row);
    },
    fault: (fault) => {
      opened.faults += 1;
      if (fileSums !== null && (fault.code === 'columns-missing' || fault.code === 'quote-open')) fileSums.isBroken = true;
      if (fault.ids !== undefined && file.name.kind === 'transactions') markUnreadable(book, fault.ids, fileNumber);
      const subject = `${file.label}:${String(fault.line)}:${fault.code}:${fault.field}`;
      run.emit(fileDifference('FILE_UNREADABLE', day, subject, { fault, kind: file.name.kind, file: file.label }));
    },
  };
}

/** ISO 4217's code for no currency: what an unreadable line says of money. */
const UNTOLD = { currency: 'XXX', amountMinor: 0 };

/** A line that speaks of a payment and cannot be read is no proof that the report lacks it. */
function markUnreadable(book: Book, { alipayId, requestId }: NonNullable<RowFault['ids']>, fileNumber: number): void {
  const known = locate(book, alipayId, requestId);
  const index =
    known >= 0
      ? known
      : book.add({ kind: 'PAYMENT', requestId, alipayId, state: 'done', amount: UNTOLD, atMs: 0, settlement: null }, 'foreign');
  if (book.reportedIn(index) === 0) book.report(index, fileNumber, UNREADABLE);
}

type Counted = Pick<TransactionRow, 'currency' | 'kind' | 'amountMinor'>;

function countRow(run: Run, row: Counted, day: Utc8Day, { owner, counter, isUnchecked }: RowMatch): void {
  if (!run.inSpan(day)) return;
  run.tally.reportRows += 1;
  if (isUnchecked) run.tally.unchecked += 1;
  run.figures.add(sideOf(owner), day, row.currency, row.kind, row.amountMinor);
  if (owner !== 'other') return;
  const key = `${String(day)}|${counter ?? '?'}`;
  const known = run.others.get(key);
  if (known === undefined) run.others.set(key, { day, counter: counter ?? '?', rows: 1 });
  else known.rows += 1;
}

const otherCounter = ({ day, counter, rows }: OtherRows): Difference => ({
  class: 'OTHER_COUNTER',
  day,
  subject: counter,
  requestId: null,
  alipayId: null,
  kind: null,
  ours: null,
  theirs: String(rows),
  file: null,
  line: null,
});

function matchedRows(book: Book, localRows: number): number {
  let matched = 0;
  for (let index = 0; index < localRows; index += 1) if (book.reportedIn(index) !== 0) matched += 1;
  return matched;
}
