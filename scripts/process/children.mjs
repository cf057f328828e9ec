/**
 * Every process the scripts start is started here, so that whatever ends the script (an error, Ctrl-C, a time-out) also ends
 * them: a virtual display or a gateway left behind would still be there tomorrow.
 */
import { spawn } from 'node:child_process';

const GRACE_MS = 8_000;
const KEPT_CHARACTERS = 400_000;
const windows = process.platform === 'win32';

/** @type {Set<import('node:child_process').ChildProcess>} */
const live = new Set();
let watching = false;

/**
 * Starts a child that is ended when this process ends.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function startChild(command, args, options = {}) {
  watchOwnEnd();
  // A group of its own (POSIX), so that grandchildren are reached by the same signal.
  const child = spawn(command, [...args], { stdio: 'inherit', ...options, detached: !windows });
  live.add(child);
  child.once('exit', () => live.delete(child));
  child.once('error', () => live.delete(child));
  return child;
}

/**
 * @typedef {object} Ended
 * @property {number} code exit code; 127 when the command could not be started, 128 + n after signal n
 * @property {string} stdout captured only with stdio 'pipe'
 * @property {string} stderr
 * @property {boolean} timedOut
 */

/**
 * Runs a command to its end. Never rejects and never outlasts `timeoutMs`.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { timeoutMs?: number, input?: string }} [options]
 * @returns {Promise<Ended>}
 */
export function runChild(command, args, { timeoutMs = 600_000, input, ...options } = {}) {
  return new Promise((resolve) => {
    const child = startChild(command, args, { stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'], ...options });
    const stdout = keepTail(child.stdout);
    const stderr = keepTail(child.stderr);
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      signalGroup(child, 'SIGKILL');
    }, timeoutMs);
    /** @param {number} code @param {string} [words] */
    const end = (code, words = '') => {
      clearTimeout(timer);
      resolve({ code, stdout: stdout(), stderr: stderr() + words, timedOut });
    };
    child.once('error', (error) => {
      end(127, error.message);
    });
    child.once('close', (code, signal) => {
      end(code ?? exitCodeOfSignal(signal));
    });
    child.stdin?.on('error', () => undefined);
    if (input !== undefined) child.stdin?.end(input);
  });
}

/**
 * Ends one child politely (it ends its own), and after the grace surely; whatever it left behind goes with it.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} [graceMs]
 */
export async function endChild(child, graceMs = GRACE_MS) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => {
    signalGroup(child, 'SIGKILL');
  }, graceMs);
  await gone;
  clearTimeout(timer);
  signalGroup(child, 'SIGKILL');
}

/** Ends every child that is still running, the last one first: an application before the display it shows itself on. */
export async function endChildren() {
  for (const child of [...live].reverse()) await endChild(child);
}

/** Reaps on every way out; installed with the first child, so that importing this file has no effect. */
function watchOwnEnd() {
  if (watching) return;
  watching = true;
  process.once('exit', () => {
    for (const child of live) signalGroup(child, 'SIGKILL');
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, () => {
      void endChildren().then(() => process.exit(exitCodeOfSignal(signal)));
    });
  }
}

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(windows ? child.pid : -child.pid, signal);
  } catch {
    // Already gone: that is what was wanted.
  }
}

/** @param {NodeJS.Signals | null} signal */
function exitCodeOfSignal(signal) {
  const numbers = /** @type {Record<string, number>} */ ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 });
  return 128 + (signal === null ? 0 : (numbers[signal] ?? 0));
}

/** @param {import('node:stream').Readable | null} stream */
function keepTail(stream) {
  let text = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (/** @type {string} */ chunk) => {
    text = (text + chunk).slice(-KEPT_CHARACTERS);
  });
  return () => text;
}
