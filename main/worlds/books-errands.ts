import { Worker } from 'node:worker_threads';
import type { compare } from '../ledger/restore.ts';
import type { BookAnswer, BookErrand } from './books-worker.ts';

type Order<Kind extends BookErrand['kind']> = Omit<Extract<BookErrand, { readonly kind: Kind }>, 'kind'>;

/** What is done beside the counter. Each rejects with what the system says, or when its thread ends without an answer. */
export type BookErrands = {
  /** Writes found payments into a file that nobody looks at yet; resolves with their number once it would survive a power cut. */
  readonly writeHistory: (order: Order<'write-history'>) => Promise<number>;
  readonly compare: (order: Order<'compare'>) => Promise<ReturnType<typeof compare>>;
  readonly countNotes: (order: Order<'count-notes'>) => Promise<number>;
};

/** `script` is the built `books-worker.ts`; every errand has a thread of its own. */
export function bookErrands(script: string | URL): BookErrands {
  return {
    writeHistory: async (order) => (await sent(script, { kind: 'write-history', ...order })) as number,
    compare: async (order) => (await sent(script, { kind: 'compare', ...order })) as ReturnType<typeof compare>,
    countNotes: async (order) => (await sent(script, { kind: 'count-notes', ...order })) as number,
  };
}

function sent(script: string | URL, errand: BookErrand): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: errand });
    worker.once('message', (answer: BookAnswer) => {
      if (answer.ok) resolve(answer.value);
      else reject(new Error(answer.error));
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      reject(new Error('the thread ended without an answer'));
    });
  });
}
