/** A virtual display of our own: started directly, so that it is ended with us, and closed to other users by a cookie. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { endChild, startChild } from './children.mjs';

const START_MS = 15_000;
const FAMILY_WILD = 0xffff;

/** True when this process can open windows already. @param {NodeJS.ProcessEnv} [env] */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
}

/**
 * Starts Xvfb on a free display number. Throws an Error in plain words when it does not come up.
 * @param {{ size?: string }} [options]
 * @returns {Promise<{ env: { DISPLAY: string, XAUTHORITY: string }, stop: () => Promise<void> }>}
 */
export async function startXvfb({ size = '1600x1000x24' } = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'paydesk-display-'));
  const cookie = path.join(folder, 'cookie');
  fs.writeFileSync(cookie, authorityFor(randomBytes(16)), { mode: 0o600 });
  const args = ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-auth', cookie];
  const child = startChild('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  process.once('exit', () => {
    fs.rmSync(folder, { recursive: true, force: true });
  });
  const number = await displayNumber(child);
  return {
    env: { DISPLAY: `:${number}`, XAUTHORITY: cookie },
    stop: async () => {
      await endChild(child);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * An Xauthority file with one cookie for whatever display (the number is not known before Xvfb runs).
 * @param {Buffer} cookie
 */
export function authorityFor(cookie) {
  const counted = (/** @type {Buffer} */ part) => Buffer.concat([uint16(part.length), part]);
  const empty = Buffer.alloc(0);
  return Buffer.concat([
    uint16(FAMILY_WILD),
    counted(empty),
    counted(empty),
    counted(Buffer.from('MIT-MAGIC-COOKIE-1')),
    counted(cookie),
  ]);
}

/** @param {number} value */
function uint16(value) {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<string>} */
function displayNumber(child) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      void endChild(child);
      reject(new Error('the virtual display (Xvfb) did not start in time'));
    }, START_MS);
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(new Error(`the virtual display (Xvfb) cannot be started: ${error.message}`));
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the virtual display (Xvfb) ended with ${code}`));
    });
    child.stdio[3]?.once('data', (/** @type {Buffer} */ data) => {
      clearTimeout(timer);
      resolve(data.toString().trim());
    });
  });
}
