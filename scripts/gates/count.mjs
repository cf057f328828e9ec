/** Counting checks and tests, and the one line the whole run ends with. */

/** @typedef {{ passed: number, failed: number, skipped: number, failures?: string[] }} Count */

/** @type {Count} */
export const nothing = { passed: 0, failed: 0, skipped: 0 };

/** @param {readonly Count[]} counts @returns {Count} */
export function sum(counts) {
  return counts.reduce(
    (all, one) => ({ passed: all.passed + one.passed, failed: all.failed + one.failed, skipped: all.skipped + one.skipped }),
    nothing,
  );
}

/** `N passed, N failed`, with `, N skipped` where there are any. @param {Count} count */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * What a test runner's JSON report says. A runner that ended badly without naming a failed test (a file that does not load, a
 * crash, no report) counts as one failure, so that it can never look like success.
 * @param {Count | null} reported null when there was no readable report
 * @param {number} exitCode
 * @returns {Count}
 */
export function honest(reported, exitCode) {
  const count = reported ?? nothing;
  const empty = count.passed + count.failed === 0;
  return count.failed === 0 && (exitCode !== 0 || empty) ? { ...count, failed: 1 } : count;
}

/** vitest's JSON reporter. @param {any} report @returns {Count | null} */
export function countVitest(report) {
  if (typeof report?.numTotalTests !== 'number') return null;
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests + report.numTodoTests };
}

/** Playwright's JSON reporter; a test that needed a second try is a failure. @param {any} report @returns {Count | null} */
export function countPlaywright(report) {
  const stats = report?.stats;
  if (typeof stats?.expected !== 'number') return null;
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}
