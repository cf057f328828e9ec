import { isCurrencyCode } from '../money/currency.ts';
import type { ColumnMap, Layout } from './column-map.ts';
import type { MoveKind } from './local-row.ts';
import { parseDay, parseReportTime, type Utc8Day } from './utc8.ts';

/** Why a line cannot be used; `field` is the field of the column map, `ids` whom the line speaks of as far as it can be read. */
export type RowFault = {
  readonly line: number;
  readonly code: RowFaultCode;
  readonly field: string;
  readonly ids?: { readonly alipayId: string; readonly requestId: string };
};

/**
 * - `not-utf8`: bytes that are no UTF-8 · `quote-open`: a quotation mark that nothing closes
 * - `columns-missing`: no row names the needed columns; `field` lists what is missing
 * - `row-outside`: a row before any header · `after-end`: a row behind the end mark
 * - the others: a cell that is not what its column must hold
 */
export const ROW_FAULT_CODES = [
  'not-utf8',
  'quote-open',
  'columns-missing',
  'row-outside',
  'after-end',
  'id-missing',
  'not-a-time',
  'not-an-amount',
  'not-a-count',
  'not-a-currency',
  'unknown-type',
  'unknown-direction',
] as const;

/** One of the codes above. */
export type RowFaultCode = (typeof ROW_FAULT_CODES)[number];

/** One payment or refund as Alipay+ reports it. `settlementMinor` is never negative; `isCredit` says which way it goes. */
export type TransactionRow = {
  readonly line: number;
  readonly batchId: string;
  readonly alipayId: string;
  readonly requestId: string;
  readonly originalRequestId: string;
  readonly kind: MoveKind;
  readonly atMs: number;
  readonly amountMinor: number;
  readonly currency: string;
  readonly settlementMinor: number;
  readonly settlementCurrency: string;
  readonly isCredit: boolean;
};

/** One fee item. */
export type FeeRow = {
  readonly line: number;
  readonly batchId: string;
  readonly alipayId: string;
  readonly requestId: string;
  readonly feeType: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly isCredit: boolean;
};

/** One line of the summary report. `net` is signed: above zero when Alipay+ owes the acquirer. */
export type SummaryRow = {
  readonly line: number;
  readonly batchId: string;
  readonly day: Utc8Day | null;
  readonly type: MoveKind | 'TOTAL';
  readonly count: number;
  readonly settlementMinor: number;
  readonly feesMinor: number | null;
  readonly netMinor: number;
};

/** One clearing batch of a settlement. */
export type SettlementRow = {
  readonly line: number;
  readonly batchId: string;
  readonly day: Utc8Day | null;
  readonly count: number | null;
  readonly netMinor: number;
};

/** The summary section of a transaction, fee or settlement report; `netMinor` is signed. */
export type SectionTotals = {
  readonly line: number;
  readonly count: number | null;
  readonly netMinor: number;
  readonly settlementBatchId: string;
  readonly valueDate: string;
};

/** A row, or the first thing that is wrong with it. */
export type Read<Row> = { readonly ok: true; readonly row: Row } | { readonly ok: false; readonly fault: RowFault };

class CellError extends Error {
  readonly code: RowFaultCode;
  readonly field: string;
  constructor(code: RowFaultCode, field: string) {
    super(code);
    this.code = code;
    this.field = field;
  }
}

type Values = ColumnMap['values'];

/** Reads the cells of the row it was turned to; the methods throw CellError, which `reading` turns into a fault. */
export type Cells = {
  readonly turnTo: (row: readonly string[]) => void;
  readonly text: (field: string) => string;
  readonly amount: (field: string) => number;
  readonly currency: (field: string) => string;
  readonly count: (field: string) => number;
  /** True for credit; where no column says it, the sign of `amountField` does, and without a sign `otherwise`. */
  readonly isCredit: (amountField: string, otherwise: boolean) => boolean;
  readonly values: Values;
};

const WHOLE = /^-?\d{1,15}$/;

/** A reader of cells for one section; it is made once and turned to one row after the other. */
export function createCells(layout: Layout, values: Values): Cells {
  let cells: readonly string[] = [];
  const text = (field: string): string => (cells[layout[field] ?? -1] ?? '').trim();
  const whole = (field: string, code: RowFaultCode): number => {
    const cell = text(field);
    if (!WHOLE.test(cell)) throw new CellError(code, field);
    return Number(cell);
  };
  return {
    turnTo: (row) => {
      cells = row;
    },
    text,
    amount: (field) => Math.abs(whole(field, 'not-an-amount')),
    count: (field) => whole(field, 'not-a-count'),
    currency: (field) => {
      const cell = text(field);
      if (!isCurrencyCode(cell)) throw new CellError('not-a-currency', field);
      return cell;
    },
    isCredit: (amountField, otherwise) => {
      const cell = text('direction');
      if (values.credit.includes(cell)) return true;
      if (values.debit.includes(cell)) return false;
      if (cell !== '') throw new CellError('unknown-direction', 'direction');
      return text(amountField).startsWith('-') ? false : otherwise;
    },
    values,
  };
}

