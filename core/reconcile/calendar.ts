import { fileDifference, type Difference } from './differences.ts';
import { CLEARING_KINDS, setOf } from './report-name.ts';
import { filesOf, sequenceGaps, type Batch, type ReportFile } from './batches.ts';
import { DAY_MS, dayStartMs, isoDay, type Utc8Day } from './utc8.ts';

const HOUR_MS = 3_600_000;

/** When reports are due. */
export type CalendarSettings = {
  /** After the due hour a file may be this late before anybody is told, ms. */
  readonly graceMs: number;
  /** Agreements and currencies of the contract, as `agreement/currency`; empty: the ones that reports were seen of. */
  readonly expectedSets: readonly string[];
};

/** Clearing reports of a day are made at 08:00 UTC+8 of the next, every day. https://docs.alipayplus.com/alipayplus/alipayplus/tax_refund_acqp_beta/download_report */
export const dueMs = (day: Utc8Day): number => dayStartMs(day + 1) + 8 * HOUR_MS;

/** Files older than seven days may be removed from the server, from the same page. */
export const RETENTION_DAYS = 7;

/** A file that is this much overdue is called missing and no longer late. */
const MISSING_AFTER_MS = DAY_MS;

/** Which files of the days are late, missing, or have a gap in their numbers. */
export function calendarDifferences(
  span: { readonly fromDay: Utc8Day; readonly untilDay: Utc8Day },
  files: readonly ReportFile[],
  batches: readonly Batch[],
  settings: CalendarSettings,
  nowMs: number,
): readonly Difference[] {
  const seen = files.filter(({ name }) => name.kind !== 'settlement').map(({ name }) => setOf(name));
  const sets = [...new Set([...settings.expectedSets, ...seen])];
  const days = Array.from({ length: span.untilDay - span.fromDay }, (_, at) => span.fromDay + at);
  const has = new Set(files.map(({ name, cycleDay }) => `${String(cycleDay)}|${setOf(name)}|${name.kind}`));
  const hasAny = new Set(files.map(({ name, cycleDay }) => `${String(cycleDay)}|${name.kind}`));
  const absent = days.flatMap((day) => {
    const overdueMs = nowMs - dueMs(day) - settings.graceMs;
    if (overdueMs < 0) return [];
    const name = overdueMs < MISSING_AFTER_MS ? 'FILE_LATE' : 'FILE_MISSING';
    return CLEARING_KINDS.flatMap((kind) => {
      const missing =
        sets.length === 0
          ? hasAny.has(`${String(day)}|${kind}`)
            ? []
            : ['']
          : sets.filter((set) => !has.has(`${String(day)}|${set}|${kind}`));
      return missing.map((set) => fileDifference(name, day, `${isoDay(day)}/${set}/${kind}`, { theirs: set, kind }));
    });
  });
  return [...absent, ...batches.flatMap((batch) => gapsOf(batch, span.fromDay))];
}

function gapsOf(batch: Batch, fallbackDay: Utc8Day): readonly Difference[] {
  return CLEARING_KINDS.flatMap((kind) =>
    sequenceGaps(filesOf(batch, kind)).map((sequence) =>
      fileDifference('SEQ_GAP', batch.day ?? fallbackDay, `${batch.set}/${batch.batchId}/${kind}/${String(sequence)}`, {
        theirs: String(sequence).padStart(3, '0'),
        kind,
      }),
    ),
  );
}
