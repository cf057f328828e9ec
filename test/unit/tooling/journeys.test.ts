import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { JOURNEY_TABLE } from '../../../scripts/evidence-report/journey-table.mjs';
import { journeysIn, KEYS_ALONE, notedIn } from '../../../scripts/evidence-report/journey-verdict.mjs';

const ROW = { journey: 'a sale', file: 'sale.spec.ts', title: 'a sale is made' };
const ALONE = { type: KEYS_ALONE };
const report = (
  status: string,
  annotations: readonly object[] = [ALONE, { type: 'keys', description: '5' }],
  title = ROW.title,
) => ({
  suites: [{ specs: [], suites: [{ specs: [{ file: ROW.file, title, tests: [{ status, annotations }] }] }] }],
});
const came = (given: unknown): string | undefined => journeysIn([ROW], given)[0]?.came;

it('a journey is finished only when its test ran, passed at its first try, and nothing but keys reached the page', () => {
  expect(came(report('expected'))).toBe('finished');
  expect(came(report('unexpected'))).toBe('failed');
  expect(came(report('flaky'))).toBe('failed');
  expect(came(report('skipped'))).toBe('not run');
  expect(came(report('expected', [ALONE], 'another sale is made'))).toBe('not run');
  expect(came(report('expected', []))).toBe('not by keys alone');
  expect(came(null)).toBe('not run');
});

it('what a test noted is read as a number', () => {
  expect(notedIn(report('expected'), 'keys')).toBe(5);
  expect(notedIn(report('expected'), 'other')).toBeNull();
});

const POINTS = /\.(click|dblclick|tap|hover|check|fill|selectOption|dragTo|setInputFiles)\(|\.(mouse|keyboard|touchscreen)\./;

it('each journey of the table is a test that is there, is watched, and points at nothing on the till', () => {
  expect(new Set(JOURNEY_TABLE.map(({ journey }) => journey)).size).toBe(JOURNEY_TABLE.length);
  for (const { file, title } of JOURNEY_TABLE) {
    const text = readFileSync(path.join(import.meta.dirname, '../../e2e', file), 'utf8');
    expect(text, title).toContain(`test('${title}'`);
    expect(text, file).toContain('keysOnly: true');
    // The practice wallet is the customer's phone.
    const lines = text.split('\n').filter((line) => !line.includes('wallet.page()'));
    expect(lines.join('\n'), file).not.toMatch(POINTS);
  }
});
