/**
 * `npm test`: sets up what is missing, runs every check and every test, and ends with one line, `N passed, N failed`.
 *   --quick        without the real windows (`npm run check`)
 *   --only A,B     only these (format, types, types-lowest-electron, lint, dependencies, dead-code, vitest, e2e)
 * Anything else is handed to the test runner, for instance a file name.
 */
import os from 'node:os';
import { closingLine, nothing, sum } from './gates/count.mjs';
import { runStaticCheck, staticChecks } from './gates/static.mjs';
import { runE2e, runVitest } from './gates/tests.mjs';
import { prepare, projectRoot } from './prepare/prepare.mjs';

/** @typedef {import('./gates/count.mjs').Count} Count */

const { chosen, rest } = readArguments(process.argv.slice(2));
/** @type {{ name: string, count: Count, ms: number }[]} */
const done = [];
try {
  const runtime = await prepare({ purpose: 'test', say: console.log });
  await runStatic(Object.keys(staticChecks).filter((name) => chosen.has(name)));
  if (chosen.has('vitest')) await gate('vitest', () => runVitest(projectRoot, rest));
  if (chosen.has('e2e')) await gate('e2e', () => runE2e(projectRoot, rest, runtime.executable));
  if (chosen.has('e2e') && process.platform !== 'linux')
    note('X keys and Debian libraries (Linux only)', { ...nothing, skipped: 1 });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  note('set-up', { ...nothing, failed: 1 });
}
finish();

/** A few at a time: each is one thread, and the machines that run this have few. @param {readonly string[]} names */
async function runStatic(names) {
  const waiting = [...names];
  const lane = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const check = name;
      await gate(check, async () => {
        const { code, output } = await runStaticCheck(check, projectRoot);
        if (code !== 0) console.log(`\n--- ${check}\n${output}\n`);
        return code === 0 ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 };
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, os.availableParallelism()) }, lane));
}

/** @param {string} name @param {() => Promise<Count>} run */
async function gate(name, run) {
  const from = Date.now();
  try {
    note(name, await run(), Date.now() - from);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    note(name, { ...nothing, failed: 1 }, Date.now() - from);
  }
}

/** @param {string} name @param {Count} count @param {number} [ms] */
function note(name, count, ms = 0) {
  done.push({ name, count, ms });
  console.log(`${count.failed > 0 ? 'FAILED ' : 'ok     '}${name}  ${(ms / 1_000).toFixed(1)} s`);
}

function finish() {
  const total = sum(done.map(({ count }) => count));
  console.log(
    '\n' +
      done
        .map(({ name, count, ms }) => `${name.padEnd(24)}${(ms / 1_000).toFixed(1).padStart(7)} s   ${closingLine(count)}`)
        .join('\n'),
  );
  for (const failure of done.flatMap(({ count }) => count.failures ?? [])) console.log(`\nfailed: ${failure}`);
  console.log(`\n${closingLine(total)}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
  process.exit();
}

/** @param {readonly string[]} args */
function readArguments(args) {
  const all = [...Object.keys(staticChecks), 'vitest', 'e2e'];
  const only =
    args.find((arg) => arg.startsWith('--only='))?.slice('--only='.length) ??
    (args.includes('--only') ? args[args.indexOf('--only') + 1] : undefined);
  const names = only?.split(',') ?? (args.includes('--quick') ? all.filter((name) => name !== 'e2e') : all);
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    console.error(`Unknown: ${unknown.join(', ')}. There are ${all.join(', ')}.`);
    process.exit(2);
  }
  const rest = args.filter((arg, i) => !arg.startsWith('--only') && arg !== '--quick' && args[i - 1] !== '--only');
  return { chosen: new Set(names), rest };
}
