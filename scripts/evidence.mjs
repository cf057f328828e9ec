/**
 * `npm run evidence -- NAME [options] [--json]` runs one proof or benchmark and prints its figures; without NAME it lists them.
 * Each is a file scripts/evidence/NAME.mjs that exports `evidence`. Exit 0 also when something is slow, 1 when something is wrong,
 * 2 for a name that does not exist. Figures go to standard output, everything else to standard error.
 */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { machine } from './evidence-report/machine.mjs';
import { report, table } from './evidence-report/report.mjs';
import { readOptions } from './evidence-report/options.mjs';
import { prepare, projectRoot } from './prepare/prepare.mjs';

/**
 * @typedef {object} Evidence
 * @property {string} title one line
 * @property {(options: Options) => Promise<Found>} run
 *
 * @typedef {object} Options
 * @property {Readonly<Record<string, string | true>>} given `--count 500` and `--fast` become { count: '500', fast: true }
 * @property {import('./electron/runtime-folder.mjs').Runtime} runtime
 * @property {string} root the project
 * @property {(line: string) => void} say progress
 *
 * @typedef {{ ok: boolean, figures: Figures, floors?: Figures }} Found
 * @typedef {Readonly<Record<string, number | string | boolean | null>>} Figures
 */

const folder = path.join(projectRoot, 'scripts/evidence');
const say = (/** @type {string} */ line) => console.error(line);

const { name, json, given } = readOptions(process.argv.slice(2));
const names = fs.existsSync(folder)
  ? fs
      .readdirSync(folder)
      .filter((file) => file.endsWith('.mjs'))
      .map((file) => file.slice(0, -'.mjs'.length))
      .sort()
  : [];
if (name === undefined) await list();
else if (!names.includes(name)) unknown(name);
else await show(name);

async function list() {
  for (const one of names) console.log(`${one.padEnd(20)} ${(await load(one)).title}`);
  process.exit(0);
}

/** @param {string} asked */
function unknown(asked) {
  console.error(`There is no evidence named ${asked}. There are: ${names.join(', ')}`);
  process.exit(2);
}

/** @param {string} one */
async function show(one) {
  try {
    const runtime = await prepare({ purpose: 'test', say });
    const evidence = await load(one);
    const found = await evidence.run({ given, runtime, root: projectRoot, say });
    const whole = report(one, found, machine(runtime));
    console.log(json ? JSON.stringify(whole) : table(evidence.title, whole));
    process.exitCode = found.ok ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? (error.stack ?? error.message) : error);
    process.exitCode = 1;
  }
  process.exit();
}

/** @param {string} one @returns {Promise<Evidence>} */
async function load(one) {
  return (await import(pathToFileURL(path.join(folder, `${one}.mjs`)).href)).evidence;
}
