import { Worker } from 'node:worker_threads';
import { WINDOWS_ERROR, type Spooler, type SpoolerResult } from './spooler-port.ts';

/** One call on its way to the thread, and its answer. */
export type SpoolerCall = { readonly turn: number; readonly call: keyof Spooler; readonly input: readonly unknown[] };
export type SpoolerAnswer = { readonly turn: number; readonly result: SpoolerResult<unknown> };

/** The Windows spooler in a thread of its own: a queue on a network may take seconds to answer, and the window must not freeze. */
export function startSpoolerThread(file: string): Spooler & { readonly close: () => Promise<void> } {
  const worker = new Worker(file);
  worker.unref();
  const open = new Map<number, (result: SpoolerResult<unknown>) => void>();
  let turn = 0;
  let isOver = false;
  const fail = (): void => {
    isOver = true;
    for (const settle of open.values()) settle({ ok: false, error: WINDOWS_ERROR.unknownOutcome });
    open.clear();
  };
  worker.on('message', ({ turn: answered, result }: SpoolerAnswer) => {
    open.get(answered)?.(result);
    open.delete(answered);
  });
  worker.on('error', fail);
  worker.on('exit', fail);
  const ask = <Value>(call: keyof Spooler, ...input: readonly unknown[]): Promise<SpoolerResult<Value>> =>
    new Promise((resolve) => {
      if (isOver) {
        resolve({ ok: false, error: WINDOWS_ERROR.unknownOutcome });
        return;
      }
      turn += 1;
      open.set(turn, resolve as (result: SpoolerResult<unknown>) => void);
      worker.postMessage({ turn, call, input } satisfies SpoolerCall);
    });
  return {
    printers: () => ask('printers'),
    printer: (name) => ask('printer', name),
    spool: (name, title, document) => ask('spool', name, title, document),
    jobs: (name) => ask('jobs', name),
    cancel: (name, id) => ask('cancel', name, id),
    close: async () => {
      await worker.terminate();
    },
  };
}
