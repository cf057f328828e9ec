import os from 'node:os';
import { openWorker } from '../builders/bundle-worker.ts';
import { addSums, EMPTY_SUM, type Sum } from './batch.ts';
import { PROMISES } from './invariants/all.ts';
import type { PlanOptions } from './make-plan.ts';
import type { Story } from './tell.ts';
import type { Answer, Errand } from './worker.ts';

/** A run over many seeds. */
export type ManyOptions = {
  /** The world's bundle, as `bundleWorld` made it; every worker runs it. */
  readonly bundle: string;
  readonly runs: number;
  /** The first seed; the others follow it. */
  readonly seed: number;
  readonly workers?: number;
  /** Begins no more worlds once a promise was broken. */
  readonly untilViolation?: boolean;
  /** How many stories of broken promises are shrunk and told. */
  readonly stories?: number;
  readonly options?: PlanOptions;
  readonly onProgress?: (sum: Sum) => void;
};

/** What the whole run came to. */
export type ManyOutcome = Sum & {
  readonly seed: number;
  readonly tookMs: number;
  readonly stories: readonly Story[];
  /** What was checked. */
  readonly promises: readonly { readonly name: string; readonly promise: string }[];
};

const BATCH = 10;
const STORIES = 3;

/** Runs the worlds of `runs` seeds in workers; the outcome does not depend on how many there are. */
export async function runMany(many: ManyOptions): Promise<ManyOutcome> {
  const startedMs = performance.now();
  const workers = Array.from({ length: many.workers ?? os.availableParallelism() }, () =>
    openWorker<Errand, Answer>(many.bundle),
  );
  let sum = EMPTY_SUM;
  let next = 0;
  const work = async (ask: Ask): Promise<void> => {
    while (next < many.runs && !(many.untilViolation === true && sum.violations.length > 0)) {
      const batch = { fromSeed: many.seed + next, count: Math.min(BATCH, many.runs - next), options: many.options ?? {} };
      next += batch.count;
      const answer = await ask({ do: 'batch', batch });
      if (!('sum' in answer)) throw new Error('fault' in answer ? answer.fault : 'the worker answered something else');
      sum = addSums(sum, answer.sum);
      many.onProgress?.(sum);
    }
  };
  try {
    await Promise.all(workers.map(({ ask }) => work(ask)));
    const tookMs = performance.now() - startedMs;
    const violations = sum.violations.toSorted((a, b) => a.seed - b.seed);
    const stories = await tell(violations, workers[0]?.ask, many);
    const promises = PROMISES.map(({ name, promise }) => ({ name, promise }));
    return { ...sum, violations, seed: many.seed, tookMs, stories, promises };
  } finally {
    await Promise.all(workers.map(({ close }) => close()));
  }
}

type Ask = (errand: Errand) => Promise<Answer>;

/** The shortest stories, one for each promise that was broken, the smallest seeds first. */
async function tell(violations: Sum['violations'], ask: Ask | undefined, many: ManyOptions): Promise<readonly Story[]> {
  const stories: Story[] = [];
  const firsts = violations.filter(({ invariant }, at) => violations.findIndex((each) => each.invariant === invariant) === at);
  for (const { seed, invariant } of firsts.slice(0, many.stories ?? STORIES)) {
    const answer = await ask?.({ do: 'shrink', seed, invariant, options: many.options ?? {} });
    if (answer !== undefined && 'story' in answer) stories.push(answer.story);
  }
  return stories;
}
