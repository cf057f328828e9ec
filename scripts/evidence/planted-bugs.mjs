/** Realistic defects, one at a time in a bundle of the world made for this: each has to be caught, and the shipped source has to pass. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { bundleWorld } from '../evidence-report/bundle-world.mjs';
import { importTs } from '../prepare/import-ts.mjs';

const FIRST_SEED = 1;
const SEEDS_MAX = 2_000;
const WORKERS = 2;
/** For defects that must harm nobody; the median of the others is far below. */
const HELD_SEEDS = 400;

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'planted bugs that the world catches, and in how many seeds',
  run: async ({ given, root, say }) => {
    const { PLANTED_BUGS, HELD_BUGS } = await importTs('test/planted/bugs.ts');
    const { huntAll, huntShipped } = await importTs('test/planted/hunt.ts');
    const isAsked = (/** @type {Bug} */ { name }) => given.only === undefined || String(given.only).split(',').includes(name);
    const bugs = PLANTED_BUGS.filter(isAsked);
    const held = HELD_BUGS.filter(isAsked);
    const seedsMax = Number(given.seeds ?? SEEDS_MAX);
    const cache = path.join(root, 'node_modules/.cache');
    await mkdir(cache, { recursive: true });
    const outDir = await mkdtemp(path.join(cache, 'paydesk-planted-'));
    const hunt = { bundleWorld, root, outDir, firstSeed: FIRST_SEED, seedsMax, workers: WORKERS, say };
    try {
      /** @type {readonly Catch[]} */
      const catches = await huntAll(bugs, hunt);
      const needed = catches.flatMap(({ seeds }) => (seeds === null ? [] : [seeds])).sort((a, b) => a - b);
      const maxSeedsToCatch = needed.at(-1) ?? 0;
      if (held.length > 0)
        say(`defects that a second guard makes harmless, ${HELD_SEEDS} seeds each, where NOT CAUGHT is what must come out:`);
      /** @type {readonly Catch[]} */
      const harmful = (await huntAll(held, { ...hunt, seedsMax: HELD_SEEDS })).filter(
        (/** @type {Catch} */ { seeds }) => seeds !== null,
      );
      const shipped = await huntShipped({ ...hunt, seedsMax: Math.max(maxSeedsToCatch, 1) });
      say(
        shipped === null
          ? `the shipped source passed the same ${maxSeedsToCatch} seeds`
          : `THE SHIPPED SOURCE: ${JSON.stringify(shipped)}`,
      );
      const figures = {
        planted: bugs.length,
        caught: needed.length,
        medianSeedsToCatch: needed[Math.floor(needed.length / 2)] ?? 0,
        maxSeedsToCatch,
        heldBySecondGuard: held.length - harmful.length,
        shippedSeedsPassed: shipped === null ? maxSeedsToCatch : 0,
      };
      const isProven = shipped === null && bugs.length > 0 && needed.length === bugs.length && harmful.length === 0;
      return { ok: isProven, figures };
    } finally {
      await rm(outDir, { recursive: true, force: true });
    }
  },
};

/** @typedef {{ name: string }} Bug */
/** @typedef {{ bug: Bug, seeds: number | null }} Catch */
