import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Person } from './unprivileged.ts';

/** An AppImage on a PC of its own, in a zone in which it is three in the morning, so that updates are put in by themselves. */
export type NightCounter = {
  readonly start: () => void;
  /** How often this version has said that it starts. */
  readonly startsOf: (version: string) => number;
  readonly log: () => string;
  /** Where its launcher keeps versions. */
  readonly versions: string;
  /** A file of that folder, empty when there is none. */
  readonly kept: (name: string) => string;
  /** Pulls the plug: kills every process that its launcher has started, and waits until they are gone. */
  readonly pullPlug: () => Promise<void>;
};

export type NightOptions = {
  readonly appImage: string;
  /** Becomes its home, with the data folder in it. */
  readonly folder: string;
  readonly person: Person;
  readonly env: NodeJS.ProcessEnv;
};

/** A counter that was not started yet. */
export function nightCounter({ appImage, folder, person, env }: NightOptions): NightCounter {
  const dataDir = path.join(folder, 'data');
  const versions = path.join(folder, '.local/share/paydesk-unsigned/versions');
  const log = (): string => quietly(path.join(dataDir, 'logs/paydesk.log'));
  mkdirSync(folder);
  person.give(folder);
  return {
    versions,
    log,
    kept: (name) => quietly(path.join(versions, name)),
    startsOf: (version) => log().split(`paydesk ${version} starts`).length - 1,
    start: () => {
      const args = ['--data', dataDir, '--practice'];
      spawn(appImage, args, { env: nightIn(folder, env), ...person.owner, stdio: 'ignore', cwd: '/' });
    },
    pullPlug: () => endAll(versions),
  };
}

const WAIT_MS = 300_000;
const LOOK_EVERY_MS = 100;

const moment = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, LOOK_EVERY_MS);
  });

/** Looks again and again; throws in words when it takes longer than anything here may take. */
export async function wait(what: string, isReached: () => boolean): Promise<void> {
  for (const lastMs = Date.now() + WAIT_MS; !isReached();) {
    if (Date.now() > lastMs) throw new Error(`it did not come to this: ${what}`);
    await moment();
  }
}

/** The text of a file; empty when there is none. */
export function quietly(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

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
