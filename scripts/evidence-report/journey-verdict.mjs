/** @typedef {import('./journey-table.mjs').JourneyRow} JourneyRow */

/** The note that a test leaves after it was gone with keys alone and nothing else had reached the page. */
export const KEYS_ALONE = 'keys-alone';

/** `finished`, or why not. @typedef {{ journey: string, came: 'finished' | 'failed' | 'not run' | 'not by keys alone' }} Came */

/**
 * What Playwright's JSON report says of each journey; a second try would be a failure. @param {readonly JourneyRow[]} rows @param {any} report
 * @returns {readonly Came[]}
 */
export function journeysIn(rows, report) {
  const specs = specsOf(report?.suites ?? []);
  return rows.map(({ journey, file, title }) => {
    const spec = specs.find((each) => each.file === file && each.title === title);
    if (spec === undefined || spec.tests.every((/** @type {any} */ { status }) => status === 'skipped'))
      return { journey, came: 'not run' };
    if (!spec.tests.every((/** @type {any} */ { status }) => status === 'expected')) return { journey, came: 'failed' };
    const isAlone = notesOf(spec).some(({ type }) => type === KEYS_ALONE);
    return { journey, came: isAlone ? 'finished' : 'not by keys alone' };
  });
}

/** What a test of the run noted under this name, as a number; null where none did. @param {any} report @param {string} type */
export function notedIn(report, type) {
  const note = specsOf(report?.suites ?? [])
    .flatMap(notesOf)
    .find((each) => each.type === type);
  return note === undefined ? null : Number(note.description);
}

/** @param {any} spec @returns {{ type: string, description?: string }[]} */
const notesOf = ({ tests }) => tests.flatMap((/** @type {any} */ { annotations }) => annotations ?? []);

/** @param {any[]} suites @returns {any[]} */
function specsOf(suites) {
  return suites.flatMap(({ suites: inner = [], specs = [] }) => [...specs, ...specsOf(inner)]);
}
