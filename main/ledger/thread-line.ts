import type { MessagePort } from 'node:worker_threads';
import type { ToLedger } from './protocol.ts';
import type { LedgerLine } from './serve.ts';

/** The line of a worker thread to the thread that started it. */
export const threadLine = (port: MessagePort): LedgerLine => ({
  post: (message) => {
    port.postMessage(message);
  },
  listen: (onMessage) => {
    port.on('message', (message: ToLedger) => {
      onMessage(message);
    });
  },
  close: () => {
    port.close();
  },
});
