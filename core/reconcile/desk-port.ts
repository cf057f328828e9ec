import type { ColumnMap } from './column-map.ts';
import type { Difference, DifferenceClass } from './differences.ts';
import type { DayFigures } from './figures.ts';
import type { ReportKind, ReportName } from './report-name.ts';
import type { RowFault, SectionTotals } from './report-rows.ts';
import type { ReportSetup } from './setup.ts';
import type { Utc8Day } from './utc8.ts';
import type { CycleView, SettlementView } from './views.ts';

/** A report that is kept; `label` is its path below the archive. */
export type KeptFile = {
  readonly label: string;
  readonly name: ReportName;
  readonly cycleDay: Utc8Day | null;
  readonly generatedOn: Utc8Day | null;
  readonly receivedMs: number;
  readonly bytes: number;
  readonly sha256: string;
};

/** What a person said about a difference. */
export type Mark = { readonly reason: string; readonly person: string; readonly atMs: number };

/** A difference as it is listed. */
export type KeptDifference = { readonly key: string; readonly difference: Difference; readonly mark: Mark | null };

/** One reconciled day. */
export type KeptDay = {
  readonly day: Utc8Day;
  readonly ranAtMs: number;
  readonly figures: readonly DayFigures[];
  readonly cycles: readonly CycleView[];
  readonly counts: Readonly<Partial<Record<DifferenceClass, number>>>;
  /** Differences that matter and that nobody explained yet. */
  readonly open: number;
};

/** What the bank really paid for a settlement. */
export type Payout = { readonly amountMinor: number; readonly paidOn: string; readonly person: string; readonly atMs: number };

/** A settlement with what the bank paid for it; null while nobody entered it. */
export type KeptSettlement = SettlementView & { readonly payout: Payout | null };

/** What became of files that were offered. */
export type Taken = {
  readonly taken: readonly string[];
  /** The same bytes were there before. */
  readonly known: readonly string[];
  /** Not named like a report, or not readable. */
  readonly refused: readonly { readonly name: string; readonly why: 'not-a-report' | 'unreadable' }[];
};

/**
 * Why nothing, or not everything, was fetched. `host-key` comes with the key that the server showed, so that a person can compare
 * and pin it; `bad-key`: the key in the keychain is none that can be used, and nothing was sent.
 */
export type FetchFault = {
  readonly code: 'unreachable' | 'host-key' | 'bad-key' | 'denied' | 'broken-off';
  readonly detail: string;
};

/** What a map makes of the beginning of a file. */
export type Preview = {
  readonly lines: readonly { readonly line: number; readonly cells: readonly string[] }[];
  /** The first rows as they are understood, field by field. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly totals: SectionTotals | null;
  readonly read: number;
  readonly faults: readonly RowFault[];
};

/** A span of days as the screens show it. */
export type SpanView = {
  readonly days: readonly KeptDay[];
  readonly settlements: readonly KeptSettlement[];
  readonly files: readonly KeptFile[];
  readonly differences: readonly KeptDifference[];
};

/**
 * Everything about reports, behind one line to a thread of its own. Each call resolves; a call whose file or disk failed rejects with
 * that error.
 */
export type ReportDesk = {
  readonly setup: () => Promise<ReportSetup>;
  readonly saveSetup: (setup: ReportSetup) => Promise<null>;
  /** Takes files or whole folders and reconciles the days they speak of. */
  readonly take: (paths: readonly string[]) => Promise<Taken>;
  /** Fetches what the server has and reconciles the days it speaks of; the secret is forgotten afterwards. */
  readonly fetch: (secret: string) => Promise<Taken & { readonly fault: FetchFault | null }>;
  readonly run: (fromDay: Utc8Day, untilDay: Utc8Day) => Promise<null>;
  readonly view: (fromDay: Utc8Day, untilDay: Utc8Day) => Promise<SpanView>;
  readonly explain: (key: string, mark: Mark) => Promise<null>;
  readonly pay: (set: string, settlementBatchId: string, payout: Payout) => Promise<null>;
  /** What a map makes of the newest kept report of a kind; null while there is none. */
  readonly preview: (kind: ReportKind, map: ColumnMap) => Promise<(Preview & { readonly label: string }) | null>;
};
