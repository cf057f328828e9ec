import type { LocalRow } from '../../core/reconcile/local-row.ts';
import { money } from '../../core/money/money.ts';
import type { ReconcileSettings } from '../../core/reconcile/reconciliation.ts';
import { dayStartMs, parseDay } from '../../core/reconcile/utc8.ts';
import { generatedOn, parseReportName } from '../../core/reconcile/report-name.ts';
import type { FileOnDisk } from '../../main/reports/run.ts';
import path from 'node:path';
import { plant, type DefectOrder, type Planted } from '../../simulator/reports/defects.ts';
import { bentReports, bentSettlement, publish } from '../../simulator/reports/publish.ts';
import { PLAIN_LAYOUT, compactDay, type FileLayout, type ReportParty } from '../../simulator/reports/cycle.ts';
import { feesFor, PRACTICE_FEES, type ReportRow } from '../../simulator/reports/row.ts';

/** The acquirer of the synthetic month. */
export const PARTY: ReportParty = { participantId: '1022_1', agreementId: 'A1', settlementCurrency: 'USD' };

/** What the owner of its shop has set. */
export const MONTH_SETTINGS: ReconcileSettings = {
  counterId: 'T1',
  toleranceMinor: 0,
  rounding: 'half-even',
  graceMs: 2 * 3_600_000,
  expectedSets: [],
  neighbourMs: 30 * 60_000,
  fees: [
    { feeType: 'INTERCHANGE_FEE', percent: '0.60', fixedMinor: 0, onRefund: 'none' },
    { feeType: 'SERVICE_FEE', percent: '0.10', fixedMinor: 0, onRefund: 'none' },
  ],
};

/** `2025-03-01` as the first day of every synthetic month. */
export const FIRST_DAY = parseDay('20250301') ?? 0;

/** 128 bits that differ in every number; not random, so that a failing run can be played again. */
export const idBits = (number: number): string =>
  [2_654_435_761, 2_246_822_519, 3_266_489_917, 668_265_263]
    .map((prime) => (Math.imul(number + 1, prime) >>> 0).toString(16).padStart(8, '0'))
    .join('');

const PRICE_CENTS = [250, 1_999, 4_250, 780, 12_345, 100, 599, 31_415];

/** A payment of a day, and now and then a refund of it; amounts in SGD, settled in USD at 1.35. */
export function dayRows(day: number, count: number): readonly ReportRow[] {
  const startMs = dayStartMs(day);
  return Array.from({ length: count }, (_, at): readonly ReportRow[] => {
    const number = (day - FIRST_DAY) * 1_000_000 + at;
    const amountMinor = (PRICE_CENTS[at % PRICE_CENTS.length] ?? 100) + (at % 97);
    const payment = rowOf('PAYMENT', number, amountMinor, startMs + 3_600_000 + Math.floor((at * 79_200_000) / count));
    if (at % 20 !== 7) return [payment];
    const refund = rowOf('REFUND', number, Math.ceil(amountMinor / 3), payment.atMs + 60_000);
    return [payment, { ...refund, originalTransactionId: payment.transactionId, originalRequestId: payment.requestId }];
  }).flat();
}

function rowOf(type: ReportRow['type'], number: number, amountMinor: number, atMs: number): ReportRow {
  const letter = type === 'PAYMENT' ? 'P' : 'R';
  return {
    transactionId: `2025030119074101000${type === 'PAYMENT' ? '7' : '9'}${String(number).padStart(12, '0')}`,
    originalTransactionId: '',
    requestId: `T1-${letter}-${idBits(number * 2 + (type === 'PAYMENT' ? 0 : 1))}`,
    originalRequestId: '',
    type,
    atMs: Math.floor(atMs / 1_000) * 1_000,
    amountMinor,
    currency: 'SGD',
    settlementMinor: Math.max(1, Math.round(amountMinor / 1.35)),
    settlementCurrency: 'USD',
    credit: type === 'PAYMENT',
    pspId: '1022172000000000001',
    pspName: 'AlipayHK',
    merchantId: 'M001',
    storeId: 'S001',
  };
}

/** The same movement as this counter's ledger knows it. */
export const localOf = (row: ReportRow): LocalRow => ({
  kind: row.type,
  requestId: row.requestId,
  alipayId: row.transactionId,
  paymentRequestId: row.originalRequestId === '' ? row.requestId : row.originalRequestId,
  state: 'done',
  amount: money('SGD', row.amountMinor),
  atMs: row.atMs,
  settlement: { currency: row.settlementCurrency, amountMinor: row.settlementMinor },
});

/** A month on disk and in the ledger. */
export type Month = {
  readonly files: readonly FileOnDisk[];
  readonly local: readonly LocalRow[];
  readonly planted: readonly (Planted & { readonly day: number })[];
  readonly reportRows: number;
};

/** What to write. */
export type MonthOrder = {
  readonly root: string;
  readonly days: number;
  readonly paymentsPerDay: number;
  readonly defects: (day: number) => DefectOrder;
  readonly layout?: FileLayout;
};

/** Writes a month of reports with planted defects, the way the practice gateway writes them. */
export function writeMonth({ root, days, paymentsPerDay, defects, layout = PLAIN_LAYOUT }: MonthOrder): Month {
  const bents = Array.from({ length: days }, (_, at) => {
    const day = FIRST_DAY + at;
    const rows = dayRows(day, paymentsPerDay);
    const unpaid = dayRows(day, 40)
      .map((row, number) => ({
        ...row,
        transactionId: '',
        requestId: `T1-P-${idBits(900_000_000 + day * 1_000 + number)}`,
      }))
      .filter(({ type }) => type === 'PAYMENT');
    const cycle = { day, batchId: `${compactDay(day)}001`, rows, fees: feesFor(rows, PRACTICE_FEES) };
    const bent = plant(cycle, defects(at), {
      unpaid,
      strangeId: (owner, number) => `${owner === 'own' ? 'T1' : 'T2'}-P-${idBits(500_000_000 + number)}`,
      feesFor: (each) => feesFor(each, PRACTICE_FEES),
    });
    return { day, rows, unpaid, bent };
  });
  const written = [
    ...bents.flatMap(({ bent }) => publish(root, bentReports(PARTY, bent, layout))),
    ...bents.flatMap(({ day, bent }) => publish(root, [bentSettlement(PARTY, day + 2, `${compactDay(day)}900`, [bent], layout)])),
  ];
  return {
    files: written.map((each) => fileOnDisk(root, each.path)),
    local: bents.flatMap(({ rows, unpaid }) => [
      ...rows.map(localOf),
      ...unpaid.map((row): LocalRow => ({ ...localOf(row), alipayId: null, state: 'over' })),
    ]),
    planted: bents.flatMap(({ day, bent }) => bent.planted.map((each) => ({ ...each, day }))),
    reportRows: bents.reduce((sum, { bent }) => sum + bent.cycle.rows.length, 0),
  };
}

/** A written report with what its name and directory say. */
export function fileOnDisk(root: string, relative: string): FileOnDisk {
  const name = parseReportName(path.basename(relative));
  const madeOn = generatedOn(relative);
  if (name === null || madeOn === null) throw new Error(`no report: ${relative}`);
  return {
    path: path.join(root, relative),
    file: { label: relative, name, cycleDay: name.kind === 'settlement' ? madeOn : madeOn - 1 },
  };
}
