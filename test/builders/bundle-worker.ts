import { Worker } from 'node:worker_threads';

/** A thread that does one errand after the other. */
export type BundleWorker<Errand, Answer> = {
  readonly ask: (errand: Errand) => Promise<Answer>;
  readonly close: () => Promise<unknown>;
};

/** One errand at a time; a worker that dies rejects the errand under way. */
export function openWorker<Errand, Answer>(bundle: string): BundleWorker<Errand, Answer> {
  const worker = new Worker(bundle);
  let settle: { readonly resolve: (answer: Answer) => void; readonly reject: (cause: Error) => void } | null = null;
  worker.on('message', (answer: Answer) => settle?.resolve(answer));
  worker.on('error', (cause: Error) => settle?.reject(cause));
  return {
    ask: (errand) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        worker.postMessage(errand);
      }),
    close: () => worker.terminate(),
  };
}
