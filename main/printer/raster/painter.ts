import { Worker } from 'node:worker_threads';
import type { LayoutLine } from '../../../core/receipt/layout.ts';
import type { Bitmap } from './bitmap.ts';
import type { Sheet } from './paint.ts';
import type { PaintAnswer, PaintOrder } from './protocol.ts';

/** Strips in the order of their lines, and how many characters no bundled font has. */
export type Painted = { readonly strips: readonly Bitmap[]; readonly missing: number };

/**
 * Paints lines on a thread of its own. Rejects when the thread broke or took longer than ten seconds; the next order starts a new one.
 * `close` ends the thread.
 */
export type Painter = {
  readonly paint: (lines: readonly LayoutLine[], sheet: Sheet, logo: Bitmap | null) => Promise<Painted>;
  readonly close: () => Promise<void>;
};

const PATIENCE_MS = 10_000;

type Pending = {
  readonly strips: Bitmap[];
  missing: number;
  readonly count: number;
  readonly end: (fault: string | null) => void;
};

/** A painter without a thread yet; the first order starts it. `script` is the built `worker.ts`. */
export function createPainter(script: string | URL): Painter {
  const pending = new Map<number, Pending>();
  let worker: Worker | null = null;
  let orders = 0;
  const fail = (fault: string): void => {
    const broken = worker;
    worker = null;
    for (const each of [...pending.values()]) each.end(fault);
    void broken?.terminate();
  };
  const thread = (): Worker => {
    if (worker !== null) return worker;
    const started = new Worker(script);
    started.unref();
    started.on('message', (message: PaintAnswer) => {
      hear(pending.get(message.id), message);
    });
    started.on('error', ({ message }) => {
      fail(message);
    });
    worker = started;
    return started;
  };
  const paint: Painter['paint'] = (lines, sheet, logo) =>
    new Promise((resolve, reject) => {
      if (lines.length === 0) {
        resolve({ strips: [], missing: 0 });
        return;
      }
      const id = (orders += 1);
      const timer = setTimeout(() => {
        fail('the painter took too long');
      }, PATIENCE_MS);
      const mine: Pending = {
        strips: [],
        missing: 0,
        count: lines.length,
        end: (fault) => {
          clearTimeout(timer);
          pending.delete(id);
          if (fault === null) resolve(mine);
          else reject(new Error(fault));
        },
      };
      pending.set(id, mine);
      const order: PaintOrder = { id, lines, sheet, logo };
      thread().postMessage(order);
    });
  return {
    paint,
    close: async () => {
      await worker?.terminate();
      worker = null;
    },
  };
}

function hear(mine: Pending | undefined, message: PaintAnswer): void {
  if (mine === undefined) return;
  if ('fault' in message) {
    mine.end(message.fault);
    return;
  }
  mine.strips.push(message.picture);
  mine.missing += message.missing;
  if (mine.strips.length === mine.count) mine.end(null);
}
