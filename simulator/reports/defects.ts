import type { Bend, Cycle } from './cycle.ts';
import type { FeeItem, ReportRow } from './row.ts';

/** What can be wrong with a cycle's reports on order; each is one class of difference that a reconciling client must find. */
export const DEFECT_NAMES = [
  'missing-in-report',
  'missing-locally',
  'other-counter',
  'unpaid-reported',
  'id',
  'amount',
  'currency',
  'settlement-amount',
  'type',
  'duplicate',
  'fee-amount',
  'fee-missing',
  'fee-unexpected',
  'section-total',
  'summary-total',
  'settlement-total',
  'bad-cell',
  'bad-utf8',
  'seq-gap',
  'file-missing',
] as const;

/** The name of a defect. */
export type DefectName = (typeof DEFECT_NAMES)[number];

/** How often each defect is planted in one cycle. */
export type DefectOrder = Readonly<Partial<Record<DefectName, number>>>;

/** One planted defect: which, and the id, file or batch by which it can be found. */
export type Planted = { readonly name: DefectName; readonly id: string };

/** A cycle with its defects in it. `badCells` and `badBytes` are transactionIds whose lines are spoiled when the file is written. */
export type BentCycle = {
  readonly cycle: Cycle;
  readonly bend: Bend;
  readonly badCells: ReadonlySet<string>;
  readonly badBytes: ReadonlySet<string>;
  readonly dropFile: 'sequence' | 'fees' | null;
  readonly planted: readonly Planted[];
};

/** What a defect needs beside the cycle: rows of payments that were never paid, and how fees are made. */
export type DefectParts = {
  readonly unpaid: readonly ReportRow[];
  /** Makes a request id of a counter that has never asked for anything; `own` of the counter that owns the first row. */
  readonly strangeId: (owner: 'own' | 'other', number: number) => string;
  readonly feesFor: (rows: readonly ReportRow[]) => readonly FeeItem[];
};

/** Plants the ordered defects. Every defect takes rows of its own, so that each can be found by itself; what finds no row is left out. */
export function plant(cycle: Cycle, order: DefectOrder, parts: DefectParts): BentCycle {
  const planted: Planted[] = [];
  const payments = cycle.rows.filter(({ type }) => type === 'PAYMENT');
  let next = 0;
  const take = (name: DefectName): readonly ReportRow[] => {
    const rows = payments.slice(next, next + (order[name] ?? 0));
    next += rows.length;
    planted.push(...rows.map((row) => ({ name, id: name === 'id' ? otherId(row) : row.transactionId })));
    return rows;
  };
  const bent = new Map<ReportRow, readonly ReportRow[]>();
  const change = (name: DefectName, how: (row: ReportRow) => readonly ReportRow[]): void => {
    for (const row of take(name)) bent.set(row, how(row));
  };
  change('missing-in-report', () => []);
  change('id', (row) => [{ ...row, transactionId: otherId(row) }]);
  change('amount', (row) => [{ ...row, amountMinor: row.amountMinor + 100 }]);
  change('currency', (row) => [{ ...row, currency: row.currency === 'USD' ? 'EUR' : 'USD' }]);
  change('settlement-amount', (row) => [{ ...row, settlementMinor: row.settlementMinor + 1 }]);
  change('type', (row) => [{ ...row, type: 'REFUND', credit: false }]);
  const duplicates = take('duplicate');
  const strangers = [
    ...strangeRows(cycle, 'own', order['missing-locally'] ?? 0, parts),
    ...strangeRows(cycle, 'other', order['other-counter'] ?? 0, parts),
  ];
  planted.push(...strangers.map(({ name, row }) => ({ name, id: row.transactionId })));
  const unpaid = parts.unpaid.slice(0, order['unpaid-reported'] ?? 0);
  planted.push(...unpaid.map((row) => ({ name: 'unpaid-reported' as const, id: row.requestId })));
  const once = [...cycle.rows.flatMap((row) => bent.get(row) ?? [row]), ...strangers.map(({ row }) => row), ...unpaid];
  const fees = bendFees(parts.feesFor(once), take, planted);
  const badCells = new Set(take('bad-cell').map(({ transactionId }) => transactionId));
  const badBytes = new Set(take('bad-utf8').map(({ transactionId }) => transactionId));
  return {
    cycle: { ...cycle, rows: [...once, ...duplicates], fees },
    badCells,
    badBytes,
    ...bendWhole(cycle, order, planted),
    planted,
  };
}

const otherId = ({ transactionId }: ReportRow): string => `9${transactionId.slice(1)}`;

function strangeRows(cycle: Cycle, owner: 'own' | 'other', count: number, { strangeId }: DefectParts) {
  const like = cycle.rows.find(({ type }) => type === 'PAYMENT');
  if (like === undefined) return [];
  const name: DefectName = owner === 'own' ? 'missing-locally' : 'other-counter';
  return Array.from({ length: count }, (_, at) => ({
    name,
    row: {
      ...like,
      transactionId: `8${owner === 'own' ? '1' : '2'}${String(cycle.day)}${String(at).padStart(20, '0')}`,
      requestId: strangeId(owner, cycle.day * 100_000 + at),
    },
  }));
}

function bendFees(
  fees: readonly FeeItem[],
  take: (name: DefectName) => readonly ReportRow[],
  planted: Planted[],
): readonly FeeItem[] {
  const idsOf = (name: DefectName) => new Set(take(name).map(({ transactionId }) => transactionId));
  const [wrong, absent, more] = [idsOf('fee-amount'), idsOf('fee-missing'), idsOf('fee-unexpected')];
  const first = fees[0]?.feeType ?? '';
  const hit = (ids: ReadonlySet<string>, fee: FeeItem): boolean => fee.feeType === first && ids.has(fee.transactionId);
  const there = new Set(fees.map(({ transactionId }) => transactionId));
  // A sale so small that its fee rounds to nothing has no fee to be wrong.
  const unused = planted.filter(({ name, id }) => name.startsWith('fee-') && !there.has(id));
  for (const each of unused) planted.splice(planted.indexOf(each), 1);
  return fees
    .filter((fee) => !hit(absent, fee))
    .flatMap((fee) => {
      if (hit(wrong, fee)) return [{ ...fee, amountMinor: fee.amountMinor + 1 }];
      return hit(more, fee) ? [fee, { ...fee, feeType: 'PENALTY_FEE' }] : [fee];
    });
}

function bendWhole(cycle: Cycle, order: DefectOrder, planted: Planted[]): Pick<BentCycle, 'bend' | 'dropFile'> {
  const has = (name: DefectName): boolean => (order[name] ?? 0) > 0;
  for (const name of ['section-total', 'summary-total', 'settlement-total', 'seq-gap', 'file-missing'] as const)
    if (has(name)) planted.push({ name, id: cycle.batchId });
  return {
    bend: {
      ...(has('section-total') ? { sectionNetBy: 7 } : {}),
      ...(has('summary-total') ? { summaryNetBy: 3 } : {}),
      ...(has('settlement-total') ? { settlementNetBy: 11 } : {}),
    },
    dropFile: has('seq-gap') ? 'sequence' : has('file-missing') ? 'fees' : null,
  };
}