/** Turns the first fault of a row into a value. */
function reading<Row>(line: number, cells: Cells, row: readonly string[], read: (cells: Cells, line: number) => Row): Read<Row> {
  cells.turnTo(row);
  try {
    return { ok: true, row: read(cells, line) };
  } catch (cause) {
    if (!(cause instanceof CellError)) throw cause;
    const ids = { alipayId: cells.text('alipayId'), requestId: cells.text('requestId') };
    return { ok: false, fault: { line, code: cause.code, field: cause.field, ids } };
  }
}

/** The kind that a text of the column map stands for; null when it stands for none. */
export function kindOf(values: Values, type: string): MoveKind | null {
  if (values.payment.includes(type)) return 'PAYMENT';
  return values.refund.includes(type) ? 'REFUND' : null;
}

function timeOf(cells: Cells, field: string): number {
  const atMs = parseReportTime(cells.text(field));
  if (atMs === null) throw new CellError('not-a-time', field);
  return atMs;
}

/** One row of the transaction report. */
export const readTransaction = (cells: Cells, row: readonly string[], line: number): Read<TransactionRow> =>
  reading(line, cells, row, transactionIn);

function transactionIn(cells: Cells, line: number): TransactionRow {
  const kind = kindOf(cells.values, cells.text('type'));
  if (kind === null) throw new CellError('unknown-type', 'type');
  const alipayId = cells.text('alipayId');
  const requestId = cells.text('requestId');
  if (alipayId === '' && requestId === '') throw new CellError('id-missing', 'alipayId');
  return {
    line,
    batchId: cells.text('batchId'),
    alipayId,
    requestId,
    originalRequestId: cells.text('originalRequestId'),
    kind,
    atMs: timeOf(cells, 'time'),
    amountMinor: cells.amount('amount'),
    currency: cells.currency('currency'),
    settlementMinor: cells.amount('settlementAmount'),
    settlementCurrency: cells.currency('settlementCurrency'),
    isCredit: cells.isCredit('settlementAmount', kind === 'PAYMENT'),
  };
}

/** One row of the fee report. */
export const readFee = (cells: Cells, row: readonly string[], line: number): Read<FeeRow> => reading(line, cells, row, feeIn);

function feeIn(cells: Cells, line: number): FeeRow {
  const alipayId = cells.text('alipayId');
  const requestId = cells.text('requestId');
  if (alipayId === '' && requestId === '') throw new CellError('id-missing', 'alipayId');
  return {
    line,
    batchId: cells.text('batchId'),
    alipayId,
    requestId,
    feeType: cells.text('feeType'),
    amountMinor: cells.amount('amount'),
    currency: cells.currency('currency'),
    isCredit: cells.isCredit('amount', false),
  };
}

const signed = (amountMinor: number, isCredit: boolean): number => (isCredit ? amountMinor : -amountMinor);

/** One row of the summary report. */
export const readSummary = (cells: Cells, row: readonly string[], line: number): Read<SummaryRow> =>
  reading(line, cells, row, summaryIn);

function summaryIn(cells: Cells, line: number): SummaryRow {
  const type = cells.values.total.includes(cells.text('type')) ? 'TOTAL' : kindOf(cells.values, cells.text('type'));
  if (type === null) throw new CellError('unknown-type', 'type');
  return {
    line,
    batchId: cells.text('batchId'),
    day: parseDay(cells.text('day')),
    type,
    count: cells.count('count'),
    settlementMinor: cells.amount('settlementAmount'),
    feesMinor: cells.text('fees') === '' ? null : cells.amount('fees'),
    netMinor: signed(cells.amount('net'), cells.isCredit('net', true)),
  };
}

/** One clearing batch of the settlement report. */
export const readSettlement = (cells: Cells, row: readonly string[], line: number): Read<SettlementRow> =>
  reading(line, cells, row, settlementIn);

function settlementIn(cells: Cells, line: number): SettlementRow {
  return {
    line,
    batchId: cells.text('batchId'),
    day: parseDay(cells.text('day')),
    count: cells.text('count') === '' ? null : cells.count('count'),
    netMinor: signed(cells.amount('net'), cells.isCredit('net', true)),
  };
}

/** The one row of a summary section. `owed` is the direction where neither a column nor a sign says it. */
export const readTotals = (cells: Cells, row: readonly string[], line: number, owed: 'credit' | 'debit'): Read<SectionTotals> =>
  reading(line, cells, row, () => totalsIn(cells, line, owed));

function totalsIn(cells: Cells, line: number, owed: 'credit' | 'debit'): SectionTotals {
  return {
    line,
    count: cells.text('count') === '' ? null : cells.count('count'),
    netMinor: signed(cells.amount('net'), cells.isCredit('net', owed === 'credit')),
    settlementBatchId: cells.text('batchId'),
    valueDate: cells.text('valueDate'),
  };
}
