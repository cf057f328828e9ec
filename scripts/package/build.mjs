/** Packs for one target after the other, and says of each what came out or why nothing could. */
import fs from 'node:fs';
import path from 'node:path';
import { runChild } from '../process/children.mjs';
import { aboutPackage, isSigned, readDeclared, updatesOf, writeConfiguration } from './configuration.mjs';
import { stage } from './contents.mjs';
import { makeStandIn } from './stand-ins.mjs';

const PACK_MS = 1_200_000;
const NAMES = { linux: '--linux', win32: '--win', darwin: '--mac' };

/** @typedef {import('./native-binaries.mjs').Target} Target */

/**
 * @typedef {object} Packed
 * @property {string} name such as `linux x64 deb`
 * @property {string[]} files installers or archives; empty for an unpacked folder alone
 * @property {string} unpacked the folder that was packed
 * @property {string} staged what its archive was made of
 * @property {boolean} isStandIn made around a runtime that does nothing: to be inspected, never shipped
 *
 * @typedef {{ name: string, why: string }} NotPacked
 */

/**
 * @param {object} order
 * @param {string} order.root
 * @param {string} order.out where the results go
 * @param {Target} order.target
 * @param {readonly string[]} order.formats electron-builder's target names; `dir` for the folder alone
 * @param {import('../electron/runtime-folder.mjs').Runtime} order.runtime
 * @param {boolean} order.isStandIn
 * @param {NodeJS.ProcessEnv} order.env of the tools
 * @param {string} [order.version] another version than the product's, for a test of updates
 * @param {string} [order.app] a staged application in Paydesk's place, to measure the bare runtime
 * @returns {Promise<Packed | NotPacked>}
 */
export async function pack({ root, out, target, formats, runtime, isStandIn, env, app, version }) {
  const { system, arch } = target;
  const name = `${system} ${arch} ${formats.join(' ')}`;
  const work = path.join(out, '.work', `${system}-${arch}${app === undefined ? '' : '-bare'}`);
  const signed = isSigned(process.env, system);
  const stageDir = app ?? path.join(work, 'stage');
  if (app === undefined) {
    const product = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
    const about = {
      ...aboutPackage(product, signed, updatesOf(process.env, readDeclared(root))),
      ...(version ? { version } : {}),
    };
    const { missing } = stage({ root, folder: stageDir, target, about });
    if (missing.length > 0) return { name, why: `no binary for it in ${missing.join(', ')}; install with npm on that system` };
  }
  const electronDist = isStandIn ? makeStandIn(path.join(work, 'runtime'), target, runtime.version) : runtime.dist;
  const results = path.join(out, isStandIn ? 'inspected' : '');
  const order = { root, stageDir, out: results, electronDist, electronVersion: runtime.version, signed, env: process.env };
  const config = writeConfiguration(order);
  const tool = path.join(root, 'node_modules/electron-builder/cli.js');
  const args = [tool, NAMES[system], ...formats, `--${arch}`, '--config', config, '--publish', 'never'];
  const began = Date.now();
  const ended = await runChild(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, timeoutMs: PACK_MS });
  if (ended.code !== 0) throw new Error(`packing ${name} failed:\n${`${ended.stdout}\n${ended.stderr}`.trim()}`);
  return { name, files: madeSince(results, began), unpacked: unpackedIn(results, target), staged: stageDir, isStandIn };
}

/** @param {string} folder @param {number} began */
function madeSince(folder, began) {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:deb|AppImage|gz|zip|dmg|exe)$/.test(entry.name))
    .map((entry) => path.join(folder, entry.name))
    .filter((file) => fs.statSync(file).mtimeMs >= began)
    .sort();
}

/** electron-builder's name for the folder before it is put into an installer. @param {string} folder @param {Target} target */
function unpackedIn(folder, { system, arch }) {
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  if (system === 'darwin') return path.join(folder, `mac${suffix}`, 'Paydesk.app');
  return path.join(folder, `${system === 'win32' ? 'win' : 'linux'}${suffix}-unpacked`);
}
