import { Worker } from 'node:worker_threads';
import { dealPieces, type LedgerReader, type LocalPieces, type Piece, type RowSpan, type Stretch } from './local-pieces.ts';
import type { PiecesAnswer, PiecesCall, PiecesData } from './pieces-line.ts';

/** Pieces that are made while another one is used, four a thread; more would only take memory. */
const AHEAD = 8;
/** The thread's garbage is one text a piece, so little room is enough. */
const YOUNG_MB = 4;

const ENDED = 'the thread that reads the ledger has ended';

type Caller = { readonly resolve: (value: unknown) => void; readonly reject: (cause: Error) => void };

/**
 * The pieces of a ledger file, made in two threads of their own: finding rows takes SQLite longer than using them takes.
 * `script` is the built `pieces-worker.ts`. Rejects when a thread ends.
 */
export function threadPieces(script: string | URL, path: string, span: RowSpan): LocalPieces {
  const start = (): LedgerReader => threadReader(script, path, span);
  return dealPieces([start(), start()], AHEAD);
}

function threadReader(script: string | URL, path: string, span: RowSpan): LedgerReader {
  const workerData: PiecesData = { path, span };
  const worker = new Worker(script, { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  const waiting: Caller[] = [];
  let over: Error | null = null;
  const end = (cause: Error): void => {
    over ??= cause;
    for (const caller of waiting.splice(0)) caller.reject(over);
  };
  worker.on('message', (answer: PiecesAnswer) => {
    const caller = waiting.shift();
    if ('error' in answer) caller?.reject(new Error(answer.error));
    else caller?.resolve(answer.value);
  });
  worker.on('error', end);
  const gone = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      end(new Error(ENDED));
      resolve();
    });
  });
  const ask = (call: PiecesCall): Promise<unknown> => {
    const asked = new Promise<unknown>((resolve, reject) => {
      if (over !== null) reject(over);
      else waiting.push({ resolve, reject });
    });
    // Whoever asks may be waiting for something else when the thread ends, and hears of it afterwards.
    asked.catch(() => undefined);
    if (over === null) worker.postMessage(call);
    return asked;
  };
  return {
    whole: () => ask({ name: 'whole' }) as Promise<Stretch>,
    piece: (stretch) => ask({ name: 'piece', stretch }) as Promise<Piece>,
    answersTo: (ids) => ask({ name: 'answersTo', ids }) as Promise<readonly (string | null)[]>,
    // The thread ends itself: one that is ended from outside while it is inside SQLite takes the whole process with it.
    close: () => {
      end(new Error(ENDED));
      worker.postMessage({ name: 'close' } satisfies PiecesCall);
      return gone;
    },
  };
}
