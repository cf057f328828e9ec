import type { LayoutLine } from '../../../core/receipt/layout.ts';
import type { Bitmap } from './bitmap.ts';
import { inThread, type Hands, type StartHands } from './hands.ts';
import type { Artwork, Sheet } from './paint.ts';
import type { PaintAnswer, PaintOrder } from './protocol.ts';

/** Strips in the order of their lines, and how many characters no bundled font has. */
export type Painted = { readonly strips: readonly Bitmap[]; readonly missing: number };

/**
 * Paints lines beside the main thread. Rejects when the painter broke or took longer than ten seconds; the next order starts a new
 * one. `close` ends it.
 */
export type Painter = {
  readonly paint: (lines: readonly LayoutLine[], sheet: Sheet, artwork: Artwork) => Promise<Painted>;
  readonly close: () => Promise<void>;
};

const PATIENCE_MS = 10_000;

type Pending = {
  readonly strips: Bitmap[];
  missing: number;
  readonly count: number;
  readonly end: (fault: string | null) => void;
};

/** A painter that has not begun; the first order starts its hands. `script` is the built `worker.ts`. */
export function createPainter(script: string | URL, start: StartHands = inThread): Painter {
  const pending = new Map<number, Pending>();
  let hands: Hands | null = null;
  let orders = 0;
  const fail = (fault: string): void => {
    const broken = hands;
    hands = null;
    for (const each of [...pending.values()]) each.end(fault);
    void broken?.end();
  };
  const ready = (): Hands => {
    if (hands !== null) return hands;
    const started = start(script);
    started.onAnswer((answer) => {
      hear(pending.get(answer.id), answer);
    });
    started.onFault((fault) => {
      if (hands === started) fail(fault);
    });
    hands = started;
    return started;
  };
  const paint: Painter['paint'] = (lines, sheet, artwork) =>
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
      const order: PaintOrder = { id, lines, sheet, artwork };
      ready().send(order);
    });
  return {
    paint,
    close: async () => {
      const ending = hands;
      hands = null;
      await ending?.end();
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
