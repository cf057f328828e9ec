/** The checks that read the code without running it. Each is one command and counts as one. */
import path from 'node:path';
import { runChild } from '../process/children.mjs';

const CHECK_MS = 600_000;
const rooms = ['core', 'main', 'preload', 'renderer', 'simulator'];

/** @typedef {{ code: number, output: string }} Outcome */

/** Name -> file of the tool under node_modules, then its arguments. @type {Record<string, readonly string[]>} */
export const staticChecks = {
  format: [
    'prettier/bin/prettier.cjs',
    '--check',
    '.',
    '--log-level=warn',
    '--cache',
    '--cache-location=node_modules/.cache/prettier/cache',
  ],
  types: ['typescript/bin/tsc', '-b', '--pretty'],
  'types-lowest-electron': ['typescript/bin/tsc', '-p', 'main/tsconfig.e33.json', '--pretty'],
  lint: [
    ...['eslint/bin/eslint.js', '.', '--max-warnings=0', '--cache', '--cache-strategy=content'],
    ...['--cache-location=node_modules/.cache/eslint/cache'],
  ],
  dependencies: [
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ...rooms,
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type=err',
  ],
  'dead-code': ['knip/bin/knip.js', '--no-progress'],
};

/**
 * @param {string} name a key of staticChecks
 * @param {string} root
 * @returns {Promise<Outcome>}
 */
export async function runStaticCheck(name, root) {
  const [tool = '', ...args] = staticChecks[name] ?? [];
  const ended = await runChild(process.execPath, [path.join(root, 'node_modules', tool), ...args], {
    cwd: root,
    timeoutMs: CHECK_MS,
  });
  return {
    code: ended.code,
    output: `${ended.stdout}${ended.stderr}${ended.timedOut ? '\nIt did not end in time.' : ''}`.trim(),
  };
}
