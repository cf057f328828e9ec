import { spawn } from 'node:child_process';
import { createHash, type KeyObject } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe as describeRelease, writeSigned } from '../../scripts/sign-release.mjs';
import type { Person } from './unprivileged.ts';
import type { UpdateServer } from './update-server.ts';

/** Two real AppImages of one source, whose build was told where this server is and whose signature counts. */
export type JourneyOptions = {
  readonly base: string;
  readonly next: string;
  readonly server: UpdateServer;
  readonly key: KeyObject;
  readonly person: Person;
  readonly env: NodeJS.ProcessEnv;
};

/** What was seen, in the order in which it has to come. */
export type JourneyFound = {
  readonly updated: boolean;
  readonly restarted: boolean;
  readonly brokenTried: number;
  readonly wentBack: boolean;
};

/**
 * A counter at night, as somebody without rights: it looks, fetches with electron-updater, swaps, starts anew as 0.2.0, then takes
 * 0.3.0, which does nothing but end. Started by hand again and again it tries that twice and then runs 0.2.0.
 */
export async function updateJourney(options: JourneyOptions, say: (line: string) => void): Promise<JourneyFound> {
  const { person, base, next, server, key } = options;
  const dataDir = path.join(person.folder, 'data');
  const home = path.join(person.folder, 'home');
  const versions = path.join(home, '.local/share/paydesk-unsigned/versions');
  const own = path.join(person.folder, path.basename(base));
  const broken = path.join(person.folder, 'broken');
  const releases = { next: path.join(person.folder, 'next'), broken: path.join(person.folder, 'broken-release') };
  copyFileSync(base, own);
  mkdirSync(home);
  writeFileSync(broken, `#!/bin/sh\necho tried >>'${person.folder}/tries'\nexit 1\n`, { mode: 0o755 });
  publishIn(releases.next, '0.2.0', next, key);
  publishIn(releases.broken, '0.3.0', broken, key);
  person.give(person.folder);
  const start = (): void => {
    spawn(own, ['--data', dataDir, '--practice'], {
      env: nightIn(home, options.env),
      ...person.owner,
      stdio: 'ignore',
      cwd: '/',
    });
  };
  const startsOf = (version: string): number =>
    quietly(path.join(dataDir, 'logs/paydesk.log')).split(`paydesk ${version} starts`).length - 1;
  const tried = (): number => quietly(path.join(person.folder, 'tries')).split('tried').length - 1;
  try {
    server.serve(releases.next);
    start();
    await wait('0.1.0 starts', () => startsOf('0.1.0') === 1);
    await wait('0.2.0 is fetched, put in and started', () => startsOf('0.2.0') === 1);
    await wait('0.2.0 is ready to scan', () => quietly(path.join(versions, 'ready')) === 'version=0.2.0\n');
    const restarted = quietly(path.join(versions, 'pointer')).includes('current=0.2.0\nprevious=0.1.0\n');
    say('0.1.0 fetched and put in 0.2.0, which is ready to scan');
    await endAll(versions);
    server.serve(releases.broken);
    start();
    await wait('0.3.0 is put in and tried', () => tried() === 1);
    await endAll(versions);
    start();
    await wait('0.3.0 is tried again', () => tried() === 2);
    const before = startsOf('0.2.0');
    start();
    await wait('0.2.0 starts instead', () => startsOf('0.2.0') === before + 1);
    say('0.3.0 never got ready: tried twice, then 0.2.0 again');
    return { updated: startsOf('0.2.0') > 0, restarted, brokenTried: tried(), wentBack: startsOf('0.3.0') === 0 };
  } catch (cause) {
    say(quietly(path.join(dataDir, 'logs/paydesk.log')));
    throw cause;
  } finally {
    await endAll(versions);
  }
}

const WAIT_MS = 300_000;
const LOOK_EVERY_MS = 200;

const moment = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, LOOK_EVERY_MS);
  });

async function wait(what: string, isReached: () => boolean): Promise<void> {
  for (let left = WAIT_MS; !isReached(); left -= LOOK_EVERY_MS) {
    if (left <= 0) throw new Error(`it did not come to this: ${what}`);
    await moment();
  }
}

function quietly(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Ends every process that a launcher of these versions has started, and waits until they are gone. */
async function endAll(versions: string): Promise<void> {
  for (let left = 100; left > 0; left -= 1) {
    const pids = readdirSync('/proc').filter(
      (name) => /^\d+$/.test(name) && quietly(`/proc/${name}/environ`).includes(`PAYDESK_VERSIONS=${versions}\0`),
    );
    if (pids.length === 0) return;
    for (const pid of pids) killQuietly(Number(pid));
    await moment();
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already, which is what was wanted.
  }
}

/** A home of its own, in a zone in which it is three in the morning. */
function nightIn(home: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const east = ((3 - new Date().getUTCHours() + 36) % 24) - 12;
  return {
    ...env,
    HOME: home,
    XDG_DATA_HOME: undefined,
    XDG_CACHE_HOME: undefined,
    XDG_CONFIG_HOME: undefined,
    TZ: `Etc/GMT${east > 0 ? '-' : '+'}${String(Math.abs(east))}`,
  };
}

/** What a release's folder on the server has: the file, electron-builder's list of it, the description and its signature. */
function publishIn(folder: string, version: string, file: string, key: KeyObject): void {
  mkdirSync(folder);
  const name = `Paydesk-${version}-unsigned-linux-x86_64.AppImage`;
  copyFileSync(file, path.join(folder, name));
  const bytes = readFileSync(file);
  const sha512 = createHash('sha512').update(bytes).digest('base64');
  const listed = { url: name, sha512, size: bytes.length };
  const list = { version, files: [listed], path: name, sha512, releaseDate: new Date(0).toISOString() };
  // electron-builder's own list knows the blocks of its file, so that only what changed is fetched. JSON is YAML too.
  const own = path.join(path.dirname(file), 'latest-linux.yml');
  if (existsSync(own)) copyFileSync(own, path.join(folder, 'latest-linux.yml'));
  else writeFileSync(path.join(folder, 'latest-linux.yml'), JSON.stringify(list));
  const about = { folder, version, stagedPercent: 100, minimumVersion: '0.1.0', ledgerVersion: 3, notes: { en: 'A test.' } };
  writeSigned(folder, describeRelease(about), key);
}
