import type { TakenView } from '../../core/contract/reports.ts';
import type { Clock } from '../../core/payment/clock.ts';
import { dueMs } from '../../core/reconcile/calendar.ts';
import type { KeptFile, ReportDesk } from '../../core/reconcile/desk-port.ts';
import { CLEARING_KINDS } from '../../core/reconcile/report-name.ts';
import { dayOf, type Utc8Day } from '../../core/reconcile/utc8.ts';

/** Somebody has to look: differences that nobody explained, or reports that did not come. Null when all is well. */
export type MorningNotice = (code: 'differences' | 'fetch-failed' | null) => void;

/** What a morning works with. `fetch` answers null while no server is set up. */
export type MorningParts = {
  readonly isPractice: boolean;
  readonly desk: Pick<ReportDesk, 'run' | 'view'>;
  readonly fetch: () => Promise<Pick<TakenView, 'fault'> | null>;
};

/** How long after the due hour the morning's fetch begins, and how often it is looked whether that moment has come. */
const AFTER_DUE_MS = 15 * 60_000;
export const LOOK_EVERY_MS = 10 * 60_000;

/**
 * Once a day, when yesterday's reports are due: fetch, reconcile, and tell quietly what came of it. While reports are late or the
 * server is not there it is tried again at every look. In Practice there are no mornings. Never rejects.
 */
export function createMorning(
  { isPractice, desk, fetch }: MorningParts,
  clock: Pick<Clock, 'wallMs'>,
  notice: MorningNotice,
): () => Promise<void> {
  let doneFor = 0;
  return async () => {
    const nowMs = clock.wallMs();
    const yesterday = dayOf(nowMs) - 1;
    if (isPractice || doneFor === yesterday || nowMs < dueMs(yesterday) + AFTER_DUE_MS) return;
    try {
      const fetched = await fetch();
      if (fetched === null) return;
      await desk.run(yesterday - 1, yesterday + 1);
      const { days, files } = await desk.view(yesterday - 1, yesterday + 1);
      if (fetched.fault === null && isComplete(files, yesterday)) doneFor = yesterday;
      notice(fetched.fault !== null ? 'fetch-failed' : days.some(({ open }) => open > 0) ? 'differences' : null);
    } catch {
      notice('fetch-failed');
    }
  };
}

/** Reports are made for every day, also an empty one, so a kind that is not there is still to come. */
const isComplete = (files: readonly Pick<KeptFile, 'cycleDay' | 'name'>[], day: Utc8Day): boolean =>
  CLEARING_KINDS.every((kind) => files.some(({ cycleDay, name }) => cycleDay === day && name.kind === kind));

/** Looks at once and then every ten minutes, never twice at a time; the answer stops it. */
export function beginMornings(morning: () => Promise<void>): () => void {
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    await morning();
    isLooking = false;
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  void look();
  return () => {
    clearInterval(timer);
  };
}
