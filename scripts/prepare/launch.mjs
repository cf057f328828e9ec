/** Starts the built application in a runtime and waits for its end. */
import { startChild } from '../process/children.mjs';
import { projectRoot } from './prepare.mjs';

/**
 * Flags Electron needs on this machine: as root, Chromium refuses to start with its sandbox.
 * @param {{ platform?: NodeJS.Platform, uid?: number | undefined }} [who]
 */
export function neededFlags({ platform = process.platform, uid = process.getuid?.() } = {}) {
  return platform === 'linux' && uid === 0 ? ['--no-sandbox'] : [];
}

/**
 * @param {string} executable
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} the exit code
 */
export function launch(executable, args, env) {
  const flags = neededFlags();
  if (flags.length > 0) console.error(`Running as root, so Electron is started with ${flags.join(' ')}.`);
  return ended(startChild(executable, [...flags, projectRoot, ...args], { env }));
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<number>} */
export function ended(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message);
      resolve(127);
    });
    child.once('exit', (code, signal) => {
      if (signal !== null) console.error(`Ended by ${signal}.`);
      resolve(code ?? 1);
    });
  });
}
