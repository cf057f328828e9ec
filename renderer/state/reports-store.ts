import { create } from 'zustand';
import type { ReportSpan, ReportView, Taken } from '../api/types.ts';
import { act, ask } from './acts.ts';
import { base64OfFile } from './base64-of-file.ts';

/** Which page of the reports is open. */
export type ReportsTab = 'month' | 'day' | 'columns' | 'setup';

type ReportsState = {
  readonly tab: ReportsTab;
  /** First day of the month that is shown, `2025-03-01`. */
  readonly month: string;
  /** The day that is shown, `2025-03-18`. */
  readonly day: string | null;
  readonly view: ReportView | null;
  readonly isBusy: boolean;
  /** What the last fetch or import came to. */
  readonly took: Taken | null;
};

/** Where the reports page is and what main last told it. */
export const useReports = create<ReportsState>()(() => ({
  tab: 'month',
  month: firstOf(new Date().toISOString()),
  day: null,
  view: null,
  isBusy: false,
  took: null,
}));

const DAY_MS = 86_400_000;
const isoOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function firstOf(iso: string): string {
  return `${iso.slice(0, 7)}-01`;
}

/** The month `by` months later. */
const monthLater = (month: string, by: number): string => {
  const date = new Date(`${month}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + by);
  return isoOf(date.getTime());
};

/** The days that are shown. */
export function shownSpan({ tab, month, day }: Pick<ReportsState, 'tab' | 'month' | 'day'>): ReportSpan {
  if (tab === 'day' && day !== null) return { from: day, until: isoOf(Date.parse(`${day}T00:00:00Z`) + DAY_MS) };
  return { from: month, until: monthLater(month, 1) };
}

/** Asks main for what is shown; an answer for a span that was left meanwhile is dropped. */
export async function loadReports(): Promise<void> {
  const span = shownSpan(useReports.getState());
  const view = await ask('reports.view', span);
  const now = shownSpan(useReports.getState());
  if (view !== null && now.from === span.from && now.until === span.until) useReports.setState({ view });
}

/** Opens a page of the reports. */
export function openReports(change: Partial<Pick<ReportsState, 'tab' | 'month' | 'day'>>): void {
  useReports.setState({ ...change, view: null });
  void loadReports();
}

/** Steps by a month, or by a day where a day is shown. */
export function stepReports(by: number): void {
  const { tab, month, day } = useReports.getState();
  if (tab === 'day' && day !== null) openReports({ day: isoOf(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS) });
  else openReports({ month: monthLater(month, by) });
}

/** Fetches, imports or makes reports, and shows what came of it. */
export async function bringReports(how: 'fetch' | 'files' | 'folder' | 'practice' | 'practice-faults'): Promise<void> {
  useReports.setState({ isBusy: true, took: null });
  const took = await brought(how);
  useReports.setState({ isBusy: false, took });
  await loadReports();
}

function brought(how: Parameters<typeof bringReports>[0]): Promise<Taken | null> {
  switch (how) {
    case 'fetch':
      return ask('reports.fetch', {});
    case 'files':
    case 'folder':
      return ask('reports.import', { what: how });
    case 'practice':
    case 'practice-faults':
      return ask('reports.practice', { withFaults: how === 'practice-faults' });
  }
}

/** Takes files that were dropped on the page. */
export async function dropReports(files: readonly File[]): Promise<void> {
  useReports.setState({ isBusy: true, took: null });
  const all: Taken = { taken: [], known: [], refused: [], fault: null };
  for (const file of files) {
    const one = await ask('reports.drop', { name: file.name, base64: await base64OfFile(file) });
    all.taken.push(...(one?.taken ?? []));
    all.known.push(...(one?.known ?? []));
    all.refused.push(...(one?.refused ?? []));
  }
  useReports.setState({ isBusy: false, took: all });
  await loadReports();
}

/** Holds the shown days against the ledger once more. */
export async function checkAgain(): Promise<void> {
  useReports.setState({ isBusy: true });
  await act('reports.run', shownSpan(useReports.getState()));
  useReports.setState({ isBusy: false });
  await loadReports();
}
