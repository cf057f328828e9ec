import { toUtc8 } from '../gateway/iso-time.ts';
import type { FeeItem, ReportRow } from './row.ts';

/** How files look where Alipay+'s public pages do not say. */
export type FileLayout = {
  readonly byteOrderMark: boolean;
  readonly lineEnd: '\n' | '\r\n';
  /** Every cell in quotation marks. */
  readonly quoted: boolean;
  readonly endMark: boolean;
  /** Rows a file before a cycle is split over several; null never splits. */
  readonly rowsPerFile: number | null;
};

/** The assumed look: no mark, LF, no quotes, no end mark, one file. */
export const PLAIN_LAYOUT: FileLayout = { byteOrderMark: false, lineEnd: '\n', quoted: false, endMark: false, rowsPerFile: null };

/** Whose reports they are. */
export type ReportParty = { readonly participantId: string; readonly agreementId: string; readonly settlementCurrency: string };

/** One clearing cycle: a day in UTC+8 with its rows and fees. `day` is whole days since 1970-01-01. */
export type Cycle = {
  readonly day: number;
  readonly batchId: string;
  readonly rows: readonly ReportRow[];
  readonly fees: readonly FeeItem[];
};

/** Numbers of a report that may be told wrongly on order. */
export type Bend = { readonly sectionNetBy?: number; readonly summaryNetBy?: number; readonly settlementNetBy?: number };

/** A report as it lies on the server; the directory is below the root `/v1` or `/sandbox`. */
export type ReportText = { readonly directory: string; readonly name: string; readonly text: string };

const DAY_MS = 86_400_000;

/** `20220318`. */
export const compactDay = (day: number): string => isoDay(day).replaceAll('-', '');
const isoDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

type Cells = readonly (string | number)[];
type Section = { readonly header: Cells; readonly rows: readonly Cells[] };

const direction = (minor: number): string => (minor < 0 ? 'D' : 'C');
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const netOf = (rows: readonly ReportRow[]): number =>
  sum(rows.map(({ credit, settlementMinor }) => (credit ? settlementMinor : -settlementMinor)));

const DETAIL = [
  'clearingBatchId',
  'transactionId',
  'originalTransactionId',
  'transactionRequestId',
  'originalTransactionRequestId',
  'transactionType',
  'transactionTime',
  'transactionAmountValue',
  'transactionCurrency',
  'settlementAmountValue',
  'settlementCurrency',
  'direction',
  'pspId',
  'pspName',
  'referenceMerchantId',
  'referenceStoreId',
  'productCode',
];

const FEE_DETAIL = [
  'clearingBatchId',
  'transactionId',
  'transactionRequestId',
  'transactionType',
  'transactionTime',
  'feeType',
  'feeAmountValue',
  'feeCurrency',
  'direction',
];

const SUMMARY = [
  'clearingBatchId',
  'clearingDate',
  'transactionType',
  'totalCount',
  'totalTransactionAmountValue',
  'totalSettlementAmountValue',
  'totalFeeAmountValue',
  'netSettlementAmountValue',
  'settlementCurrency',
  'direction',
];

/**
 * The three clearing reports of a cycle, as they are made at 08:00 UTC+8 of the next day.
 * https://docs.alipayplus.com/alipayplus/alipayplus/reconcile_acq/trans_detail (the column names beyond its opening are assumed)
 */
export function clearingReports(party: ReportParty, cycle: Cycle, layout: FileLayout, bend: Bend = {}): readonly ReportText[] {
  const directory = `settlements/clearing/${party.participantId}/${compactDay(cycle.day + 1)}`;
  const file = (prefix: string, sequence: number, sections: readonly Section[]): ReportText => ({
    directory,
    name: fileName(prefix, party, cycle.batchId, sequence),
    text: render(sections, layout),
  });
  const bent = bend.sectionNetBy ?? 0;
  return [
    ...split(cycle.rows, layout).map((rows, at) =>
      file('transactionItems', at, [
        transactionTotals(rows, party, at === 0 ? bent : 0),
        { header: DETAIL, rows: rows.map((row) => detail(row, cycle)) },
      ]),
    ),
    ...split(cycle.fees, layout).map((fees, at) =>
      file('feeItems', at, [feeTotals(fees, party), { header: FEE_DETAIL, rows: fees.map((fee) => feeDetail(fee, cycle)) }]),
    ),
    file('summary', 0, [{ header: SUMMARY, rows: summaryRows(party, cycle, bend.summaryNetBy ?? 0) }]),
  ];
}

