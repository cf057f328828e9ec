import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleWorld } from '../../scripts/evidence-report/bundle-world.mjs';
import { PLANTED_BUGS } from './bugs.ts';
import { huntAll, huntShipped, type Catch, type Found } from './hunt.ts';

/** Found within a few seeds each, one of every theme; the others are for the long run. */
const QUICK = [
  'pay-before-its-row',
  'time-out-is-failed',
  'deadline-is-not-paid',
  'refund-retried-with-new-id',
  'code-kept-in-a-row',
];
const SEEDS_MAX = 60;
const ROOT = process.cwd();

let outDir = '';
let catches: readonly Catch[] = [];
let shipped: Found | null = null;

beforeAll(async () => {
  const cache = path.join(ROOT, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  outDir = await mkdtemp(path.join(cache, 'paydesk-planted-test-'));
  const hunt = { bundleWorld, root: ROOT, outDir, firstSeed: 1, seedsMax: SEEDS_MAX, workers: 1, say: () => undefined };
  catches = await huntAll(
    PLANTED_BUGS.filter(({ name }) => QUICK.includes(name)),
    hunt,
  );
  const needed = catches.map(({ seeds }) => seeds ?? SEEDS_MAX);
  shipped = await huntShipped({ ...hunt, seedsMax: Math.max(...needed) });
}, 240_000);

afterAll(async () => {
  await rm(outDir, { recursive: true, force: true });
});

describe('five planted bugs', () => {
  it.each(QUICK)('%s is caught by a promise of the world', (name) => {
    expect(catches.find(({ bug }) => bug.name === name)?.found).toMatchObject({
      invariant: expect.stringMatching(/^[a-z-]+$/) as unknown,
    });
  });

  it('the shipped source keeps every promise in the same worlds', () => {
    expect(shipped).toBeNull();
  });
});
