import { Worker } from 'node:worker_threads';
import type { ReportDesk } from '../../core/reconcile/desk-port.ts';
import { deskClient } from '../reports/client.ts';
import { END, type DeskAnswer } from '../reports/port.ts';
import type { ReportsData } from './reports-worker.ts';

/** A desk in a thread that is started at the first call, because most days nobody looks at reports; calls reject once it is closed. */
export type LazyDesk = { readonly desk: ReportDesk; readonly close: () => Promise<void> };

/** Rows live for a moment and are many; a larger nursery would double what a month takes and gain a twentieth of the time. */
const YOUNG_MB = 12;

/** `script` is the built `reports-worker.ts`. */
export function lazyReportDesk(script: string, data: ReportsData): LazyDesk {
  let worker: Worker | null = null;
  const started = (): ReportDesk => {
    const fresh = new Worker(script, { workerData: data, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
    worker = fresh;
    return deskClient({
      post: (call) => {
        fresh.postMessage(call);
      },
      listen: (hear, onOver) => {
        fresh.on('message', (answer: DeskAnswer) => {
          hear(answer);
        });
        fresh.on('error', onOver);
        fresh.on('exit', () => {
          running = null;
          worker = null;
          onOver();
        });
      },
    });
  };
  let running: ReportDesk | null = null;
  let isClosed = false;
  const ask = <T>(call: (desk: ReportDesk) => Promise<T>): Promise<T> =>
    isClosed ? Promise.reject(new Error('the report desk has ended')) : call((running ??= started()));
  return {
    desk: {
      setup: () => ask((desk) => desk.setup()),
      saveSetup: (setup) => ask((desk) => desk.saveSetup(setup)),
      take: (paths) => ask((desk) => desk.take(paths)),
      fetch: (secret) => ask((desk) => desk.fetch(secret)),
      run: (from, until) => ask((desk) => desk.run(from, until)),
      view: (from, until) => ask((desk) => desk.view(from, until)),
      explain: (key, mark) => ask((desk) => desk.explain(key, mark)),
      pay: (set, batchId, payout) => ask((desk) => desk.pay(set, batchId, payout)),
      preview: (kind, map) => ask((desk) => desk.preview(kind, map)),
    },
    close: () => {
      isClosed = true;
      const ending = worker;
      if (ending === null) return Promise.resolve();
      return new Promise((resolve) => {
        ending.once('exit', () => {
          resolve();
        });
        ending.postMessage(END);
      });
    },
  };
}