/** The settlement report over cycles, made on the settlement day. https://docs.alipayplus.com/alipayplus/alipayplus/reconcile_acq/settlement */
export function settlementReport(
  party: ReportParty,
  settlement: { readonly day: number; readonly batchId: string; readonly cycles: readonly Cycle[] },
  layout: FileLayout,
  bend: Bend = {},
): ReportText {
  const nets = settlement.cycles.map((cycle) => netOf(cycle.rows) - sum(cycle.fees.map(({ amountMinor }) => amountMinor)));
  const net = sum(nets) + (bend.settlementNetBy ?? 0);
  const time = toUtc8(settlement.day * DAY_MS);
  const { participantId, agreementId, settlementCurrency } = party;
  return {
    directory: `settlements/settlement/${participantId}/${compactDay(settlement.day)}`,
    name: fileName('settlement', party, settlement.batchId, 0),
    text: render(
      [
        {
          header: [
            'settlementBatchId',
            'participantId',
            'participantAgreementId',
            'netSettlementAmountValue',
            'settlementCurrency',
            'direction',
            'settlementTime',
            'valueDate',
          ],
          rows: [
            [
              settlement.batchId,
              participantId,
              agreementId,
              Math.abs(net),
              settlementCurrency,
              direction(net),
              time,
              isoDay(settlement.day + 1),
            ],
          ],
        },
        {
          header: [
            'clearingBatchId',
            'clearingDate',
            'totalCount',
            'netSettlementAmountValue',
            'settlementCurrency',
            'direction',
          ],
          rows: settlement.cycles.map((cycle, at) => {
            const each = nets[at] ?? 0;
            return [cycle.batchId, isoDay(cycle.day), cycle.rows.length, Math.abs(each), settlementCurrency, direction(each)];
          }),
        },
      ],
      layout,
    ),
  };
}

const fileName = (
  prefix: string,
  { participantId, settlementCurrency, agreementId }: ReportParty,
  batchId: string,
  sequence: number,
): string =>
  `${prefix}_${participantId}_${settlementCurrency}_${batchId}_${agreementId}_${String(sequence).padStart(3, '0')}.csv`;

function transactionTotals(rows: readonly ReportRow[], { settlementCurrency }: ReportParty, netBy: number): Section {
  const net = netOf(rows) + netBy;
  return {
    header: ['totalCount', 'netSettlementAmountValue', 'settlementCurrency', 'direction'],
    rows: [[rows.length, Math.abs(net), settlementCurrency, direction(net)]],
  };
}

function feeTotals(fees: readonly FeeItem[], { settlementCurrency }: ReportParty): Section {
  return {
    header: ['totalCount', 'totalFeeAmountValue', 'feeCurrency', 'direction'],
    rows: [[fees.length, sum(fees.map(({ amountMinor }) => amountMinor)), settlementCurrency, 'D']],
  };
}

const detail = (row: ReportRow, { batchId }: Cycle): Cells => [
  batchId,
  row.transactionId,
  row.originalTransactionId,
  row.requestId,
  row.originalRequestId,
  row.type,
  toUtc8(row.atMs),
  row.amountMinor,
  row.currency,
  row.settlementMinor,
  row.settlementCurrency,
  row.credit ? 'C' : 'D',
  row.pspId,
  row.pspName,
  row.merchantId,
  row.storeId,
  'IN_STORE_PAYMENT',
];

const feeDetail = (fee: FeeItem, { batchId }: Cycle): Cells => [
  batchId,
  fee.transactionId,
  fee.requestId,
  fee.type,
  toUtc8(fee.atMs),
  fee.feeType,
  fee.amountMinor,
  fee.currency,
  'D',
];

function summaryRows({ settlementCurrency }: ReportParty, cycle: Cycle, netBy: number): readonly Cells[] {
  const feesMinor = sum(cycle.fees.map(({ amountMinor }) => amountMinor));
  const line = (type: string, rows: readonly ReportRow[], fees: number, by: number): Cells => {
    const settlement = netOf(rows);
    const net = settlement - fees + by;
    const transactions = sum(rows.map(({ credit, amountMinor }) => (credit ? amountMinor : -amountMinor)));
    return [
      cycle.batchId,
      isoDay(cycle.day),
      type,
      rows.length,
      Math.abs(transactions),
      Math.abs(settlement),
      fees,
      Math.abs(net),
      settlementCurrency,
      direction(net),
    ];
  };
  const of = (type: ReportRow['type']) => cycle.rows.filter((row) => row.type === type);
  return [
    line('PAYMENT', of('PAYMENT'), feesMinor, 0),
    line('REFUND', of('REFUND'), 0, 0),
    line('TOTAL', cycle.rows, feesMinor, netBy),
  ];
}

/** A cycle without rows still has its file. */
function split<Row>(rows: readonly Row[], { rowsPerFile }: FileLayout): readonly (readonly Row[])[] {
  if (rowsPerFile === null || rows.length <= rowsPerFile) return [rows];
  return Array.from({ length: Math.ceil(rows.length / rowsPerFile) }, (_, at) =>
    rows.slice(at * rowsPerFile, (at + 1) * rowsPerFile),
  );
}

function render(sections: readonly Section[], { byteOrderMark, lineEnd, quoted, endMark }: FileLayout): string {
  const cell = (value: string | number): string => {
    const text = String(value);
    return quoted || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = sections.flatMap(({ header, rows }) => [header, ...rows].map((cells) => cells.map(cell).join(',')));
  return `${byteOrderMark ? '\uFEFF' : ''}${[...lines, ...(endMark ? ['<END>'] : [])].join(lineEnd)}${lineEnd}`;
}
