/** What failed, in words: printed once more at the very end, because the runners print it hundreds of lines earlier. */
import { stripVTControlCharacters } from 'node:util';

/** Enough for the sentence and what was expected. */
const LINES = 14;

/** vitest's JSON reporter. @param {any} report @returns {string[]} one text a failed test or file */
export function failuresOfVitest(report) {
  const files = /** @type {any[]} */ (report?.testResults ?? []);
  return files.flatMap(({ name, message, assertionResults }) => {
    const failed = /** @type {any[]} */ (assertionResults ?? []).filter(({ status }) => status === 'failed');
    const own = failed.length === 0 && message ? [told(name, message)] : [];
    return [...own, ...failed.map(({ fullName, failureMessages }) => told(`${name} › ${fullName}`, failureMessages?.[0] ?? ''))];
  });
}

/** Playwright's JSON reporter. @param {any} report @returns {string[]} one text a failed test */
export function failuresOfPlaywright(report) {
  const outside = /** @type {any[]} */ (report?.errors ?? []).map(({ message }) => told('outside of any test', message));
  return [...outside, ...inSuites(report?.suites ?? [])];
}

/** @param {any[]} suites @returns {string[]} */
function inSuites(suites) {
  return suites.flatMap(({ suites: inner = [], specs = [] }) => [
    ...inSuites(inner),
    ...specs
      .filter((/** @type {any} */ { ok }) => !ok)
      .map((/** @type {any} */ { file, title, tests }) => {
        const results = tests.flatMap((/** @type {any} */ { results: all }) => all);
        const error = results.find((/** @type {any} */ { error: one }) => one !== undefined)?.error;
        return told(`${file} › ${title}`, error?.message ?? error?.value ?? '');
      }),
  ]);
}

/** @param {string} title @param {string} message */
const told = (title, message) =>
  `${title}\n${stripVTControlCharacters(message)
    .split('\n')
    .slice(0, LINES)
    .map((line) => `    ${line}`)
    .join('\n')}`;
