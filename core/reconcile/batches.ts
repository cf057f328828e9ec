import type { Difference, DifferenceClass, PlainMoney } from './differences.ts';
import type { MoveKind } from './local-row.ts';
import { setOf, type ReportKind, type ReportName } from './report-name.ts';
import type { FeeRow, SectionTotals, SettlementRow, SummaryRow, TransactionRow } from './report-rows.ts';
import type { Utc8Day } from './utc8.ts';

/** One file that is read in a run. `cycleDay` is the day it clears, or for a settlement the day it was made; null when nothing says it. */
export type ReportFile = {
  readonly label: string;
  readonly name: ReportName;
  readonly cycleDay: Utc8Day | null;
};

type Sums = { count: number; netMinor: number };

type Moves = Readonly<Record<MoveKind, Sums>>;

/** What was added up of one file, beside the moves of its whole batch; a broken one holds rows that nobody could find. */
type FileSums = Sums & {
  readonly file: ReportFile;
  readonly moves: Moves;
  totals: SectionTotals | null;
  faults: number;
  isBroken: boolean;
};

/** What was added up of one clearing cycle of one agreement and currency. */
export type Batch = {
  readonly set: string;
  readonly batchId: string;
  readonly currency: string;
  day: Utc8Day | null;
  readonly files: FileSums[];
  readonly moves: Moves;
  readonly fees: Sums;
  readonly summaries: { readonly row: SummaryRow; readonly file: ReportFile }[];
};

/** One settlement: what Alipay+ says it pays, and for which batches. */
export type Settlement = {
  readonly set: string;
  readonly settlementBatchId: string;
  readonly currency: string;
  readonly day: Utc8Day | null;
  readonly file: ReportFile;
  totals: SectionTotals | null;
  faults: number;
  readonly rows: SettlementRow[];
};

/** Adds up files, batches and settlements while rows go by, and then holds the sums against each other. */
export type Ledgerbook = {
  readonly open: (file: ReportFile) => FileSums | Settlement;
  readonly batchOf: (file: ReportFile) => Batch;
  readonly transaction: (sums: FileSums, row: Pick<TransactionRow, 'kind' | 'settlementMinor' | 'isCredit'>) => void;
  readonly fee: (sums: FileSums, row: FeeRow) => void;
  readonly batches: () => readonly Batch[];
  readonly settlements: () => readonly Settlement[];
};

/** Nothing added up yet. */
export function createLedgerbook(): Ledgerbook {
  const batches = new Map<string, Batch>();
  const settlements: Settlement[] = [];
  const batchOf = ({ name, cycleDay }: ReportFile): Batch => {
    const key = `${setOf(name)}|${name.batchId}`;
    const known = batches.get(key);
    if (known !== undefined) {
      known.day ??= cycleDay;
      return known;
    }
    const batch: Batch = {
      set: setOf(name),
      batchId: name.batchId,
      currency: name.settlementCurrency,
      day: cycleDay,
      files: [],
      moves: { PAYMENT: none(), REFUND: none() },
      fees: none(),
      summaries: [],
    };
    batches.set(key, batch);
    return batch;
  };
  return {
    open: (file) => {
      if (file.name.kind === 'settlement') {
        const { name, cycleDay } = file;
        const settlement: Settlement = {
          set: setOf(name),
          settlementBatchId: name.batchId,
          currency: name.settlementCurrency,
          day: cycleDay,
          file,
          totals: null,
          faults: 0,
          rows: [],
        };
        settlements.push(settlement);
        return settlement;
      }
      const { files, moves } = batchOf(file);
      const sums: FileSums = { file, moves, totals: null, faults: 0, isBroken: false, count: 0, netMinor: 0 };
      files.push(sums);
      return sums;
    },
    batchOf,
    transaction: (sums, row) => {
      const minor = row.isCredit ? row.settlementMinor : -row.settlementMinor;
      addTo(sums, minor);
      addTo(sums.moves[row.kind], minor);
    },
    fee: (sums, row) => {
      const minor = row.isCredit ? row.amountMinor : -row.amountMinor;
      addTo(sums, minor);
      addTo(batchOf(sums.file).fees, minor);
    },
    batches: () => [...batches.values()],
    settlements: () => settlements,
  };
}

const none = (): Sums => ({ count: 0, netMinor: 0 });

function addTo(sums: Sums, minor: number): void {
  sums.count += 1;
  sums.netMinor += minor;
}

/** The files of one kind in a batch. */
export const filesOf = (batch: Batch, kind: ReportKind): readonly FileSums[] =>
  batch.files.filter(({ file }) => file.name.kind === kind);

/** True when a kind is there without a gap and every line of it could be read. */
export const isWhole = (batch: Batch, kind: ReportKind): boolean => {
  const files = filesOf(batch, kind);
  return files.length > 0 && files.every(({ faults }) => faults === 0) && sequenceGaps(files).length === 0;
};

/** Sequence numbers that are missing between the ones that are there. A cycle may begin with 000 or 001. */
export function sequenceGaps(files: readonly FileSums[]): readonly number[] {
  const there = new Set(files.map(({ file }) => file.name.sequence));
  const last = Math.max(-1, ...there);
  const first = there.has(0) || last < 0 ? 0 : 1;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at).filter((sequence) => !there.has(sequence));
}

/** Where sums do not agree: a section with its rows, the details with the summary, a settlement with its batches. */
export function sumDifferences(book: Ledgerbook, fallbackDay: Utc8Day): readonly Difference[] {
  const batches = book.batches();
  return [
    ...batches.flatMap((batch) => [...sectionDifferences(batch, fallbackDay), ...summaryDifferences(batch, fallbackDay)]),
    ...book.settlements().flatMap((settlement) => settlementDifferences(settlement, batches, fallbackDay)),
  ];
}

