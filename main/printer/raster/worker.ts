import { parentPort } from 'node:worker_threads';
import { createLinePainter } from './paint.ts';
import type { PaintAnswer, PaintOrder } from './protocol.ts';

/** The thread that paints: a payment on the main thread never waits for a font or a glyph. */
const paint = createLinePainter();
let last: Promise<void> = Promise.resolve();

parentPort?.on('message', (order: PaintOrder) => {
  last = last.then(() => serve(order));
});

async function serve({ id, lines, sheet, logo }: PaintOrder): Promise<void> {
  const answer = (message: PaintAnswer): void => parentPort?.postMessage(message);
  try {
    for (const [index, line] of lines.entries()) answer({ id, index, ...(await paint(line, sheet, logo)) });
  } catch (cause) {
    answer({ id, fault: cause instanceof Error ? cause.message : 'unknown' });
  }
}
