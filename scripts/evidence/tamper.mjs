/** A real ledger is tampered with in every way there is, and paydesk-verify has to find each of them, and nothing in what nobody touched. */
import { pathToFileURL } from 'node:url';
import { bundleWorld } from '../evidence-report/bundle-world.mjs';
import { importTs } from '../prepare/import-ts.mjs';

const EDITS = 2_000;
const ROWS = 1_500;
const WORLDS = 40;
const SEED = 1;

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title:
    'edits, deletions, swaps, truncations and re-chained forgeries are found by paydesk-verify (--edits N, --rows N, --seed S)',
  run: async ({ given, say }) => {
    const { makePlan, play } = await import(pathToFileURL(await bundleWorld()).href);
    const seed = Number(given['seed'] ?? SEED);
    const stories = [];
    for (let nth = 0; nth < WORLDS; nth += 1) stories.push((await play(makePlan(seed + nth))).rows);
    const { tamper } = await importTs('test/books/tamper.ts');
    const edits = Number(given['edits'] ?? EDITS);
    const found = await tamper({ edits, rows: Number(given['rows'] ?? ROWS), seed, stories, say });
    for (const name of found.missed) say(`missed: ${name}`);
    for (const name of found.falseAlarms) say(`false alarm: ${name}`);
    const figures = {
      edits: found.edits,
      missed: found.missed.length,
      falseAlarms: found.falseAlarms.length,
      kinds: found.kinds,
      untouched: found.untouched,
      seed,
    };
    return { ok: found.missed.length === 0 && found.falseAlarms.length === 0, figures };
  },
};
