import { parentPort } from 'node:worker_threads';
import { runBatch, type Batch, type Sum } from './batch.ts';
import { tellShortest, type Story } from './tell.ts';

/** What the world's worker can be asked. */
export type Errand =
  | { readonly do: 'batch'; readonly batch: Batch }
  | { readonly do: 'shrink'; readonly seed: number; readonly invariant: string; readonly options: Batch['options'] };

/** What it answers. */
export type Answer = { readonly sum: Sum } | { readonly story: Story } | { readonly fault: string };

// A broken connection is an Error each time, and in a world nobody reads where it was made.
Error.stackTraceLimit = 4;

parentPort?.on('message', (errand: Errand) => {
  const working: Promise<Answer> =
    errand.do === 'batch'
      ? runBatch(errand.batch).then((sum) => ({ sum }))
      : tellShortest(errand.seed, errand.invariant, errand.options).then((story) => ({ story }));
  void working
    .catch((cause: unknown): Answer => ({ fault: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) }))
    .then((answer) => {
      parentPort?.postMessage(answer);
    });
});

export { makePlan } from './make-plan.ts';
export { play } from './play.ts';
export { runWorld } from './run-world.ts';
export { tellShortest } from './tell.ts';
