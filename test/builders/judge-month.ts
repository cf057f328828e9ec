import type { ColumnMap } from '../../core/reconcile/column-map.ts';
import type { Difference, DifferenceClass } from '../../core/reconcile/differences.ts';
import type { Reconciled, Span } from '../../core/reconcile/reconciliation.ts';
import { DAY_MS, dayStartMs } from '../../core/reconcile/utc8.ts';
import { reconcile } from '../../main/reports/run.ts';
import type { DefectName, DefectOrder } from '../../simulator/reports/defects.ts';
import { MONTH_SETTINGS, type Month } from './report-month.ts';

/** How many of each defect the planted month has on each day; whole-file defects on days of their own. */
export const EVERY_DEFECT = (day: number, each = 3): DefectOrder => {
  if (day % 9 === 6) return { 'seq-gap': 1 };
  if (day % 9 === 7) return { 'file-missing': 1 };
  if (day % 9 === 8) return { 'bad-cell': each, 'bad-utf8': each };
  return {
    'missing-in-report': each,
    'missing-locally': each,
    'other-counter': each,
    'unpaid-reported': each,
    id: each,
    amount: each,
    currency: each,
    'settlement-amount': each,
    type: each,
    duplicate: each,
    'fee-amount': each,
    'fee-missing': each,
    'fee-unexpected': each,
    ...(day % 3 === 0 ? { 'section-total': 1 } : day % 3 === 1 ? { 'summary-total': 1 } : { 'settlement-total': 1 }),
  };
};

/** The class under which each defect must be found. */
const CLASS_OF: Readonly<Record<DefectName, DifferenceClass>> = {
  'missing-in-report': 'MISSING_IN_REPORT',
  'missing-locally': 'MISSING_LOCALLY',
  'other-counter': 'OTHER_COUNTER',
  'unpaid-reported': 'STATUS_MISMATCH',
  id: 'ID_MISMATCH',
  amount: 'AMOUNT_MISMATCH',
  currency: 'CURRENCY_MISMATCH',
  'settlement-amount': 'SETTLEMENT_AMOUNT_MISMATCH',
  type: 'TYPE_MISMATCH',
  duplicate: 'DUPLICATE_ROW',
  'fee-amount': 'FEE_MISMATCH',
  'fee-missing': 'FEE_MISSING',
  'fee-unexpected': 'FEE_UNEXPECTED',
  'section-total': 'SUMMARY_TOTAL_MISMATCH',
  'summary-total': 'SUMMARY_TOTAL_MISMATCH',
  'settlement-total': 'BATCH_TOTAL_MISMATCH',
  'bad-cell': 'FILE_UNREADABLE',
  'bad-utf8': 'FILE_UNREADABLE',
  'seq-gap': 'SEQ_GAP',
  'file-missing': 'FILE_MISSING',
};

/** What a run over a planted month came to. */
export type Judged = {
  readonly planted: number;
  readonly found: number;
  readonly missed: readonly string[];
  readonly falseAlarms: readonly string[];
  readonly result: Reconciled;
};

/** Reconciles the month and holds what was found against what was planted, one by one. */
export async function judgeMonth(month: Month, map: ColumnMap, span: Span): Promise<Judged> {
  const differences: Difference[] = [];
  const result = await reconcile({
    span,
    files: month.files,
    map,
    settings: MONTH_SETTINGS,
    nowMs: dayStartMs(span.untilDay + 5) + DAY_MS,
    ownRows: ({ fromMs, untilMs }, onRow) => {
      for (const row of month.local) if (row.atMs >= fromMs && row.atMs < untilMs) onRow(row);
      return Promise.resolve();
    },
    importedRows: () => Promise.resolve(),
    onDifference: (difference) => {
      differences.push(difference);
    },
  });
  const left = new Map<string, number>();
  for (const difference of differences) {
    const times = difference.class === 'OTHER_COUNTER' ? Number(difference.theirs) : 1;
    for (const key of keysOf(difference, times)) left.set(key, (left.get(key) ?? 0) + times);
  }
  const missed = month.planted.filter(({ name, id, day }) => !strike(left, keyOf(CLASS_OF[name], id, day)));
  const falseAlarms = [...left].filter(([, times]) => times > 0).map(([key]) => key);
  return {
    planted: month.planted.length,
    found: month.planted.length - missed.length,
    missed: missed.map(({ name, id, day }) => `${name} ${id} ${String(day)}`),
    falseAlarms,
    result,
  };
}

/** Differences about whole files, and those that are told by number, are found by their day. */
const BY_DAY: ReadonlySet<DifferenceClass> = new Set([
  'OTHER_COUNTER',
  'SUMMARY_TOTAL_MISMATCH',
  'FILE_UNREADABLE',
  'SEQ_GAP',
  'FILE_MISSING',
]);

/** A settlement is made two days after the cycle it pays. */
const SETTLED_AFTER_DAYS = 2;

function keyOf(name: DifferenceClass, id: string, day: number): string {
  if (name === 'BATCH_TOTAL_MISMATCH') return `${name} ${String(day + SETTLED_AFTER_DAYS)}`;
  return BY_DAY.has(name) ? `${name} ${String(day)}` : `${name} ${id}`;
}

function keysOf(difference: Difference, times: number): readonly string[] {
  if (times === 0) return [];
  const { class: name, day, alipayId, requestId } = difference;
  if (name === 'STATUS_MISMATCH') return [`${name} ${requestId ?? ''}`];
  return [name === 'BATCH_TOTAL_MISMATCH' ? `${name} ${String(day)}` : keyOf(name, alipayId ?? '', day)];
}

function strike(left: Map<string, number>, key: string): boolean {
  const times = left.get(key) ?? 0;
  if (times === 0) return false;
  left.set(key, times - 1);
  return true;
}
