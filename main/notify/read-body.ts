import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../core/payment/clock.ts';

/** The whole body, or why there is none. */
export type BodyRead =
  { readonly ok: true; readonly body: Buffer } | { readonly ok: false; readonly cause: 'too-large' | 'slow' | 'cut' };

/** How much, and how long. */
export type BodyBounds = { readonly bytesMax: number; readonly timeoutMs: number };

/**
 * Reads a request's body whatever its framing: never more than `bytesMax`, never longer than `timeoutMs` however steadily it
 * trickles. Never rejects.
 */
export function readBody(
  request: IncomingMessage,
  { bytesMax, timeoutMs }: BodyBounds,
  clock: Pick<Clock, 'nap'>,
): Promise<BodyRead> {
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) return Promise.resolve({ ok: false, cause: 'too-large' });
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let length = 0;
    const settle = (outcome: BodyRead): void => {
      request.off('data', take);
      resolve(outcome);
      deadline.wake();
    };
    const take = (part: Buffer): void => {
      length += part.length;
      if (length > bytesMax) settle({ ok: false, cause: 'too-large' });
      else parts.push(part);
    };
    const deadline = clock.nap(timeoutMs);
    void deadline.done.then(() => {
      settle({ ok: false, cause: 'slow' });
    });
    request
      .on('data', take)
      .once('end', () => {
        settle({ ok: true, body: Buffer.concat(parts) });
      })
      .once('error', () => {
        settle({ ok: false, cause: 'cut' });
      })
      .once('close', () => {
        settle({ ok: false, cause: 'cut' });
      });
  });
}
