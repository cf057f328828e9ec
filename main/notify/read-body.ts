import type { IncomingMessage } from 'node:http';

/** The whole body, or why there is none. */
export type BodyRead =
  { readonly ok: true; readonly body: Buffer } | { readonly ok: false; readonly cause: 'too-large' | 'slow' | 'cut' };

/**
 * Reads a request's body whatever its framing: never more than `bytesMax`, never longer than `timeoutMs` however steadily it
 * trickles. Never rejects.
 */
export function readBody(request: IncomingMessage, bytesMax: number, timeoutMs: number): Promise<BodyRead> {
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) return Promise.resolve({ ok: false, cause: 'too-large' });
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let length = 0;
    const settle = (outcome: BodyRead): void => {
      clearTimeout(timer);
      request.off('data', take);
      resolve(outcome);
    };
    const take = (part: Buffer): void => {
      length += part.length;
      if (length > bytesMax) settle({ ok: false, cause: 'too-large' });
      else parts.push(part);
    };
    const timer = setTimeout(() => {
      settle({ ok: false, cause: 'slow' });
    }, timeoutMs);
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
