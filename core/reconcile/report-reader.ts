import { layoutOf, type ColumnMap, type Layout } from './column-map.ts';
import { plainReader, type PlainLines, type PlainRow } from './plain-rows.ts';
import type { ReportKind } from './report-name.ts';
import {
  createCells,
  readFee,
  readSettlement,
  readSummary,
  readTotals,
  readTransaction,
  type Cells,
  type FeeRow,
  type Read,
  type RowFault,
  type SectionTotals,
  type SettlementRow,
  type SummaryRow,
  type TransactionRow,
} from './report-rows.ts';

/** Who hears what a report says, row by row. */
export type ReportSink = {
  readonly totals: (totals: SectionTotals) => void;
  readonly transaction: (row: TransactionRow) => void;
  /** Takes a row that needs no other word, or answers false and hears it as `transaction`; absent where every row is wanted whole. */
  readonly exactly?: (row: PlainRow) => boolean;
  readonly fee: (row: FeeRow) => void;
  readonly summary: (row: SummaryRow) => void;
  readonly settlement: (row: SettlementRow) => void;
  readonly fault: (fault: RowFault) => void;
};

/** Reads one report; rows come in order, as cells or, where `plain` takes them, as bytes. `end` tells what is still missing. */
export type ReportReader = {
  readonly plain: PlainLines;
  readonly row: (cells: readonly string[], line: number) => void;
  readonly end: () => void;
};

const END_MARK = '<END>';

/**
 * Finds the sections of a report by their header rows and hands every row to the sink. Nothing is assumed about order of columns,
 * lines between sections or the end mark, which Alipay+ may or may not write.
 */
export function createReportReader(map: ColumnMap, kind: ReportKind, sink: ReportSink): ReportReader {
  const { values } = map;
  const hasSummary = kind !== 'summary';
  let summary: Layout | null = null;
  let detail: Cells | null = null;
  let hasTotals = false;
  let isEnded = false;
  let plain: PlainLines = leave;
  let best: { readonly found: number; readonly missing: readonly string[]; readonly line: number } | null = null;
  const toTotals = (layout: Layout, cells: readonly string[], line: number): void => {
    hasTotals = true;
    hand(readTotals(createCells(layout, values), cells, line, kind === 'fees' ? 'debit' : 'credit'), sink.totals, sink);
  };
  const header = (cells: readonly string[], line: number): boolean => {
    const asDetail = layoutOf(map, kind, 'detail', cells);
    if (asDetail.missing.length === 0) {
      detail = createCells(asDetail.layout, values);
      plain = plainOf(kind, asDetail.layout, values, sink);
      return true;
    }
    const asSummary = layoutOf(map, kind, 'summary', cells);
    if (hasSummary && summary === null && asSummary.missing.length === 0) {
      summary = asSummary.layout;
      return true;
    }
    const isBetter = asDetail.found > (best?.found ?? 0);
    if (isBetter) best = { found: asDetail.found, missing: asDetail.missing, line };
    return isBetter && asDetail.found > 1;
  };
  const beforeDetail = (cells: readonly string[], line: number): void => {
    if (header(cells, line)) return;
    if (summary !== null && !hasTotals) toTotals(summary, cells, line);
    // A line of its own, such as a section's title, says nothing about money.
    else if (cells.length > 1 && best === null) sink.fault({ line, code: 'row-outside', field: '' });
  };
  const toDetail = detailOf(kind, sink);
  const toEnd = (): void => {
    isEnded = true;
    plain = leave;
  };
  return {
    plain: (bytes, from) => plain(bytes, from),
    row: (cells, line) => {
      const first = cells[0] ?? '';
      if (cells.length <= 1 && first.trim() === '') return;
      if (isEnded) sink.fault({ line, code: 'after-end', field: '' });
      else if (first.trim() === END_MARK) toEnd();
      else if (detail === null) beforeDetail(cells, line);
      else toDetail(detail, cells, line);
    },
    end: () => {
      if (detail === null) sink.fault({ line: best?.line ?? 1, code: 'columns-missing', field: best?.missing.join(', ') ?? '' });
    },
  };
}

const leave: PlainLines = () => 0;

const plainOf = (kind: ReportKind, layout: Layout, values: ColumnMap['values'], { exactly }: ReportSink): PlainLines =>
  kind === 'transactions' && exactly !== undefined ? plainReader(layout, values, exactly) : leave;

type ToDetail = (cells: Cells, row: readonly string[], line: number) => void;

function detailOf(kind: ReportKind, sink: ReportSink): ToDetail {
  switch (kind) {
    case 'transactions':
      return (cells, row, line) => {
        hand(readTransaction(cells, row, line), sink.transaction, sink);
      };
    case 'fees':
      return (cells, row, line) => {
        hand(readFee(cells, row, line), sink.fee, sink);
      };
    case 'summary':
      return (cells, row, line) => {
        hand(readSummary(cells, row, line), sink.summary, sink);
      };
    case 'settlement':
      return (cells, row, line) => {
        hand(readSettlement(cells, row, line), sink.settlement, sink);
      };
  }
}

function hand<Row>(read: Read<Row>, take: (row: Row) => void, sink: ReportSink): void {
  if (read.ok) take(read.row);
  else sink.fault(read.fault);
}
