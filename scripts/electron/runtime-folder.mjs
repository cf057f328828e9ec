/** What a folder with an Electron runtime looks like: its version, its executable, and whether it is the stand-in. */
import fs from 'node:fs';
import path from 'node:path';

/** Written into a fallback runtime, so that a release build recognises it under whatever path it is given. */
export const FALLBACK_MARK = 'paydesk-fallback.json';

/**
 * @typedef {object} Runtime
 * @property {string} dist the folder
 * @property {string} version such as 45.4.1
 * @property {string} executable
 * @property {'override' | 'official' | 'fallback'} source
 */

/** @param {NodeJS.Platform} [platform] */
export function executableName(platform = process.platform) {
  switch (platform) {
    case 'darwin':
      return 'Electron.app/Contents/MacOS/Electron';
    case 'win32':
      return 'electron.exe';
    default:
      return 'electron';
  }
}

/** The version a runtime folder says it is, or null when there is no complete runtime. @param {string} dist */
export function versionOf(dist) {
  try {
    if (!fs.existsSync(path.join(dist, executableName()))) return null;
    return fs.readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '') || null;
  } catch {
    return null;
  }
}

/** @param {string} dist */
export function isFallback(dist) {
  return fs.existsSync(path.join(dist, FALLBACK_MARK));
}

/**
 * The runtime in a folder, or null.
 * @param {string} dist
 * @param {Runtime['source']} source
 * @returns {Runtime | null}
 */
export function runtimeIn(dist, source) {
  const version = versionOf(dist);
  return version === null ? null : { dist, version, executable: path.join(dist, executableName()), source };
}
