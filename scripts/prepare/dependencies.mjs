/** Are the packages of package-lock.json the ones in node_modules? If not, `npm ci`. */
import fs from 'node:fs';
import path from 'node:path';
import { npm } from '../process/npm.mjs';

const INSTALL_MS = 1_800_000;

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} Package */
/** @typedef {{ packages?: Record<string, Package> }} Lock */

/**
 * Installs what the lock file names unless it is all there. Throws an Error in plain words when npm cannot.
 * @param {string} root
 * @param {(line: string) => void} say
 * @returns {Promise<boolean>} true when something was installed
 */
export async function ensureDependencies(root, say) {
  if (isInstalled(readJson(path.join(root, 'package-lock.json')), readJson(path.join(root, 'node_modules/.package-lock.json'))))
    return false;
  say('Installing the packages of package-lock.json (npm ci)');
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-timeout=60000', '--fetch-retries=3'];
  const ended = await npm(args, { cwd: root, timeoutMs: INSTALL_MS });
  if (ended.code !== 0) throw new Error(`npm ci failed:\n${`${ended.stdout}\n${ended.stderr}`.trim()}`);
  return true;
}

/**
 * Compares the lock file with npm's own record of what it installed; packages for other platforms may be absent.
 * @param {Lock | null} lock
 * @param {Lock | null} record node_modules/.package-lock.json
 */
export function isInstalled(lock, record) {
  const wanted = Object.entries(lock?.packages ?? {}).filter(([place]) => place !== '');
  return wanted.length > 0 && wanted.every(([place, one]) => isThere(one, record?.packages?.[place]));
}

/** @param {Package} wanted @param {Package | undefined} found */
function isThere(wanted, found) {
  if (found === undefined) return wanted.optional === true || wanted.devOptional === true;
  return found.version === wanted.version && found.integrity === wanted.integrity;
}

/** @param {string} file @returns {Lock | null} */
function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
