import { parentPort } from 'node:worker_threads';
import { tryLot, type Count, type Lot, type TrialOptions } from './trial.ts';

/** What the worker is asked, and what it answers. */
export type Errand = { readonly lot: Lot; readonly options: TrialOptions };
export type Answer = { readonly count: Count } | { readonly fault: string };

parentPort?.on('message', ({ lot, options }: Errand) => {
  void tryLot(lot, options)
    .then((count): Answer => ({ count }))
    .catch((cause: unknown): Answer => ({ fault: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) }))
    .then((answer) => {
      parentPort?.postMessage(answer);
    });
});
