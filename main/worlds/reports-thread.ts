import { Worker } from 'node:worker_threads';
import type { ReportDesk } from '../../core/reconcile/desk-port.ts';
import { deskClient } from '../reports/client.ts';
import type { DeskAnswer } from '../reports/port.ts';
import type { ReportsData } from './reports-worker.ts';

/** A desk in a thread that is started at the first call, because most days nobody looks at reports. */
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
          onOver();
        });
      },
    });
  };
  let running: ReportDesk | null = null;
  const desk = (): ReportDesk => (running ??= started());
  return {
    desk: {
      setup: () => desk().setup(),
      saveSetup: (setup) => desk().saveSetup(setup),
      take: (paths) => desk().take(paths),
      fetch: (secret) => desk().fetch(secret),
      run: (from, until) => desk().run(from, until),
      view: (from, until) => desk().view(from, until),
      explain: (key, mark) => desk().explain(key, mark),
      pay: (set, batchId, payout) => desk().pay(set, batchId, payout),
      preview: (kind, map) => desk().preview(kind, map),
    },
    close: async () => {
      await worker?.terminate();
    },
  };
}
