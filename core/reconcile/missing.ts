import { filesOf, isWhole, sequenceGaps, type Batch, type ReportFile } from './batches.ts';
import type { Book } from './book.ts';
import type { Difference } from './differences.ts';
import type { FeeCheck } from './fees.ts';
import type { Figures } from './figures.ts';
import { dayOf, dayStartMs, type Utc8Day } from './utc8.ts';

/** What is needed to look for what never came. */
export type Sought = {
  readonly book: Book;
  readonly files: readonly ReportFile[];
  readonly figures: Figures;
  readonly inSpan: (day: Utc8Day) => boolean;
  readonly emit: (difference: Difference) => void;
};

/** True when no transaction report of the cycle is missing; single lines of it may still be unreadable. */
export function hasAllRows(batch: Batch): boolean {
  const files = filesOf(batch, 'transactions');
  return files.length > 0 && sequenceGaps(files).length === 0 && files.every(({ isBroken }) => !isBroken);
}

/** The days whose transaction reports are all there, in every set that has any. */
export function coveredDays(batches: readonly Batch[]): ReadonlySet<Utc8Day> {
  const days = new Map<Utc8Day, boolean>();
  for (const batch of batches) {
    if (batch.day === null || filesOf(batch, 'transactions').length === 0) continue;
    days.set(batch.day, (days.get(batch.day) ?? true) && hasAllRows(batch));
  }
  return new Set([...days].filter(([, isCovered]) => isCovered).map(([day]) => day));
}

/** Raises what reports lack, looks at the neighbouring cycles first, and answers how many rows may still come. */
export function missingInReports(
  { book, inSpan, figures, emit }: Sought,
  localRows: number,
  neighbourMs: number,
  cover: ReadonlySet<Utc8Day>,
): number {
  let awaited = 0;
  for (let index = 0; index < localRows; index += 1) {
    const day = dayOf(book.atMsOf(index));
    if (book.stateOf(index) !== 'done' || !inSpan(day)) continue;
    figures.add('sold', day, book.currencyOf(index), book.kindOf(index), book.amountOf(index));
    if (book.reportedIn(index) !== 0) continue;
    const row = book.look(index);
    const intoDay = row.atMs - dayStartMs(day);
    const isEarly = intoDay < neighbourMs && !cover.has(day - 1);
    const isLate = dayStartMs(day + 1) - row.atMs <= neighbourMs && !cover.has(day + 1);
    if (!cover.has(day) || isEarly || isLate) {
      awaited += 1;
      continue;
    }
    const { requestId, alipayId } = book.row(index);
    emit({
      class: 'MISSING_IN_REPORT',
      day,
      subject: requestId,
      requestId,
      alipayId,
      kind: row.kind,
      ours: row.amount,
      theirs: null,
      file: null,
      line: null,
    });
  }
  return awaited;
}

/** Raises the fees that never came, where the fee reports of the cycle are whole. */
export function missingFees({ book, files, emit }: Sought, batches: readonly Batch[], feeCheck: FeeCheck): void {
  const whole = new Map(
    batches.filter((batch) => isWhole(batch, 'fees')).flatMap((batch) => batch.files.map(({ file }) => [file, batch] as const)),
  );
  const days = files.map((file) => (whole.has(file) ? (file.cycleDay ?? whole.get(file)?.day ?? null) : null));
  for (let index = 0; index < book.size(); index += 1) {
    const day = days[book.reportedIn(index) - 1] ?? null;
    if (day !== null) for (const difference of feeCheck.missing(index, day)) emit(difference);
  }
}
