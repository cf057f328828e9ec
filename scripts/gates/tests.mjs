/** The test runners: vitest for all that needs no window, Playwright for the real windows. */
import fs from 'node:fs';
import path from 'node:path';
import { ended } from '../prepare/launch.mjs';
import { endChild, startChild } from '../process/children.mjs';
import { startKeyringSession } from '../process/keyring-session.mjs';
import { startXvfb } from '../process/xvfb.mjs';
import { countPlaywright, countVitest, honest } from './count.mjs';
import { failuresOfPlaywright, failuresOfVitest } from './failures.mjs';

const VITEST_MS = 900_000;
const E2E_MS = 1_800_000;

/** @typedef {import('./count.mjs').Count} Count */

/** @param {string} root @param {readonly string[]} args @returns {Promise<Count>} */
export async function runVitest(root, args) {
  const report = path.join(root, 'out/test-results/vitest.json');
  const tool = ['vitest/vitest.mjs', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`, ...args];
  const code = await runTool(root, report, tool, { env: process.env }, VITEST_MS);
  const read = readReport(report);
  return { ...honest(countVitest(read), code), failures: failuresOfVitest(read) };
}

/** Where the last run of the real windows left its report. @param {string} root */
export const e2eReport = (root) => path.join(root, 'out/test-results/e2e.json');

/**
 * On Linux under a display, a D-Bus session and a keychain made for this run, so that nothing of the person's own is touched.
 * @param {string} root
 * @param {readonly string[]} args
 * @param {string} executable Electron
 * @param {import('node:child_process').StdioOptions} [stdio] where the runner talks to
 * @returns {Promise<Count>}
 */
export async function runE2e(root, args, executable, stdio = 'inherit') {
  const report = e2eReport(root);
  const tool = ['@playwright/test/cli.js', 'test', ...args];
  const world = process.platform === 'linux' ? await ownWorld() : { env: process.env, stop: async () => undefined };
  try {
    const env = { ...world.env, PAYDESK_ELECTRON: executable, PAYDESK_E2E_REPORT: report };
    const code = await runTool(root, report, tool, { env, stdio }, E2E_MS);
    const read = readReport(report);
    return { ...honest(countPlaywright(read), code), failures: failuresOfPlaywright(read) };
  } finally {
    await world.stop();
  }
}

async function ownWorld() {
  const display = await startXvfb();
  const keyring = await startKeyringSession({ ...process.env, ...display.env }).catch(async (/** @type {unknown} */ error) => {
    await display.stop();
    throw error;
  });
  return {
    env: keyring.env,
    stop: async () => {
      await keyring.stop();
      await display.stop();
    },
  };
}

/**
 * @param {string} root @param {string} report removed first, so that an old one is never read
 * @param {readonly string[]} tool @param {import('node:child_process').SpawnOptions} options @param {number} timeoutMs
 */
async function runTool(root, report, [file = '', ...args], options, timeoutMs) {
  fs.rmSync(report, { force: true });
  const child = startChild(process.execPath, [path.join(root, 'node_modules', file), ...args], {
    ...options,
    cwd: root,
  });
  const timer = setTimeout(() => {
    console.error('The tests did not end in time.');
    void endChild(child);
  }, timeoutMs);
  const code = await ended(child);
  clearTimeout(timer);
  return code;
}

/** @param {string} file @returns {unknown} */
function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
