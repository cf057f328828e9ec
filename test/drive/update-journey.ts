import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe as describeRelease, writeSigned } from '../../scripts/sign-release.mjs';
import { nightCounter, quietly, wait, type NightCounter } from './night-counter.ts';
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
  /** How many counters have their plug pulled while they update. */
  readonly appCuts: number;
};

/** What was seen, in the order in which it has to come. */
export type JourneyFound = {
  /** Releases that were not believed: another key's signature, and another file under the signed name. */
  readonly forgedRefused: number;
  readonly updated: boolean;
  readonly restarted: boolean;
  readonly brokenTried: number;
  readonly wentBack: boolean;
};

/** What came of the pulled plugs; `appNeither` counts starts of neither version, or of bytes that nobody signed. */
export type AppCutsFound = {
  readonly appCuts: number;
  readonly appLeftOld: number;
  readonly appLeftNew: number;
  readonly appNeither: number;
};

/**
 * A counter at night, as somebody without rights: it refuses what was forged, then looks, fetches with electron-updater, swaps, starts
 * anew as 0.2.0, then takes 0.3.0, which does nothing but end. Started by hand again and again it tries that twice and then runs
 * 0.2.0. Afterwards other counters have their plug pulled at moments spread over the same update.
 */
export async function updateJourney(options: JourneyOptions, say: (line: string) => void): Promise<JourneyFound & AppCutsFound> {
  const { person, base, next, server, key } = options;
  const own = path.join(person.folder, path.basename(base));
  const broken = path.join(person.folder, 'broken');
  const at = (name: string): string => path.join(person.folder, name);
  copyFileSync(base, own);
  writeFileSync(broken, `#!/bin/sh\necho tried >>'${at('tries')}'\nexit 1\n`, { mode: 0o755 });
  publishIn(at('next'), '0.2.0', next, key);
  publishIn(at('broken-release'), '0.3.0', broken, key);
  publishIn(at('foreign'), '0.2.0', broken, generateKeyPairSync('ed25519').privateKey);
  publishIn(at('swapped'), '0.2.0', next, key);
  copyFileSync(broken, path.join(at('swapped'), nameOf('0.2.0')));
  person.give(person.folder);
  const counter = nightCounter({ appImage: own, folder: at('home'), person, env: options.env });
  const tries = (): number => quietly(at('tries')).split('tried').length - 1;
  try {
    const forgedRefused = await refuseForged(counter, server, [
      { folder: at('foreign'), words: 'updates: signature-wrong' },
      { folder: at('swapped'), words: 'updates: file-wrong' },
    ]);
    say(`${String(forgedRefused)} of 2 forged releases refused`);
    const tookMs = await takeNext(counter, server, at('next'));
    const restarted = counter.kept('pointer').includes('current=0.2.0\nprevious=0.1.0\n');
    say('0.1.0 fetched and put in 0.2.0, which is ready to scan');
    await counter.pullPlug();
    const wentBack = await tryBroken(counter, server, at('broken-release'), tries);
    say('0.3.0 never got ready: tried twice, then 0.2.0 again');
    await counter.pullPlug();
    server.serve(at('next'));
    const cut = await cutApps({ ...options, base: own }, tookMs, say);
    return { forgedRefused, updated: counter.startsOf('0.2.0') > 0, restarted, brokenTried: tries(), wentBack, ...cut };
  } catch (cause) {
    say(counter.log());
    throw cause;
  } finally {
    await counter.pullPlug();
  }
}

type Forged = { readonly folder: string; readonly words: string };

/** A counter looks once a start, so each forgery has a start of its own. */
async function refuseForged(counter: NightCounter, server: UpdateServer, all: readonly Forged[]): Promise<number> {
  let refused = 0;
  for (const { folder, words } of all) {
    const before = counter.startsOf('0.1.0');
    server.serve(folder);
    counter.start();
    await wait(`0.1.0 starts and says "${words}"`, () => counter.startsOf('0.1.0') > before && counter.log().includes(words));
    await counter.pullPlug();
    if (counter.startsOf('0.2.0') === 0 && counter.kept('pointer') === '') refused += 1;
  }
  return refused;
}

