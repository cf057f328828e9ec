import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { ReportFile } from '../../../core/reconcile/batches.ts';
import { createBook } from '../../../core/reconcile/book.ts';
import { DEFAULT_COLUMN_MAP } from '../../../core/reconcile/column-map.ts';
import type { Difference } from '../../../core/reconcile/differences.ts';
import { createReconciliation } from '../../../core/reconcile/reconciliation.ts';
import { parseReportName } from '../../../core/reconcile/report-name.ts';
import { createReportReader } from '../../../core/reconcile/report-reader.ts';
import { dayStartMs } from '../../../core/reconcile/utc8.ts';
import { readCsv } from '../../../main/reports/read-csv.ts';
import type { ReportRow } from '../../../simulator/reports/row.ts';
import { dayRows, FIRST_DAY, localOf, MONTH_SETTINGS } from '../../builders/report-month.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-plain-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const COLUMNS =
  'clearingBatchId,transactionId,originalTransactionId,transactionRequestId,originalTransactionRequestId,transactionType,transactionTime,transactionAmountValue,transactionCurrency,settlementAmountValue,settlementCurrency,direction,pspName'.split(
    ',',
  );
const NEEDED = COLUMNS.filter((name) => !/^(clearing|original|direction|psp)/.test(name));

/** Stands for bytes that are no UTF-8: the first of three, without the others. */
const BAD = '\u{1F6AB}';
const bytesOf = (text: string): Buffer =>
  Buffer.concat(text.split(BAD).flatMap((part, at) => (at === 0 ? [Buffer.from(part)] : [Buffer.of(0xe4), Buffer.from(part)])));

const ROWS = dayRows(FIRST_DAY, 24);
/** As bytes of UTF-8 the report's `é` looks like these two letters of our own id. */
const LOOKALIKE = { report: 'é', ledger: 'Ã©' };

