/** @typedef {import('./api-table.mjs').ApiRow} ApiRow @typedef {import('./api-table.mjs').TestName} TestName */

/** `file title`, the key under which a test's result is kept. */
const keyOf = (/** @type {TestName} */ [file, title]) => `${file} ${title}`;

/**
 * What vitest's JSON report says of each test: `passed`, `failed` or `skipped`. @param {any} report @param {string} root
 * @returns {ReadonlyMap<string, string>}
 */
export function statesIn(report, root) {
  /** @type {Map<string, string>} */
  const states = new Map();
  for (const { name, assertionResults } of report.testResults) {
    const file = name.startsWith(root) ? name.slice(root.length + 1) : name;
    for (const { fullName, status } of assertionResults) states.set(keyOf([file, fullName]), status);
  }
  return states;
}

/**
 * The table beside what ran: an outcome counts only when its test was there and passed. @param {readonly ApiRow[]} rows
 * @param {ReadonlyMap<string, string>} states
 */
export function verdictOn(rows, states) {
  const outcome = (/** @type {TestName | null} */ test) => (test === null ? 'no test' : (states.get(keyOf(test)) ?? 'not found'));
  const found = rows.map((row) => ({ api: row.api, good: outcome(row.good), bad: outcome(row.bad) }));
  const both = found.filter(({ good, bad }) => good === 'passed' && bad === 'passed').length;
  return { found, apis: rows.length, exercisedBothOutcomes: both };
}
