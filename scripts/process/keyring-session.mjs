/**
 * A private D-Bus session with a fresh, unlocked Secret Service (gnome-keyring), for tests that must use a real keychain and
 * never the person's own. HOME and the XDG folders are set before the bus starts, because services it starts inherit them.
 */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { endChild, runChild, startChild } from './children.mjs';

const START_MS = 15_000;
const ASK_EVERY_MS = 50;

/**
 * Starts the session. Throws an Error in plain words when the bus or the keyring does not come up.
 * @param {NodeJS.ProcessEnv} [base]
 * @param {{ uid?: number, gid?: number }} [owner] another user, when root starts it for one
 * @returns {Promise<{ env: NodeJS.ProcessEnv, stop: () => Promise<void> }>} `env` is complete, to be given to the child
 */
export async function startKeyringSession(base = process.env, owner = {}) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'paydesk-keyring-'));
  const env = { ...base, ...homeFolders(home) };
  const config = path.join(home, 'bus.conf');
  fs.writeFileSync(config, busConfig(home));
  giveTo(home, owner);
  const bus = startChild('dbus-daemon', [`--config-file=${config}`, '--nofork', '--nopidfile', '--print-address=3'], {
    env,
    ...owner,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  process.once('exit', () => {
    fs.rmSync(home, { recursive: true, force: true });
  });
  const session = { ...env, DBUS_SESSION_BUS_ADDRESS: await busAddress(bus) };
  const keyring = startChild('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env: session,
    ...owner,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // The whole of standard input is the password, so no line end after it.
  keyring.stdin?.end(randomBytes(12).toString('hex'));
  await secretServiceAnswers(session, owner);
  return {
    env: session,
    stop: async () => {
      await endChild(keyring);
      await endChild(bus);
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
}

/**
 * A bus that starts no services by itself: the first question would otherwise start a second keyring, locked, which may win the
 * name and then wait for ever for somebody to unlock it.
 * @param {string} home
 */
const busConfig = (home) => `<busconfig>
  <type>session</type>
  <listen>unix:dir=${path.join(home, 'run')}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/** @param {string} home */
function homeFolders(home) {
  const folders = {
    HOME: home,
    XDG_DATA_HOME: path.join(home, 'data'),
    XDG_CONFIG_HOME: path.join(home, 'config'),
    XDG_CACHE_HOME: path.join(home, 'cache'),
    XDG_RUNTIME_DIR: path.join(home, 'run'),
  };
  for (const folder of Object.values(folders)) fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folders;
}

/** @param {import('node:child_process').ChildProcess} bus @returns {Promise<string>} */
function busAddress(bus) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('the D-Bus session did not start in time'));
    }, START_MS);
    const fail = (/** @type {string} */ why) => {
      clearTimeout(timer);
      reject(new Error(`the D-Bus session did not start: ${why}`));
    };
    bus.once('error', (error) => {
      fail(error.message);
    });
    bus.once('exit', (code) => {
      fail(`dbus-daemon ended with ${code}`);
    });
    bus.stdio[3]?.once('data', (/** @type {Buffer} */ data) => {
      clearTimeout(timer);
      resolve(data.toString().trim());
    });
  });
}

/** @param {string} folder @param {{ uid?: number, gid?: number }} owner */
function giveTo(folder, { uid, gid }) {
  if (uid === undefined || gid === undefined) return;
  for (const name of ['', ...fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    fs.chownSync(path.join(folder, name), uid, gid);
  }
}

/**
 * Waits for the unlocked login collection, which is there a moment after the service's name.
 * @param {NodeJS.ProcessEnv} env @param {{ uid?: number, gid?: number }} owner
 */
async function secretServiceAnswers(env, owner) {
  const ask = [
    ...['--session', '--print-reply=literal', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets'],
    ...['org.freedesktop.Secret.Service.ReadAlias', 'string:default'],
  ];
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline) {
    const reply = await runChild('dbus-send', [...ask], { env, ...owner, timeoutMs: 5_000 });
    if (reply.code === 0 && reply.stdout.includes('/org/freedesktop/secrets/collection/')) return;
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  throw new Error('the Secret Service (gnome-keyring) did not answer in time');
}
