import { createHash } from 'node:crypto';

/** Remembers messages that were taken, so that sending one again changes nothing and costs nothing. */
export type Replays = {
  readonly has: (uri: string, requestTime: string, body: Buffer) => boolean;
  readonly add: (uri: string, requestTime: string, body: Buffer) => void;
};

/**
 * Keeps the newest `max`. It need not outlive the run, nor keep everything: the core takes no second effect from a
 * notification either, and a message older than the freshness window is refused before anybody looks here.
 */
export function createReplays(max: number): Replays {
  const known = new Set<string>();
  return {
    has: (...message) => known.has(digestOf(...message)),
    add: (...message) => {
      known.add(digestOf(...message));
      const oldest = known.values().next();
      if (known.size > max && oldest.done !== true) known.delete(oldest.value);
    },
  };
}

const digestOf = (uri: string, requestTime: string, body: Buffer): string =>
  createHash('sha256').update(`${uri}\n${requestTime}\n`).update(body).digest('base64');
