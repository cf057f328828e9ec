/** Simulated worlds: the shipped counter and client against the simulator's engine, with everything going wrong that can. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleWorld } from '../evidence-report/bundle-world.mjs';
import { worldPage } from '../evidence-report/world-page.mjs';
import { importTs } from '../prepare/import-ts.mjs';

const RUNS = 2_000;
const FIRST_SEED = 1;
const HOUR_MS = 3_600_000;
const SAY_EVERY = 500;

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'simulated worlds, every promise checked at every step (--runs N, --seed S, --workers W, --story with --runs 1)',
  run: async ({ given, root, say }) => {
    const runs = Number(given['runs'] ?? RUNS);
    const seed = Number(given['seed'] ?? FIRST_SEED);
    const bundle = await bundleWorld();
    if (given['story'] !== undefined) await tellOne(bundle, seed, say);
    const { runMany } = await importTs('test/world/run-many.ts');
    const workers = Number(given['workers'] ?? os.availableParallelism());
    let told = 0;
    const outcome = await runMany({
      bundle,
      runs,
      seed,
      workers,
      onProgress: (/** @type {{ runs: number, violations: readonly unknown[] }} */ sum) => {
        if (sum.runs - told < SAY_EVERY) return;
        told = sum.runs;
        say(`${sum.runs} worlds, ${sum.violations.length} violations`);
      },
    });
    for (const story of outcome.stories) say(`\n${story.text}\n`);
    const figures = figuresOf(outcome, workers);
    const folder = path.join(root, 'out/evidence/world');
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'report.json'), JSON.stringify({ figures, ...outcome }, null, 2));
    fs.writeFileSync(path.join(folder, 'report.html'), worldPage(figures, outcome));
    say(`report: ${path.relative(root, folder)}/report.html`);
    return { ok: outcome.violations.length === 0 && outcome.quietWithinBound === runs, figures };
  },
};

/** @param {any} outcome @param {number} workers */
function figuresOf(outcome, workers) {
  const { runs, seed, tookMs, simulatedMs } = outcome;
  return {
    runs,
    violations: outcome.violations.length,
    seed,
    worldsPerHour: Math.round((runs * HOUR_MS) / tookMs),
    simulatedHours: Math.round(simulatedMs / HOUR_MS),
    simulatedHoursPerSecond: simulatedMs / HOUR_MS / (tookMs / 1_000),
    quietWithinBound: outcome.quietWithinBound,
    longestQuietSeconds: Math.round(outcome.longestQuietMs / 1_000),
    payments: outcome.payments,
    exchanges: outcome.exchanges,
    steps: outcome.steps,
    kindsOfTrouble: Object.keys(outcome.strikes).length,
    workers,
  };
}

/** @param {string} bundle @param {number} seed @param {(line: string) => void} say */
async function tellOne(bundle, seed, say) {
  const { makePlan, play } = await import(pathToFileURL(bundle).href);
  const { lines } = await play(makePlan(seed));
  for (const line of lines) say(line);
}
