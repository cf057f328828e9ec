import { describe, expect, it } from 'vitest';
import { closingLine, countPlaywright, countVitest, honest, sum } from '../../../scripts/gates/count.mjs';
import { failuresOfPlaywright, failuresOfVitest } from '../../../scripts/gates/failures.mjs';

describe('the closing line', () => {
  it('says what passed and failed, and what was skipped only if something was', () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
    expect(closingLine({ passed: 12, failed: 1, skipped: 2 })).toBe('12 passed, 1 failed, 2 skipped');
  });

  it('adds checks and tests up', () => {
    const gates = [
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 40, failed: 2, skipped: 3 },
    ];
    expect(sum(gates)).toEqual({ passed: 41, failed: 2, skipped: 3 });
  });
});

describe('counting tests', () => {
  it('reads both runners', () => {
    const vitest = { numTotalTests: 9, numPassedTests: 6, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 };
    expect(countVitest(vitest)).toEqual({ passed: 6, failed: 1, skipped: 2 });
    expect(countPlaywright({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 } })).toEqual({
      passed: 4,
      failed: 2,
      skipped: 2,
    });
  });

  it('never takes a crash, an unreadable report or an empty run for success', () => {
    const passed = { passed: 5, failed: 0, skipped: 0 };
    expect(honest(passed, 0)).toEqual(passed);
    expect(honest(passed, 1).failed).toBe(1);
    expect(honest(countVitest(null), 0).failed).toBe(1);
    expect(honest({ passed: 0, failed: 0, skipped: 3 }, 0).failed).toBe(1);
    expect(honest({ passed: 5, failed: 2, skipped: 0 }, 1).failed).toBe(2);
  });
});

describe('what failed', () => {
  it('is told by both runners with its title and its sentence, without colours', () => {
    const failed = { status: 'failed', fullName: 'a promise', failureMessages: ['\u001B[31mexpected 1\u001B[39m\n    at x'] };
    const passed = { status: 'passed', fullName: 'another', failureMessages: [] };
    expect(failuresOfVitest({ testResults: [{ name: 'a.test.ts', message: '', assertionResults: [passed, failed] }] })).toEqual([
      'a.test.ts › a promise\n    expected 1\n        at x',
    ]);
    const spec = {
      file: 'b.spec.ts',
      title: 'a journey',
      ok: false,
      tests: [{ results: [{ error: { message: 'no window' } }] }],
    };
    const good = { file: 'b.spec.ts', title: 'fine', ok: true, tests: [{ results: [{}] }] };
    expect(failuresOfPlaywright({ suites: [{ suites: [{ specs: [spec] }], specs: [good] }], errors: [] })).toEqual([
      'b.spec.ts › a journey\n    no window',
    ]);
  });

  it('is told of a file that does not load, and of what happened outside of any test', () => {
    expect(failuresOfVitest({ testResults: [{ name: 'c.test.ts', message: 'no such module', assertionResults: [] }] })).toEqual([
      'c.test.ts\n    no such module',
    ]);
    expect(failuresOfPlaywright({ errors: [{ message: 'no display' }] })).toEqual(['outside of any test\n    no display']);
    expect(failuresOfVitest(null)).toEqual([]);
  });
});
