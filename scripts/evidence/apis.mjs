/** The APIs of the integration overview: the test that exercises each over the signed wire, in both outcomes, is run and read. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { API_TABLE } from '../evidence-report/api-table.mjs';
import { statesIn, verdictOn } from '../evidence-report/api-verdict.mjs';
import { ended } from '../prepare/launch.mjs';
import { startChild } from '../process/children.mjs';

/** APIs of https://docs.alipayplus.com for an acquirer in User-presented Mode. */
const APIS = 14;

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'each API end to end in both outcomes: its tests are run by name and their results read',
  run: async ({ root, say }) => {
    const tests = API_TABLE.flatMap(({ good, bad }) => [good, bad]).filter((test) => test !== null);
    const files = [...new Set(tests.map(([file]) => file))];
    const titles = [...new Set(tests.map(([, title]) => `^${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`))];
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'paydesk-apis-'));
    try {
      const report = path.join(folder, 'report.json');
      const tool = [
        'vitest/vitest.mjs',
        'run',
        '--reporter=json',
        `--outputFile.json=${report}`,
        '-t',
        titles.join('|'),
        ...files,
      ];
      const runner = path.join(root, 'node_modules', tool[0] ?? '');
      await ended(startChild(process.execPath, [runner, ...tool.slice(1)], { cwd: root, stdio: ['ignore', 2, 2] }));
      const states = statesIn(JSON.parse(fs.readFileSync(report, 'utf8')), fs.realpathSync(root));
      const { found, apis, exercisedBothOutcomes } = verdictOn(API_TABLE, states);
      for (const { api, good, bad } of found) say(`${api.padEnd(28)} good: ${good.padEnd(10)} bad: ${bad}`);
      return { ok: apis === APIS && exercisedBothOutcomes === APIS, figures: { apis, exercisedBothOutcomes } };
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  },
};
