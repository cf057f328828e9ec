import { Worker, type WorkerOptions } from 'node:worker_threads';
import { ledgerClient, type LedgerClientLine } from './client.ts';
import type { LedgerClock, OpenLedger } from './port.ts';
import type { FromLedger } from './protocol.ts';

/**
 * Starts the ledger's thread at once, so that it loads while others do their part, and returns what opens a ledger in it, once.
 * `script` is the built `worker.ts`.
 */
export function startLedgerThread(script: string | URL, clock: LedgerClock, options: WorkerOptions = {}): OpenLedger {
  return ledgerClient(workerLine(new Worker(script, options)), clock);
}

function workerLine(worker: Worker): LedgerClientLine {
  let isOver = false;
  let hear: (message: FromLedger) => void = () => undefined;
  let end: () => void = () => undefined;
  const over = (): void => {
    isOver = true;
    end();
  };
  worker.on('message', (message: FromLedger) => {
    hear(message);
  });
  worker.on('error', over);
  worker.on('exit', over);
  return {
    post: (message) => {
      worker.postMessage(message);
    },
    listen: (onMessage, onOver) => {
      hear = onMessage;
      end = onOver;
    },
    isOver: () => isOver,
  };
}
