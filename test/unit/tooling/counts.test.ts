import { describe, expect, it } from 'vitest';
import { closingLine, countPlaywright, countVitest, honest, sum } from '../../../scripts/gates/count.mjs';

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
