import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { API_TABLE } from '../../../scripts/evidence-report/api-table.mjs';
import { statesIn, verdictOn } from '../../../scripts/evidence-report/api-verdict.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const GOOD = ['test/a.test.ts', 'pay is paid'] as const;
const BAD = ['test/a.test.ts', 'pay is refused'] as const;
const ROW = { api: 'pay', direction: 'out', path: '/pay', good: GOOD, bad: BAD } as const;
const report = (...tests: readonly (readonly [string, string])[]) => ({
  testResults: [{ name: '/house/test/a.test.ts', assertionResults: tests.map(([fullName, status]) => ({ fullName, status })) }],
});
const bothOf = (...tests: readonly (readonly [string, string])[]): number =>
  verdictOn([ROW], statesIn(report(...tests), '/house')).exercisedBothOutcomes;

it('an API counts only when both of its tests ran and passed', () => {
  expect(bothOf(['pay is paid', 'passed'], ['pay is refused', 'passed'])).toBe(1);
  expect(bothOf(['pay is paid', 'passed'], ['pay is refused', 'failed'])).toBe(0);
  expect(bothOf(['pay is paid', 'passed'], ['pay is refused', 'skipped'])).toBe(0);
  expect(bothOf(['pay is paid', 'passed'], ['pay was refused', 'passed'])).toBe(0);
  expect(verdictOn([{ ...ROW, bad: null }], new Map()).found).toEqual([{ api: 'pay', good: 'not found', bad: 'no test' }]);
});

it('the table names the fourteen APIs once each, and tests whose files and titles are there', () => {
  expect(new Set(API_TABLE.map(({ api }) => api)).size).toBe(14);
  for (const [file, title] of API_TABLE.flatMap(({ good, bad }) => [good, bad]).filter((test) => test !== null)) {
    expect(existsSync(path.join(root, file)), file).toBe(true);
    const beside = ['gateway-port.ts']
      .map((name) => path.join(root, path.dirname(file), name))
      .filter((each) => existsSync(each));
    const text = [path.join(root, file), ...beside].map((each) => readFileSync(each, 'utf8')).join('\n');
    const titles = [...text.matchAll(/\b(?:it|test)\('([^']+)'/g)].map(([, each]) => each ?? '');
    expect(
      titles.some((each) => title.endsWith(each)),
      title,
    ).toBe(true);
  }
});
