import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { DEFAULT_COLUMN_MAP } from '../../../core/reconcile/column-map.ts';
import { FIRST_DAY } from '../../builders/report-month.ts';
import { judgeMonth } from '../../builders/judge-month.ts';
import { writeMonth, type MonthOrder } from '../../builders/report-month.ts';
import { EVERY_DEFECT } from '../../builders/judge-month.ts';

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(path.join(os.tmpdir(), 'paydesk-month-'));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const each of folders.splice(0)) rmSync(each, { recursive: true, force: true });
});

const order = (more: Partial<MonthOrder>): MonthOrder => ({
  root: folder(),
  days: 9,
  paymentsPerDay: 120,
  defects: () => ({}),
  ...more,
});

test('a month without a fault raises no difference at all', async () => {
  const month = writeMonth(order({}));
  const { found, falseAlarms, result } = await judgeMonth(month, DEFAULT_COLUMN_MAP, {
    fromDay: FIRST_DAY,
    untilDay: FIRST_DAY + 9,
  });
  expect(falseAlarms).toEqual([]);
  expect(found).toBe(0);
  expect(result).toMatchObject({ reportRows: 9 * 126, matched: 9 * 126, awaited: 0, unchecked: 0 });
});

test('every planted difference of every class is found, and nothing else is called one', async () => {
  const month = writeMonth(order({ defects: EVERY_DEFECT }));
  const { missed, falseAlarms, planted } = await judgeMonth(month, DEFAULT_COLUMN_MAP, {
    fromDay: FIRST_DAY,
    untilDay: FIRST_DAY + 9,
  });
  expect(missed).toEqual([]);
  expect(falseAlarms).toEqual([]);
  expect(planted).toBeGreaterThan(200);
});

test('the look of the files changes nothing: byte order mark, CR LF, quotation marks, end mark, several files a day', async () => {
  const layout = { byteOrderMark: true, lineEnd: '\r\n', quoted: true, endMark: true, rowsPerFile: 50 } as const;
  const month = writeMonth(order({ layout, days: 3 }));
  const { falseAlarms, result } = await judgeMonth(month, DEFAULT_COLUMN_MAP, { fromDay: FIRST_DAY, untilDay: FIRST_DAY + 3 });
  expect(falseAlarms).toEqual([]);
  expect(result.matched).toBe(3 * 126);
});