/** Every file of a split cycle may carry its own totals or the whole cycle's; either is right. */
function sectionDifferences(batch: Batch, fallbackDay: Utc8Day): readonly Difference[] {
  return batch.files.flatMap((sums) => {
    const { totals, file } = sums;
    if (totals === null || sums.faults > 0) return [];
    const siblings = filesOf(batch, file.name.kind);
    const whole = siblings.reduce((sum, each) => ({ count: sum.count + each.count, netMinor: sum.netMinor + each.netMinor }), {
      count: 0,
      netMinor: 0,
    });
    const fits = (rows: Sums): boolean => totals.netMinor === rows.netMinor && (totals.count ?? rows.count) === rows.count;
    if (fits(sums) || (siblings.length > 1 && fits(whole))) return [];
    return [
      total('SUMMARY_TOTAL_MISMATCH', batch.day ?? fallbackDay, {
        subject: file.label,
        ours: say(batch.currency, sums.netMinor, sums.count),
        theirs: say(batch.currency, totals.netMinor, totals.count),
        file: file.label,
        line: totals.line,
      }),
    ];
  });
}

function summaryDifferences(batch: Batch, fallbackDay: Utc8Day): readonly Difference[] {
  if (!isWhole(batch, 'transactions')) return [];
  return batch.summaries.flatMap(({ row, file }) => {
    const rows = expectedOf(batch, row);
    const isRight =
      row.count === rows.count &&
      row.settlementMinor === Math.abs(rows.settlementMinor) &&
      (rows.netMinor === null || row.netMinor === rows.netMinor) &&
      (rows.feesMinor === null || row.feesMinor === null || row.feesMinor === Math.abs(rows.feesMinor));
    if (isRight) return [];
    return [
      total('SUMMARY_TOTAL_MISMATCH', batch.day ?? fallbackDay, {
        subject: `${batch.set}/${batch.batchId}/${row.type}`,
        ours: say(batch.currency, rows.netMinor ?? rows.settlementMinor, rows.count),
        theirs: say(batch.currency, row.netMinor, row.count),
        file: file.label,
        line: row.line,
      }),
    ];
  });
}

/** What the detail reports say about a line of the summary; fees are held against it only in the line of the total. */
function expectedOf(batch: Batch, { type }: SummaryRow) {
  if (type !== 'TOTAL') {
    const { count, netMinor } = batch.moves[type];
    return { count, settlementMinor: netMinor, netMinor: null, feesMinor: null };
  }
  const { PAYMENT, REFUND } = batch.moves;
  const settlementMinor = PAYMENT.netMinor + REFUND.netMinor;
  const hasFees = isWhole(batch, 'fees');
  return {
    count: PAYMENT.count + REFUND.count,
    settlementMinor,
    netMinor: hasFees ? settlementMinor + batch.fees.netMinor : null,
    feesMinor: hasFees ? batch.fees.netMinor : null,
  };
}

function settlementDifferences(settlement: Settlement, batches: readonly Batch[], fallbackDay: Utc8Day): readonly Difference[] {
  const { totals, rows, file, currency, set } = settlement;
  const day = settlement.day ?? fallbackDay;
  if (settlement.faults > 0) return [];
  const sum = rows.reduce((net, row) => net + row.netMinor, 0);
  const inTotal =
    totals === null || totals.netMinor === sum
      ? []
      : [
          total('BATCH_TOTAL_MISMATCH', day, {
            subject: `${set}/${settlement.settlementBatchId}`,
            ours: { currency, amountMinor: sum },
            theirs: { currency, amountMinor: totals.netMinor },
            file: file.label,
            line: totals.line,
          }),
        ];
  const inBatches = rows.flatMap((row) => {
    const batch = batches.find((each) => each.set === set && each.batchId === row.batchId);
    const cleared = batch === undefined ? null : clearedBy(batch);
    if (cleared === null) return [];
    if (cleared.netMinor === row.netMinor && (row.count ?? cleared.count) === cleared.count) return [];
    return [
      total('BATCH_TOTAL_MISMATCH', day, {
        subject: `${set}/${settlement.settlementBatchId}/${row.batchId}`,
        ours: say(currency, cleared.netMinor, cleared.count),
        theirs: say(currency, row.netMinor, row.count),
        file: file.label,
        line: row.line,
      }),
    ];
  });
  return [...inTotal, ...inBatches];
}

/** What a batch comes to by its rows, or where some of them are missing by its summary; null when neither says it. */
function clearedBy(batch: Batch): Sums | null {
  if (isWhole(batch, 'transactions') && isWhole(batch, 'fees')) {
    const { PAYMENT, REFUND } = batch.moves;
    return { count: PAYMENT.count + REFUND.count, netMinor: PAYMENT.netMinor + REFUND.netMinor + batch.fees.netMinor };
  }
  const summary = batch.summaries.find((each) => each.row.type === 'TOTAL')?.row;
  return summary === undefined ? null : { count: summary.count, netMinor: summary.netMinor };
}

/** Where the amounts are the same and only the counts differ, both must be seen. */
function say(currency: string, amountMinor: number, count: number | null): PlainMoney | string {
  return count === null ? { currency, amountMinor } : `${currency} ${String(amountMinor)} (${String(count)})`;
}

const total = (
  name: DifferenceClass,
  day: Utc8Day,
  more: Pick<Difference, 'subject' | 'ours' | 'theirs' | 'file' | 'line'>,
): Difference => ({ class: name, day, requestId: null, alipayId: null, kind: null, ...more });
