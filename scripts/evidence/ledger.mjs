/** A ledger with years of trade: opened, searched, appended to, reported from, verified, each beside what the disk itself takes. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleWorld } from '../evidence-report/bundle-world.mjs';
import { importTs } from '../prepare/import-ts.mjs';

const EVENTS = 5_000_000;
const WORLDS = 200;

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'a ledger of five million events: open, search, append, Z report, verify (--events N, --worlds N)',
  run: async ({ given, root, say }) => {
    const { makePlan, play } = await import(pathToFileURL(await bundleWorld()).href);
    const stories = [];
    for (let seed = 1; seed <= Number(given['worlds'] ?? WORLDS); seed += 1) stories.push((await play(makePlan(seed))).rows);
    const folder = path.join(root, 'out/evidence/ledger');
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { recursive: true });
    try {
      const { measure } = await importTs('test/books/measure.ts');
      const verifier = path.join(root, 'out/main/verify.js');
      const found = await measure({ events: Number(given['events'] ?? EVENTS), folder, stories, verifier, say });
      const { searches, rawInsertP99Ms, rawInsertMedianMs, sequentialReadSeconds, verifyOk, ...figures } = found;
      for (const [kind, { p50Ms, p99Ms, cpuP99Ms }] of Object.entries(searches))
        say(
          `search ${kind.padEnd(18)} ${p50Ms.toFixed(2)} ms p50, ${p99Ms.toFixed(2)} ms p99, ${cpuP99Ms.toFixed(2)} ms p99 of the processor`,
        );
      return { ok: verifyOk, figures, floors: { rawInsertP99Ms, rawInsertMedianMs, sequentialReadSeconds } };
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  },
};
