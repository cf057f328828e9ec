/** All that must be there before Paydesk can run: packages, system libraries, Electron, the build. What is there is left alone. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureLibraries } from '../debian-libs.mjs';
import { obtainElectron } from '../obtain-electron.mjs';
import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';

export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** @typedef {import('../electron/runtime-folder.mjs').Runtime} Runtime */

/**
 * Works on a fresh clone with nothing but Node. Throws an Error in plain words when a step cannot be done.
 * @param {{ purpose?: 'run' | 'test', build?: boolean, say?: (line: string) => void }} [options]
 * @returns {Promise<Runtime>}
 */
export async function prepare({ purpose = 'run', build = true, say = console.error } = {}) {
  const begun = Date.now();
  const took = /** @type {string[]} */ ([]);
  /** @type {<T>(name: string, act: () => Promise<T>, isNew: (result: T) => boolean) => Promise<T>} */
  const step = async (name, act, isNew) => {
    const from = Date.now();
    const result = await act();
    took.push(`${name} ${isNew(result) ? seconds(from) : 'there'}`);
    return result;
  };
  const yes = (/** @type {boolean} */ done) => done;
  await step('packages', () => ensureDependencies(projectRoot, say), yes);
  await step('system libraries', () => ensureLibraries(purpose, { say }), yes);
  const from = Date.now();
  const runtime = await step(
    'Electron',
    () => obtainElectron({ say }),
    () => Date.now() - from > 1_000,
  );
  if (build) await step('build', () => ensureBuild(projectRoot, say), yes);
  say(`Set up in ${seconds(begun)} (${took.join(', ')}); Electron ${runtime.version}, ${runtime.source}.`);
  return runtime;
}

/** @param {number} from as Date.now() gave it */
function seconds(from) {
  return `${((Date.now() - from) / 1_000).toFixed(1)} s`;
}
