/** Builds the application when a source or a setting differs from what the last build saw. */
import fs from 'node:fs';
import path from 'node:path';
import { runChild } from '../process/children.mjs';
import { fingerprintOf } from './fingerprint.mjs';

const SOURCES = ['core', 'main', 'preload', 'renderer', 'simulator', 'assets'];
const SETTINGS = ['electron.vite.config.ts', 'tsconfig.base.json', 'package.json', 'package-lock.json'];
const PRODUCTS = [
  'out/main/index.js',
  'out/preload/index.cjs',
  'out/preload/customer.cjs',
  'out/renderer/index.html',
  'out/renderer/customer.html',
];
const STAMP = 'out/build.sha256';
const BUILD_MS = 300_000;

/**
 * Throws an Error with the builder's words when the build fails.
 * @param {string} root
 * @param {(line: string) => void} say
 * @returns {Promise<boolean>} true when it was built now
 */
export async function ensureBuild(root, say) {
  const now = fingerprintOf(root, [...SOURCES, ...SETTINGS]);
  if (PRODUCTS.every((file) => fs.existsSync(path.join(root, file))) && readStamp(root) === now) return false;
  say('Building (electron-vite build)');
  fs.rmSync(path.join(root, STAMP), { force: true });
  const tool = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  const ended = await runChild(process.execPath, [tool, 'build'], { cwd: root, timeoutMs: BUILD_MS });
  if (ended.code !== 0) throw new Error(`the build failed:\n${`${ended.stdout}\n${ended.stderr}`.trim()}`);
  const absent = PRODUCTS.filter((file) => !fs.existsSync(path.join(root, file)));
  if (absent.length > 0) throw new Error(`the build left out ${absent.join(', ')}`);
  fs.writeFileSync(path.join(root, STAMP), now);
  return true;
}

/** @param {string} root */
function readStamp(root) {
  const file = path.join(root, STAMP);
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null;
}
