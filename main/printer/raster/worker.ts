import { parentPort } from 'node:worker_threads';
import { createLinePainter } from './paint.ts';
import type { PaintAnswer, PaintOrder } from './protocol.ts';

/** A thread's port hands over what was sent, a process's wraps it. */
type ProcessPort = {
  readonly on: (event: 'message', listener: (event: { readonly data: PaintOrder }) => void) => void;
  readonly postMessage: (answer: PaintAnswer) => void;
};

const processPort = (process as unknown as { readonly parentPort?: ProcessPort }).parentPort ?? null;

/** What paints: a payment on the main thread never waits for a font or a glyph. */
const paint = createLinePainter();
let last: Promise<void> = Promise.resolve();

const take = (order: PaintOrder): void => {
  last = last.then(() => serve(order));
};
processPort?.on('message', ({ data }) => {
  take(data);
});
parentPort?.on('message', take);

async function serve({ id, lines, sheet, artwork }: PaintOrder): Promise<void> {
  const answer = (message: PaintAnswer): void => (processPort ?? parentPort)?.postMessage(message);
  try {
    for (const [index, line] of lines.entries()) answer({ id, index, ...(await paint(line, sheet, artwork)) });
  } catch (cause) {
    answer({ id, fault: cause instanceof Error ? cause.message : 'unknown' });
  }
}
