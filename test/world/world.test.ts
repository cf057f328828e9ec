import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleWorld } from '../../scripts/evidence-report/bundle-world.mjs';
import { runMany, type ManyOutcome } from './run-many.ts';
import type * as World from './worker.ts';

/** The first seed of the short run; the evidence goes on from seed 1. */
const SEED = 701_000;
const RUNS = 400;
const MINUTES = 10 * 60_000;

/** Every fault and act of the plans: one that never takes effect would be a hole. */
const MUST_STRIKE = [
  'serve scan-first scan-again keys take-back note next show keep-checking cancel cancel-refused refund refund-refused print-again',
  'decide-approve decide-decline decide-ignore decide-fail decide-too-late',
  'kill stop sleep-stopping sleep-running wall-jump zone gateway-clock partition',
  'storage-full storage-read-only storage-locked storage-failed storage-corrupt slow-disk',
  'request-lost request-late request-garbled request-cut request-doubled connect-refused connect-hangs connect-slow half-open',
  'answer-lost answer-late answer-cut answer-garbled answer-forged answer-mixed-up answer-unsigned answer-other-payment answer-other-api answer-old answer-doubled answer-trickled',
  'gateway-drop-response gateway-delay gateway-close-before gateway-close-after gateway-http-500 gateway-garbage-body gateway-redirect',
  'gateway-bad-signature gateway-unsigned gateway-wrong-client-id gateway-stale-response-time rate-limit',
  'printer-paper-out printer-cover-open printer-refused printer-cut printer-stall',
  'forge-notice mixed-up-notice notice-believed notice-lost notice-cut notice-garbled notice-again notice-refused-bad-signature notice-refused-unsigned',
].flatMap((line) => line.split(' '));

const folder = mkdtempSync(path.join(tmpdir(), 'paydesk-world-'));
let bundle = '';

beforeAll(async () => {
  bundle = await bundleWorld({ outDir: folder });
}, MINUTES);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe(`${String(RUNS)} worlds`, () => {
  let outcome: ManyOutcome;
  beforeAll(async () => {
    outcome = await runMany({ bundle, runs: RUNS, seed: SEED, stories: 1 });
  }, MINUTES);

  it('keep every promise at every step, and become quiet in time', () => {
    expect(outcome.stories.map(({ text }) => text).join('\n\n')).toBe('');
    expect(outcome.violations.map(({ seed, invariant }) => `${String(seed)} ${invariant}`)).toEqual([]);
    expect([outcome.runs, outcome.quietWithinBound]).toEqual([RUNS, RUNS]);
    expect(outcome.payments).toBeGreaterThan(RUNS);
  });

  it('meet every fault and every act', () => {
    expect(MUST_STRIKE.filter((name) => (outcome.strikes[name] ?? 0) === 0)).toEqual([]);
  });
});

it(
  'twenty seeds, each played twice, give the same worlds line by line',
  async () => {
    const { runWorld } = (await import(/* @vite-ignore */ pathToFileURL(bundle).href)) as typeof World;
    const seeds = Array.from({ length: 20 }, (_, at) => SEED + 10_000 + at);
    const first: string[] = [];
    for (const seed of seeds) first.push((await runWorld(seed)).traceHash);
    const second: string[] = [];
    for (const seed of seeds.toReversed()) second.unshift((await runWorld(seed)).traceHash);
    expect(second).toEqual(first);
    expect(new Set(first).size).toBe(seeds.length);
  },
  MINUTES,
);

it(
  'a bug in the shipped sources is found, and told in a story of a few acts',
  async () => {
    const planted = await bundleWorld({
      outDir: path.join(folder, 'planted'),
      plugins: [
        {
          name: 'a time-out is taken for a failure',
          transform: (code: string, id: string) =>
            id.endsWith('core/payment/verdict.ts')
              ? code.replace(
                  "if (reply.kind === 'lost') return doubt(reply.cause, reply.hint ?? null);",
                  "if (reply.kind === 'lost') return { kind: 'not-paid', resultCode: 'TIMEOUT' };",
                )
              : null,
        },
      ],
    });
    const outcome = await runMany({ bundle: planted, runs: 60, seed: SEED, untilViolation: true, stories: 1 });
    const [story] = outcome.stories;
    expect(outcome.violations.length).toBeGreaterThan(0);
    expect((story?.plan.acts.length ?? Infinity) + (story?.plan.traps.length ?? Infinity)).toBeLessThanOrEqual(6);
    expect(story?.text).toMatch(/BROKEN (final-word-is-true|no-false-failure|screen-is-true)/);
  },
  MINUTES,
);
