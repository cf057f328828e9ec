import { ASK_STAR, createStarReader, TURN_COUNTER, turnsBetween, type StarStatus } from '../star-status.ts';
import { TORN_BYTES_MAX, type Talk, type Told } from './talk.ts';
import type { Wire, WireEnd } from './wire.ts';

/** How often a Star printer is asked whether its counter has turned, ms. */
const ASK_AGAIN_MS = 250;

/** With more turns than these to come, nobody could tell them from the job's own or from an old answer: the counter has 32 places. */
const PENDING_MAX = 14;

/**
 * Star Line mode. A counter that has turned by one says that the job is done, but not whose. While `pending` turns of jobs in doubt may
 * still come, a job turns it once more often than they can: then at least one of the turns that are seen is its own, and it is done.
 * After a restart the counter proves nothing about an earlier job: another till may have printed in between.
 */
export const STAR_TALK: Talk<StarStatus> = {
  createReader: createStarReader,
  ask: async (wire, timeoutMs) => {
    const status = await askOnce(wire, timeoutMs);
    if (status === 'late') return 'silent';
    return typeof status === 'string' ? status : toldOf(status);
  },
  // RS, because a barcode's data has no other end.
  finishTorn: Uint8Array.from([...new Uint8Array(TORN_BYTES_MAX), 0x1e]),
  tail: (_jobId, pending) => Uint8Array.from({ length: pending + 1 }, () => TURN_COUNTER),
  done: async (wire, { before, pending }, timeoutMs) => {
    let last: number | null = null;
    for (let leftMs = timeoutMs; leftMs > 0; leftMs -= ASK_AGAIN_MS) {
      const isDone = ({ counter }: StarStatus): boolean => isTurned(turnsBetween(before.counter, counter), pending);
      const status = await askFor(wire, isDone, Math.min(ASK_AGAIN_MS, leftMs));
      if (status === 'late') continue;
      // Turns that are still to come would be taken for the next job's.
      if (typeof status === 'string' || pending === 0 || status.counter === last)
        return typeof status === 'string' ? status : 'done';
      last = status.counter;
      await wire.answer(() => null, Math.min(ASK_AGAIN_MS, leftMs));
    }
    return 'late';
  },
  outlivesConnection: true,
  stillPending: (pending, before, now) =>
    before === null ? pending : Math.max(0, pending - turnsBetween(before.counter, now.counter)),
  settle: (_wire, pending) => Promise.resolve(pending <= PENDING_MAX),
  remembers: () => Promise.resolve(false),
};

/** More turns than all that can come mean that the answer is older than the job. */
const isTurned = (turns: number, pending: number): boolean => turns > pending && turns <= 2 * pending + 1;

const askOnce = (wire: Wire<StarStatus>, timeoutMs: number): Promise<StarStatus | WireEnd> => askFor(wire, () => true, timeoutMs);

async function askFor(
  wire: Wire<StarStatus>,
  fits: (status: StarStatus) => boolean,
  timeoutMs: number,
): Promise<StarStatus | WireEnd> {
  wire.forget();
  const sent = await wire.send(ASK_STAR, timeoutMs);
  return sent === 'taken' ? wire.answer((blocks) => blocks.findLast(fits) ?? null, timeoutMs) : sent;
}

function toldOf(status: StarStatus): Told {
  return { trouble: troubleOf(status), isPaperLow: status.isPaperLow, counter: status.counter };
}

function troubleOf(status: StarStatus): Told['trouble'] {
  if (status.isCoverOpen) return 'cover-open';
  if (status.isPaperOut) return 'paper-out';
  if (status.hasError) return 'printer-error';
  return status.isOffline ? 'offline' : null;
}
