/**
 * Mutation testing of the code that decides about money; `npm run evidence -- mutation` runs it and judges the outcome.
 * All of Stryker's mutators are on, in texts and tables too. https://stryker-mutator.io/docs/stryker-js/configuration/
 */
import os from 'node:os';
import path from 'node:path';

const cache = 'node_modules/.cache/stryker';

// eslint-disable-next-line no-restricted-syntax -- Stryker reads a default export.
export default {
  mutate: ['core/{money,paycode,journal,refund,payment}/**/*.ts'],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  // Every test is told from the lines it runs, so that the runner need not look for related files itself.
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // The slowest test takes a fraction of a second; the rest is for a machine that has other things to do.
  timeoutMS: 15_000,
  timeoutFactor: 3,
  incrementalFile: `${cache}/incremental.json`,
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: `${cache}/mutation.json` },
  allowConsoleColors: false,
  // Static mutants (tables, patterns) take the whole suite each. It takes two seconds, and the table of states is one of them.
  ignoreStatic: false,
  warnings: { slow: false },
  // Outside the tree, so that no other tool reads the copies.
  tempDirName: path.join(os.tmpdir(), 'paydesk-mutation'),
  cleanTempDir: 'always',
  ignorePatterns: [
    '/*',
    '!/core',
    '!/test',
    '/test/*',
    '!/test/{unit,integration,builders,mutation}',
    '!/package.json',
    '!/tsconfig.base.json',
  ],
};
