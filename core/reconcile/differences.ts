import type { MoveKind } from './local-row.ts';
import type { ReportKind } from './report-name.ts';
import type { RowFault } from './report-rows.ts';
import type { Utc8Day } from './utc8.ts';

/** Every way in which reports, ledger and contract can disagree. */
export const DIFFERENCE_CLASSES = [
  'MISSING_IN_REPORT',
  'MISSING_LOCALLY',
  'STATUS_MISMATCH',
  'ID_MISMATCH',
  'AMOUNT_MISMATCH',
  'CURRENCY_MISMATCH',
  'SETTLEMENT_AMOUNT_MISMATCH',
  'TYPE_MISMATCH',
  'DUPLICATE_ROW',
  'DATE_SHIFT',
  'OTHER_COUNTER',
  'FEE_MISMATCH',
  'FEE_MISSING',
  'FEE_UNEXPECTED',
  'SUMMARY_TOTAL_MISMATCH',
  'BATCH_TOTAL_MISMATCH',
  'SEQ_GAP',
  'FILE_MISSING',
  'FILE_LATE',
  'FILE_UNREADABLE',
] as const;

/** One of the classes above. */
export type DifferenceClass = (typeof DIFFERENCE_CLASSES)[number];

/** How much it matters: money is wrong or unknown, a small deviation, or only worth knowing. */
export type Severity = 'high' | 'medium' | 'info';

const SEVERITY: Readonly<Record<DifferenceClass, Severity>> = {
  MISSING_IN_REPORT: 'high',
  MISSING_LOCALLY: 'high',
  STATUS_MISMATCH: 'high',
  ID_MISMATCH: 'high',
  AMOUNT_MISMATCH: 'high',
  CURRENCY_MISMATCH: 'high',
  SETTLEMENT_AMOUNT_MISMATCH: 'medium',
  TYPE_MISMATCH: 'high',
  DUPLICATE_ROW: 'high',
  DATE_SHIFT: 'info',
  OTHER_COUNTER: 'info',
  FEE_MISMATCH: 'medium',
  FEE_MISSING: 'medium',
  FEE_UNEXPECTED: 'medium',
  SUMMARY_TOTAL_MISMATCH: 'high',
  BATCH_TOTAL_MISMATCH: 'high',
  SEQ_GAP: 'high',
  FILE_MISSING: 'high',
  FILE_LATE: 'medium',
  FILE_UNREADABLE: 'high',
};

export const severityOf = (name: DifferenceClass): Severity => SEVERITY[name];

/** An amount in any currency that a report may name, known to us or not; may be below zero where it is a net. */
export type PlainMoney = { readonly currency: string; readonly amountMinor: number };

/**
 * One difference, with both sides as they are. `subject` is what it is about: an id, a batch or a file; `file` and `line` say where
 * the report says it. `ours` and `theirs` are amounts, texts or null.
 */
export type Difference = {
  readonly class: DifferenceClass;
  readonly day: Utc8Day;
  readonly subject: string;
  readonly requestId: string | null;
  readonly alipayId: string | null;
  readonly kind: MoveKind | null;
  readonly ours: PlainMoney | string | null;
  readonly theirs: PlainMoney | string | null;
  readonly file: string | null;
  readonly line: number | null;
};

/** The same difference in a later run has the same key, so what a person said about it stays with it. */
export const differenceKey = (difference: Difference): string =>
  [difference.class, difference.subject, difference.class === 'DUPLICATE_ROW' ? String(difference.line) : ''].join('|');

/** A difference about a whole file. */
export function fileDifference(
  name: 'SEQ_GAP' | 'FILE_MISSING' | 'FILE_LATE' | 'FILE_UNREADABLE',
  day: Utc8Day,
  subject: string,
  more: { readonly theirs?: string; readonly fault?: RowFault; readonly kind?: ReportKind; readonly file?: string } = {},
): Difference {
  const { fault } = more;
  return {
    class: name,
    day,
    subject,
    requestId: null,
    alipayId: null,
    kind: null,
    ours: fault === undefined ? (more.kind ?? null) : fault.code,
    theirs: fault === undefined ? (more.theirs ?? null) : fault.field,
    file: more.file ?? null,
    line: fault?.line ?? null,
  };
}
