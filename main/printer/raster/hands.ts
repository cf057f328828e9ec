import { Worker } from 'node:worker_threads';
import type { ForkOptions, UtilityProcess } from 'electron';
import type { PaintAnswer, PaintOrder } from './protocol.ts';

/** Whoever does the painting, reached by messages only. */
export type Hands = {
  readonly send: (order: PaintOrder) => void;
  readonly onAnswer: (listener: (answer: PaintAnswer) => void) => void;
  /** It broke, or ended by itself. */
  readonly onFault: (listener: (fault: string) => void) => void;
  readonly end: () => Promise<void>;
};

/** Starts the built `worker.ts`. */
export type StartHands = (script: string | URL) => Hands;

/** In a thread, where there is no Electron. */
export const inThread: StartHands = (script) => {
  const worker = new Worker(script);
  worker.unref();
  return {
    send: (order) => {
      worker.postMessage(order);
    },
    onAnswer: (listener) => {
      worker.on('message', listener);
    },
    onFault: (listener) => {
      worker.on('error', ({ message }) => {
        listener(message);
      });
    },
    end: async () => {
      await worker.terminate();
    },
  };
};

/** `utilityProcess.fork` of Electron, handed in so that this file loads anywhere. */
export type ForkPainter = (modulePath: string, args: string[], options: ForkOptions) => UtilityProcess;

/**
 * In a process of its own: threads of one process share V8's helpers, and two of them, the painter and by all signs the ledger,
 * were seen waiting there for each other for ever.
 */
export const inProcess =
  (fork: ForkPainter): StartHands =>
  (script) => {
    const child = fork(String(script), [], { serviceName: 'Paydesk paper', stdio: 'ignore' });
    let isDoomed = false;
    return {
      send: (order) => {
        child.postMessage(order);
      },
      onAnswer: (listener) => {
        child.on('message', listener);
      },
      onFault: (listener) => {
        child.once('exit', () => {
          if (!isDoomed) listener('the painter ended');
        });
      },
      end: () => {
        isDoomed = true;
        child.kill();
        return Promise.resolve();
      },
    };
  };
