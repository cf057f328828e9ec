/** The system libraries Electron and the tests need: installed when root on Debian, otherwise the exact command is printed. */
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runChild } from './process/children.mjs';

const PACKAGES = {
  run: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libnotify4', 'libxss1', 'libsecret-1-0', 'xvfb'],
  test: ['xdotool', 'dbus-daemon', 'dbus-bin', 'gnome-keyring', 'strace', 'poppler-utils', 'zbar-tools', 'socat'],
  'input-methods': ['x11-xkb-utils', 'fcitx5', 'fcitx5-frontend-gtk3', 'fcitx5-chinese-addons', 'fcitx5-hangul'],
};

/** Renamed in Debian 13 and Ubuntu 24.04 (64-bit time); the old names are gone or ambiguous there. */
const RENAMED = new Set(['libgtk-3-0', 'libasound2']);
const APT_MS = 900_000;
const APT = ['-o', 'DPkg::Lock::Timeout=180', '-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::Retries=2'];

/** @typedef {keyof typeof PACKAGES} Purpose each includes those before it */

/**
 * Makes sure the libraries are there. Where they cannot be installed it throws an Error that holds the command to run.
 * @param {Purpose} purpose
 * @param {{ say?: (line: string) => void }} [options]
 * @returns {Promise<boolean>} true when something was installed
 */
export async function ensureLibraries(purpose, { say = console.log } = {}) {
  if (process.platform !== 'linux') return false;
  const release = readRelease();
  const wanted = packagesFor(purpose, release);
  if (!isDebianLike(release)) {
    say(`This Linux is not Debian. Should Paydesk not start, install what these Debian packages hold: ${wanted.join(' ')}`);
    return false;
  }
  const missing = await missingNow(wanted);
  if (missing.length === 0) return false;
  if (process.getuid?.() !== 0)
    throw new Error(`System libraries are missing. Run this once, then try again:\n  ${installCommand(missing)}`);
  say(`Installing ${missing.length} system packages: ${missing.join(' ')}`);
  await install(missing);
  return true;
}

/**
 * The package names for a purpose on this release.
 * @param {Purpose} purpose
 * @param {string} release the text of /etc/os-release
 */
export function packagesFor(purpose, release) {
  const all = Object.entries(PACKAGES);
  const names = all.slice(0, 1 + all.findIndex(([name]) => name === purpose)).flatMap(([, list]) => list);
  const id = field(release, 'ID');
  const version = Number.parseFloat(field(release, 'VERSION_ID') || '99');
  const renamed = (id === 'debian' && version >= 13) || (id === 'ubuntu' && version >= 24);
  return names.map((name) => (renamed && RENAMED.has(name) ? `${name}t64` : name));
}

/** @param {string} release the text of /etc/os-release */
export function isDebianLike(release) {
  return [field(release, 'ID'), ...field(release, 'ID_LIKE').split(' ')].includes('debian');
}

/**
 * Which of the wanted packages are not among the installed ones.
 * @param {readonly string[]} wanted
 * @param {string} answer of dpkg-query with the format `package state`, a package a line
 */
export function missingPackages(wanted, answer) {
  const installed = new Set();
  for (const line of answer.split('\n')) {
    const [name, state] = line.split(' ');
    if (state === 'installed') installed.add(name);
  }
  return wanted.filter((name) => !installed.has(name));
}

/** @param {readonly string[]} missing */
export function installCommand(missing) {
  return `sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}'`;
}

/** @param {readonly string[]} wanted */
async function missingNow(wanted) {
  const ended = await runChild('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...wanted], { timeoutMs: 30_000 });
  return missingPackages(wanted, ended.stdout);
}

/** @param {readonly string[]} missing */
async function install(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // A stale list of one repository need not stop the others, so the result of the update is not what decides.
  await runChild('apt-get', [...APT, 'update', '-q'], { env, timeoutMs: APT_MS });
  const ended = await runChild('apt-get', [...APT, 'install', '-y', '-q', '--no-install-recommends', ...missing], {
    env,
    timeoutMs: APT_MS,
  });
  const still = await missingNow(missing);
  if (still.length === 0) return;
  const words = ended.stderr.trim().split('\n').slice(-3).join('\n  ');
  throw new Error(`apt-get could not install ${still.join(' ')}:\n  ${words}\nThe command was: ${installCommand(still)}`);
}

function readRelease() {
  try {
    return fs.readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}

/** @param {string} release @param {string} name */
function field(release, name) {
  const line = release.split('\n').find((one) => one.startsWith(`${name}=`));
  return (line ?? '').slice(name.length + 1).replaceAll('"', '');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const installed = await ensureLibraries(process.argv.includes('--test') ? 'test' : 'run');
    if (!installed) console.log('No system package had to be installed.');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
