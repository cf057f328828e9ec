import type { ReportKind } from './report-name.ts';

/** A field of one section and whether a report cannot be read without it. */
type FieldTable = Readonly<Record<string, { readonly names: readonly string[]; readonly needed: boolean }>>;

const need = (...names: string[]) => ({ names, needed: true });
const may = (...names: string[]) => ({ names, needed: false });

/**
 * Which column holds what. `totalCount`, `clearingBatchId`, `transactionTime`, `settlementCurrency`, `settlementBatchId` and
 * `valueDate` are documented; the other names are assumed, because the public pages do not show the tables. So this is a table
 * that an owner edits, never code.
 * https://docs.alipayplus.com/alipayplus/alipayplus/reconcile_acq/trans_detail
 */
export const FIELDS = {
  transactions: {
    summary: {
      count: need('totalCount'),
      net: need('netSettlementAmountValue'),
      currency: may('settlementCurrency'),
      direction: may('direction'),
    },
    detail: {
      batchId: may('clearingBatchId'),
      alipayId: need('transactionId'),
      requestId: need('transactionRequestId'),
      originalId: may('originalTransactionId'),
      originalRequestId: may('originalTransactionRequestId'),
      type: need('transactionType'),
      time: need('transactionTime'),
      amount: need('transactionAmountValue'),
      currency: need('transactionCurrency'),
      settlementAmount: need('settlementAmountValue'),
      settlementCurrency: need('settlementCurrency'),
      direction: may('direction'),
    },
  },
  fees: {
    summary: {
      count: need('totalCount'),
      net: need('totalFeeAmountValue'),
      currency: may('feeCurrency'),
      direction: may('direction'),
    },
    detail: {
      batchId: may('clearingBatchId'),
      alipayId: need('transactionId'),
      requestId: need('transactionRequestId'),
      type: may('transactionType'),
      time: may('transactionTime'),
      feeType: need('feeType'),
      amount: need('feeAmountValue'),
      currency: need('feeCurrency'),
      direction: may('direction'),
    },
  },
  summary: {
    summary: {},
    detail: {
      batchId: need('clearingBatchId'),
      day: may('clearingDate'),
      type: need('transactionType'),
      count: need('totalCount'),
      transactionAmount: may('totalTransactionAmountValue'),
      settlementAmount: need('totalSettlementAmountValue'),
      fees: may('totalFeeAmountValue'),
      net: need('netSettlementAmountValue'),
      currency: may('settlementCurrency'),
      direction: may('direction'),
    },
  },
  settlement: {
    summary: {
      batchId: need('settlementBatchId'),
      net: need('netSettlementAmountValue'),
      currency: may('settlementCurrency'),
      direction: may('direction'),
      time: may('settlementTime'),
      valueDate: may('valueDate'),
    },
    detail: {
      batchId: need('clearingBatchId'),
      day: may('clearingDate'),
      count: may('totalCount'),
      net: need('netSettlementAmountValue'),
      currency: may('settlementCurrency'),
      direction: may('direction'),
    },
  },
} as const satisfies Readonly<Record<ReportKind, Readonly<Record<SectionName, FieldTable>>>>;

/** The two sections that a report may have. */
export type SectionName = 'summary' | 'detail';

/** Header names of one section by field, in the order in which they are tried. */
export type SectionMap = Readonly<Record<string, readonly string[]>>;

/** What an owner can change about reading reports. */
export type ColumnMap = {
  readonly columns: Readonly<Record<ReportKind, Readonly<Record<SectionName, SectionMap>>>>;
  /** Texts of cells. */
  readonly values: {
    readonly payment: readonly string[];
    readonly refund: readonly string[];
    readonly total: readonly string[];
    /** Alipay+ owes the acquirer; assumed `C`. */
    readonly credit: readonly string[];
    /** The acquirer owes; assumed `D`. */
    readonly debit: readonly string[];
  };
};

/** The map of the layout that is assumed until the official tables are at hand. */
export const DEFAULT_COLUMN_MAP: ColumnMap = {
  columns: {
    transactions: { summary: namesOf(FIELDS.transactions.summary), detail: namesOf(FIELDS.transactions.detail) },
    fees: { summary: namesOf(FIELDS.fees.summary), detail: namesOf(FIELDS.fees.detail) },
    summary: { summary: namesOf(FIELDS.summary.summary), detail: namesOf(FIELDS.summary.detail) },
    settlement: { summary: namesOf(FIELDS.settlement.summary), detail: namesOf(FIELDS.settlement.detail) },
  },
  values: { payment: ['PAYMENT'], refund: ['REFUND'], total: ['TOTAL'], credit: ['C'], debit: ['D'] },
};

function namesOf(table: FieldTable): SectionMap {
  return Object.fromEntries(Object.entries(table).map(([field, { names }]) => [field, names]));
}

/** True when a report of this kind cannot be read without the field. */
function isNeeded(kind: ReportKind, section: SectionName, field: string): boolean {
  const table: FieldTable = FIELDS[kind][section];
  return table[field]?.needed ?? false;
}

/** Where each field of a section stands in a row of cells; -1 for one that is not there. */
export type Layout = Readonly<Record<string, number>>;

/** The layout that a header row gives, or the needed fields that it lacks. Letters' case and blanks around names do not matter. */
export function layoutOf(
  map: ColumnMap,
  kind: ReportKind,
  section: SectionName,
  header: readonly string[],
): { readonly layout: Layout; readonly missing: readonly string[]; readonly found: number } {
  const names = header.map((cell) => cell.trim().toLowerCase());
  const at = (wanted: readonly string[]): number =>
    wanted.reduce((found, name) => (found >= 0 ? found : names.indexOf(name.trim().toLowerCase())), -1);
  const fields = Object.keys(FIELDS[kind][section]);
  const layout = Object.fromEntries(fields.map((field) => [field, at(map.columns[kind][section][field] ?? [])]));
  const missing = fields.filter((field) => isNeeded(kind, section, field) && layout[field] === -1);
  return { layout, missing, found: Object.values(layout).filter((place) => place >= 0).length };
}
