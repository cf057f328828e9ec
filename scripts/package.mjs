/**
 * `npm run package` builds what this machine can build into dist/, reads each result back, and says plainly what it cannot.
 *   --only deb,AppImage,tar.gz,dir   these formats of this system alone
 *   --own                            nothing for other systems
 * Signing and notarisation: docs/packaging.md. A release build (PAYDESK_RELEASE=1) takes the official runtime or nothing.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pack } from './package/build.mjs';
import { inspect } from './package/inspect.mjs';
import { findTools } from './package/tools.mjs';
import { prepare, projectRoot } from './prepare/prepare.mjs';

/** @typedef {import('./package/build.mjs').Packed} Packed */
/** @typedef {import('./package/build.mjs').NotPacked} NotPacked */
/** @typedef {import('./package/native-binaries.mjs').Target} Target */

/** @type {readonly Target[]} */
const FOREIGN = [
  { system: 'win32', arch: 'x64' },
  { system: 'win32', arch: 'arm64' },
  { system: 'darwin', arch: 'x64' },
  { system: 'darwin', arch: 'arm64' },
];
const OWN_FORMATS = { win32: ['nsis'], darwin: ['dmg', 'zip'], linux: ['deb', 'AppImage', 'tar.gz'] };

/**
 * @param {object} order
 * @param {import('./electron/runtime-folder.mjs').Runtime} order.runtime
 * @param {string} order.out
 * @param {readonly string[] | null} order.formats null for all of this system
 * @param {boolean} order.foreign
 * @param {(line: string) => void} order.say
 * @returns {Promise<{ packed: Packed[], not: NotPacked[], faults: string[], env: NodeJS.ProcessEnv }>}
 */
export async function makePackages({ runtime, out, formats, foreign, say }) {
  const { version } = JSON.parse(fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
  const tools = await findTools({ root: projectRoot, say });
  const own = /** @type {Target} */ ({ system: process.platform, arch: process.arch });
  const wanted = formats ?? OWN_FORMATS[own.system];
  const possible = wanted.filter((format) => format === 'dir' || own.system !== 'linux' || tools.targets.includes(format));
  const runs = [
    ...(possible.length > 0 ? [{ target: own, formats: possible, isStandIn: false }] : []),
    ...(foreign ? FOREIGN.filter(({ system }) => system !== own.system).map(standIn) : []),
  ];
  /** @type {Packed[]} */
  const packed = [];
  const not = Object.entries(tools.why).map(([name, why]) => ({ name: `${own.system} ${name}`, why }));
  const faults = [];
  for (const run of runs) {
    const one = await pack({ root: projectRoot, out, runtime, env: tools.env, ...run });
    if ('why' in one) {
      not.push(one);
      continue;
    }
    packed.push(one);
    say(`${one.name}: ${one.files.map(withSize).join(', ') || 'unpacked'}${one.isStandIn ? ' (stand-in)' : ''}`);
    const found = await inspect({ root: projectRoot, unpacked: one.unpacked, staged: one.staged, target: run.target, version });
    faults.push(...found.map((fault) => `${one.name}: ${fault}`));
  }
  return { packed, not: [...not, ...elsewhere(own)], faults, env: tools.env };
}

/** @param {string} file */
const withSize = (file) => `${path.basename(file)} (${(fs.statSync(file).size / 1_048_576).toFixed(1)} MiB)`;

/** @param {Target} target */
const standIn = (target) => ({ target, formats: target.system === 'darwin' ? ['dir', 'zip'] : ['dir'], isStandIn: true });

/** What needs another system, whoever asks. @param {Target} own @returns {NotPacked[]} */
function elsewhere({ system }) {
  const all = [
    {
      on: 'win32',
      name: 'Windows installer',
      why: 'needs Windows (or the NSIS bundle of electron-builder) and the Windows runtime',
    },
    { on: 'darwin', name: 'macOS DMG, signature and notarisation', why: 'need macOS' },
    { on: 'linux', name: 'Linux packages', why: 'are built on Linux' },
  ];
  return all.filter(({ on }) => on !== system);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const at = process.argv.indexOf('--only');
    const formats = at < 0 ? null : (process.argv[at + 1] ?? '').split(',');
    const foreign = !process.argv.includes('--own') && formats === null;
    const runtime = await prepare({ purpose: 'run', say: console.error });
    const done = await makePackages({ runtime, out: path.join(projectRoot, 'dist'), formats, foreign, say: console.log });
    for (const { name, why } of done.not) console.log(`not built here: ${name}: ${why}`);
    if (runtime.source === 'fallback') console.log('Around the development runtime: for tests, never to be given to a shop.');
    for (const fault of done.faults) console.error(`FAULT ${fault}`);
    process.exit(done.faults.length > 0 ? 1 : 0);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