/** Resolves with the milliseconds from the first byte asked for until the new version started. */
async function takeNext(counter: NightCounter, server: UpdateServer, folder: string): Promise<number> {
  const fetches = (): number => counter.log().split(FETCHING).length - 1;
  const before = fetches();
  server.serve(folder);
  counter.start();
  await wait('0.2.0 is fetched', () => fetches() > before);
  const fromMs = Date.now();
  await wait('0.2.0 is put in and started', () => counter.startsOf('0.2.0') === 1);
  const tookMs = Date.now() - fromMs;
  await wait('0.2.0 is ready to scan', () => isReady(counter));
  return tookMs;
}

const FETCHING = 'updates: 0.2.0 fetching';
const isReady = (counter: NightCounter): boolean => counter.kept('ready') === 'version=0.2.0\n';

async function tryBroken(counter: NightCounter, server: UpdateServer, folder: string, tries: () => number): Promise<boolean> {
  server.serve(folder);
  counter.start();
  await wait('0.3.0 is put in and tried', () => tries() === 1);
  await counter.pullPlug();
  counter.start();
  await wait('0.3.0 is tried again', () => tries() === 2);
  const before = counter.startsOf('0.2.0');
  counter.start();
  await wait('0.2.0 starts instead', () => counter.startsOf('0.2.0') === before + 1);
  return counter.startsOf('0.3.0') === 0;
}

/** Each on a PC of its own; after the cut the counter is started again, and what starts is compared with what was signed. */
async function cutApps(options: JourneyOptions, tookMs: number, say: (line: string) => void): Promise<AppCutsFound> {
  const { appCuts, base, next, person, env } = options;
  const signed = digestOf(next);
  const found = { appCuts: 0, appLeftOld: 0, appLeftNew: 0, appNeither: 0 };
  for (let cut = 0; cut < appCuts; cut += 1) {
    const folder = path.join(person.folder, `cut-${String(cut)}`);
    const counter = nightCounter({ appImage: base, folder, person, env });
    try {
      counter.start();
      await wait('0.2.0 is fetched', () => counter.log().includes(FETCHING));
      await after(((cut + 1) / (appCuts + 1)) * tookMs);
      await counter.pullPlug();
      const before = [counter.startsOf('0.1.0'), counter.startsOf('0.2.0')] as const;
      counter.start();
      await wait('a version starts', () => counter.startsOf('0.1.0') > before[0] || counter.startsOf('0.2.0') > before[1]);
      const isOld = counter.startsOf('0.1.0') > before[0];
      const file = path.join(counter.versions, '0.2.0.AppImage');
      const isNew = !isOld && existsSync(file) && digestOf(file) === signed;
      found.appCuts += 1;
      found[isOld ? 'appLeftOld' : isNew ? 'appLeftNew' : 'appNeither'] += 1;
      await wait('0.2.0 is ready to scan after the cut', () => isReady(counter));
      say(
        `plug ${String(cut + 1)} of ${String(appCuts)}: the ${isOld ? 'old' : 'new'} version started, and then 0.2.0 got ready`,
      );
    } finally {
      await counter.pullPlug();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
  return found;
}

const after = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

const digestOf = (file: string): string => createHash('sha512').update(readFileSync(file)).digest('base64');

const nameOf = (version: string): string => `Paydesk-${version}-unsigned-linux-x86_64.AppImage`;

/** What a release's folder on the server has: the file, electron-builder's list of it, the description and its signature. */
function publishIn(folder: string, version: string, file: string, key: KeyObject): void {
  mkdirSync(folder);
  const name = nameOf(version);
  copyFileSync(file, path.join(folder, name));
  const sha512 = digestOf(file);
  const listed = { url: name, sha512, size: readFileSync(file).length };
  const list = { version, files: [listed], path: name, sha512, releaseDate: new Date(0).toISOString() };
  // electron-builder's own list knows the blocks of its file, so that only what changed is fetched. JSON is YAML too.
  const own = path.join(path.dirname(file), 'latest-linux.yml');
  if (existsSync(own)) copyFileSync(own, path.join(folder, 'latest-linux.yml'));
  else writeFileSync(path.join(folder, 'latest-linux.yml'), JSON.stringify(list));
  const about = { folder, version, stagedPercent: 100, minimumVersion: '0.1.0', ledgerVersion: 3, notes: { en: 'A test.' } };
  writeSigned(folder, describeRelease(about), key);
}
