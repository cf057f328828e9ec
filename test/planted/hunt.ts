import { fork } from 'node:child_process';
import path from 'node:path';
import type { Rolldown } from 'vite';
import { plant } from './plant.ts';
import type { PlantedBug } from './planted-bug.ts';

/** How a world was caught out: by which invariant, in which seed, and the world's story. */
export type Found = { readonly seed: number; readonly invariant: string; readonly story: string };

/** What became of one defect; `seeds` is how many worlds it took, null when all of them passed. */
export type Catch = { readonly bug: PlantedBug; readonly found: Found | null; readonly seeds: number | null };

/** Where to look and how long. */
export type Hunt = {
  /** Bundles the world and gives the bundle's file; handed in, because it loads its bundler late and a module runner may be closed by then. */
  readonly bundleWorld: (options: { readonly outDir: string; readonly plugins: readonly Rolldown.Plugin[] }) => Promise<string>;
  /** The project. */
  readonly root: string;
  /** An empty folder for the bundles. */
  readonly outDir: string;
  readonly firstSeed: number;
  readonly seedsMax: number;
  /** Processes at a time. */
  readonly workers: number;
  readonly say: (line: string) => void;
};

/** A world that takes this long has hung; a sound one takes well under a second. */
const WORLD_TIMEOUT_MS = 120_000;

/** Bundles the world with each defect in turn and runs the same seeds until one catches it. */
export async function huntAll(bugs: readonly PlantedBug[], hunt: Hunt): Promise<readonly Catch[]> {
  const catches = new Map<string, Catch>();
  const waiting = [...bugs];
  const work = async (): Promise<void> => {
    for (let bug = waiting.shift(); bug !== undefined; bug = waiting.shift()) {
      const caught = await huntOne(bug, hunt);
      catches.set(bug.name, caught);
      hunt.say(lineOf(caught));
    }
  };
  await Promise.all(Array.from({ length: hunt.workers }, work));
  return bugs.map((bug) => catches.get(bug.name)).filter((one) => one !== undefined);
}

/** The shipped source on the same seeds, divided among the workers; null when every world passed. */
export async function huntShipped(hunt: Hunt): Promise<Found | null> {
  const bundle = await hunt.bundleWorld({ outDir: path.join(hunt.outDir, 'shipped'), plugins: [] });
  const share = Math.ceil(hunt.seedsMax / hunt.workers);
  const shares = Array.from({ length: hunt.workers }, (_, at) => ({ first: hunt.firstSeed + at * share, seeds: share }));
  const found = await Promise.all(shares.map(({ first, seeds }) => runSeeds(bundle, first, seeds)));
  return found.find((one) => one !== null) ?? null;
}

async function huntOne(bug: PlantedBug, { bundleWorld, root, outDir, firstSeed, seedsMax }: Hunt): Promise<Catch> {
  const bundle = await bundleWorld({ outDir: path.join(outDir, bug.name), plugins: [plant(root, bug)] });
  const found = await runSeeds(bundle, firstSeed, seedsMax);
  return { bug, found, seeds: found === null ? null : found.seed - firstSeed + 1 };
}

/** One line of the table. */
export function lineOf({ bug, found, seeds }: Catch): string {
  const how = found === null ? 'NOT CAUGHT' : `${String(seeds).padStart(5)}  ${found.invariant}`;
  return `${bug.name.padEnd(40)} ${how.padEnd(40)} ${bug.story}`;
}

type Told = { readonly at: number } | { readonly found: Found | null };

const HUNTER = path.join(import.meta.dirname, 'hunter.mjs');

/** A hunter in a process of its own; one that is silent for too long is ended, and its world counts as caught. */
function runSeeds(bundle: string, first: number, seeds: number): Promise<Found | null> {
  return new Promise((resolve, reject) => {
    const child = fork(HUNTER, [bundle, String(first), String(seeds)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    let at = first;
    let found: Found | null | undefined;
    const hung = (): void => {
      found = { seed: at, invariant: 'hangs', story: 'the world never came to an end' };
      child.kill('SIGKILL');
    };
    let timer = setTimeout(hung, WORLD_TIMEOUT_MS);
    child.on('message', (told: Told) => {
      clearTimeout(timer);
      if ('found' in told) found = told.found;
      else {
        at = told.at;
        timer = setTimeout(hung, WORLD_TIMEOUT_MS);
      }
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      if (found === undefined) reject(new Error(`the hunter of ${bundle} ended with ${String(code)} at seed ${String(at)}`));
      else resolve(found);
    });
  });
}