const timeOf = (atMs: number): string => `${new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

const cellsOf = (row: ReportRow): Readonly<Record<string, string>> => ({
  clearingBatchId: '20250301001',
  transactionId: row.transactionId,
  originalTransactionId: row.originalTransactionId,
  transactionRequestId: row.requestId,
  originalTransactionRequestId: row.originalRequestId,
  transactionType: row.type,
  transactionTime: timeOf(row.atMs),
  transactionAmountValue: String(row.amountMinor),
  transactionCurrency: row.currency,
  settlementAmountValue: String(row.settlementMinor),
  settlementCurrency: row.settlementCurrency,
  direction: row.credit ? 'C' : 'D',
  pspName: '支付宝',
});

const surprise = fc.oneof(
  fc.constantFrom('', ' ', '-', '-5', '-0', '0', '007', '1e3', '12.5', '9'.repeat(15), '9'.repeat(16), '+8'),
  fc.constantFrom('PAYMENT', 'REFUND', 'payment', 'C', 'D', 'c', 'SGD', 'USD', 'usd', 'XXX', 'SGDX'),
  fc.constantFrom(
    '2025-03-01T10:00:00+08:00',
    '2025-03-01T24:00:00+08:00',
    '2025-03-01T10:60:00+08:00',
    '2025-03-01T1x:00:00+08:00',
  ),
  fc.constantFrom('2025-03-01 10:00:00', '2025-03-01T02:00:00Z', '2025-02-30T10:00:00+08:00', '2025-03-02T10:00:00+08:00'),
  fc.constantFrom(
    '2025-03-01T10:00:00+09:00',
    '2025-03-01T10:00:00.5+08:00',
    '2025-03-01T10-00:00+08:00',
    '2025-03-01T10:00:00+08 00',
  ),
  fc.constantFrom('<END>', ' <END> ', '<END> x', '\u00a0<END>', '"', '"T1"', '"a,b"', '"a""b"', '"a\nb"', 'a"b'),
  fc.constantFrom(LOOKALIKE.report, '\u00a0', '\u3000', '\ufeff', 'a\0b', '\x0b', BAD, `T${BAD}`, `${BAD}1`, 'x'.repeat(260)),
  fc.constantFrom(...ROWS.slice(0, 4).flatMap(({ transactionId, requestId }) => [transactionId, requestId])),
  fc.string({ maxLength: 12 }),
);

type Bend = {
  readonly at: number;
  readonly column: string;
  readonly text: string;
  readonly how: 'instead' | 'before' | 'behind';
};

const bend = fc.record<Bend>({
  at: fc.nat(ROWS.length - 1),
  column: fc.constantFrom(...COLUMNS),
  text: surprise,
  how: fc.constantFrom('instead', 'instead', 'before', 'behind'),
});

const fileText = fc
  .record({
    columns: fc.shuffledSubarray(COLUMNS, { minLength: COLUMNS.length - 3 }),
    needs: fc.nat(9),
    bends: fc.array(bend, { maxLength: 8 }),
    twice: fc.array(fc.nat(ROWS.length - 1), { maxLength: 2 }),
    short: fc.option(fc.record({ at: fc.nat(ROWS.length - 1), cells: fc.nat(COLUMNS.length) })),
    lines: fc.array(fc.record({ at: fc.nat(ROWS.length + 2), text: surprise }), { maxLength: 2 }),
    lineEnd: fc.constantFrom('\n', '\r\n'),
    mark: fc.constantFrom('', '\ufeff'),
    last: fc.constantFrom('', '\n', '\r\n', '\n\n'),
  })
  .map(({ columns, needs, bends, twice, short, lines, lineEnd, mark, last }) => {
    // Nearly every report has all columns that it needs.
    const header = needs === 0 ? columns : [...new Set([...columns, ...NEEDED])];
    const rows = ROWS.map((row, at) => {
      const cells: Record<string, string> = { ...cellsOf(row) };
      for (const { column, text, how } of bends.filter((each) => each.at === at)) {
        const old = cells[column] ?? '';
        cells[column] = how === 'instead' ? text : how === 'before' ? text + old : old + text;
      }
      return header.map((name) => cells[name] ?? '').slice(0, short?.at === at ? short.cells : undefined);
    });
    const all = [header, ...rows, ...twice.map((at) => rows[at] ?? [])].map((cells) => cells.join(','));
    for (const { at, text } of lines) all.splice(at, 0, text);
    return mark + all.join(lineEnd) + last;
  });

const NAME = 'transactionItems_1022_1_USD_20250301001_A1_000.csv';

function reportFile(): ReportFile {
  const name = parseReportName(NAME);
  if (name === null) throw new Error('the name of the report is wrong');
  return { label: NAME, name, cycleDay: FIRST_DAY };
}

/** Our side: nearly all of the rows, one of another counter, some with other amounts, and the one that only looks alike. */
function bookOf() {
  const book = createBook();
  ROWS.forEach((row, at) => {
    const local = localOf(row);
    if (at === 5) return;
    if (at === 6) book.add({ ...local, amount: { ...local.amount, amountMinor: local.amount.amountMinor + 1 } }, 'own');
    else if (at === 7) book.add({ ...local, settlement: null }, 'own');
    else if (at === 8) book.add({ ...local, alipayId: LOOKALIKE.ledger }, 'own');
    else book.add(local, at === 9 ? 'imported' : 'own');
  });
  return book;
}

/** Everything that a run over the file tells, and how many lines were taken as bytes. */
async function run(file: string, isPlain: boolean) {
  const differences: Difference[] = [];
  const span = { fromDay: FIRST_DAY - 1, untilDay: FIRST_DAY + 2 };
  const reconciliation = createReconciliation(span, bookOf(), MONTH_SETTINGS, (each) => differences.push(each));
  const sink = reconciliation.file(reportFile());
  const reader = createReportReader(DEFAULT_COLUMN_MAP, 'transactions', sink);
  let taken = 0;
  const plain = (bytes: Uint8Array, from: number): number => {
    const next = reader.plain(bytes, from);
    if (next > 0) taken += 1;
    return next;
  };
  await readCsv(file, isPlain ? { row: reader.row, plain } : { row: reader.row }, sink.fault);
  reader.end();
  return { told: { differences, reconciled: reconciliation.finish(dayStartMs(FIRST_DAY + 3)) }, taken };
}

const file = path.join(folder, NAME);

test('a report read as bytes says exactly what it says read with care, whatever stands in it', async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(fileText, async (text) => {
      writeFileSync(file, bytesOf(text));
      const [fast, careful] = [await run(file, true), await run(file, false)];
      taken += fast.taken;
      expect(fast.told).toEqual(careful.told);
    }),
    { numRuns: 150 },
  );
  // Otherwise the careful reader would only have been compared with itself.
  expect(taken).toBeGreaterThan(1_000);
});

const plainText = (lineEnd: string, bent: (cells: string, at: number) => string = (cells) => cells): string =>
  [COLUMNS, ...ROWS.map((row) => COLUMNS.map((name) => cellsOf(row)[name] ?? ''))]
    .map((cells, at) => bent(cells.join(','), at) + lineEnd)
    .join('');

test.each(['\n', '\r\n'])(
  'rows that are as ours are taken as bytes, whatever ends their lines, and no other',
  async (lineEnd) => {
    writeFileSync(file, bytesOf(plainText(lineEnd)));
    const { told, taken } = await run(file, true);
    // Of all rows one is unknown, one of another counter, and three are not exactly as the book has them.
    expect(taken).toBe(ROWS.length - 5);
    expect(told.reconciled.reportRows).toBe(ROWS.length);
  },
);

test('an id that only looks like ours byte by byte is not ours', async () => {
  const looks = (cells: string, at: number): string =>
    at === 9 ? cells.replace(ROWS[8]?.transactionId ?? '', LOOKALIKE.report) : cells;
  writeFileSync(file, bytesOf(plainText('\n', looks)));
  const { told } = await run(file, true);
  expect(told.differences.filter(({ alipayId }) => alipayId === LOOKALIKE.report).map((each) => each.class)).toEqual([
    'ID_MISMATCH',
  ]);
});

test('bytes that are no UTF-8 are named by their line, and the payment of that line is still matched', async () => {
  writeFileSync(file, bytesOf(plainText('\n', (cells, at) => (at === 3 ? cells.replace('支付宝', BAD) : cells))));
  const { told, taken } = await run(file, true);
  expect(told.differences.filter((each) => each.class === 'FILE_UNREADABLE').map(({ line }) => line)).toEqual([4]);
  expect(taken).toBe(ROWS.length - 5);
});
