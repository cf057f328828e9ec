/** Every journey with real X keys alone: the tests of journey-table.mjs are run by name in a world of their own, and their results read. */
import fs from 'node:fs';
import path from 'node:path';
import { JOURNEY_TABLE } from '../evidence-report/journey-table.mjs';
import { journeysIn, notedIn } from '../evidence-report/journey-verdict.mjs';
import { e2eReport, runE2e } from '../gates/tests.mjs';

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'every journey with real X keys alone, no mouse; and the keys from idle to paid (--only FILE,FILE)',
  run: async ({ given, root, runtime, say }) => {
    const chosen = typeof given.only === 'string' ? given.only.split(',').map((name) => `${name}.spec.ts`) : null;
    const rows = JOURNEY_TABLE.filter(({ file }) => chosen === null || chosen.includes(file));
    const files = [...new Set(rows.map(({ file }) => path.join('test/e2e', file)))];
    const titles = rows.map(({ title }) => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
    const { failures = [] } = await runE2e(root, ['--grep', titles, ...files], runtime.executable, ['ignore', 2, 2]);
    for (const failure of failures) say(failure);
    const report = JSON.parse(fs.readFileSync(e2eReport(root), 'utf8'));
    const found = journeysIn(rows, report);
    for (const { journey, came } of found) say(`${came.padEnd(18)} ${journey}`);
    const finished = found.filter(({ came }) => came === 'finished').length;
    return {
      ok: rows.length > 0 && finished === rows.length,
      figures: {
        journeys: rows.length,
        keyboardOnlyFinished: finished,
        keysIdleToPaid: notedIn(report, 'keysIdleToPaid'),
        amountDigits: notedIn(report, 'amountDigits'),
      },
    };
  },
};
