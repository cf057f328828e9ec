import { ASK_STAR, createStarReader, TURN_COUNTER, turned, type StarStatus } from '../star-status.ts';
import type { Talk, Told } from './talk.ts';
import type { Wire, WireEnd } from './wire.ts';

/** How often a Star printer is asked whether its counter has turned, ms. */
const ASK_AGAIN_MS = 250;

/**
 * Star Line mode. A counter that has turned by exactly one says that the job is done. It does not say whose job, so it proves
 * nothing after a restart: another till may have printed in between.
 */
export const STAR_TALK: Talk<StarStatus> = {
  createReader: createStarReader,
  ask: async (wire, timeoutMs) => {
    const status = await askOnce(wire, timeoutMs);
    if (status === 'late') return 'silent';
    return typeof status === 'string' ? status : toldOf(status);
  },
  tail: () => TURN_COUNTER,
  done: async (wire, { before }, timeoutMs) => {
    for (let leftMs = timeoutMs; leftMs > 0; leftMs -= ASK_AGAIN_MS) {
      const status = await askUntil(wire, turned(before.counter), Math.min(ASK_AGAIN_MS, leftMs));
      if (status !== 'late') return typeof status === 'string' ? status : 'done';
    }
    return 'late';
  },
  outlivesConnection: true,
  // A counter that still stands where it stood before the job in doubt may turn for that job at any moment.
  settle: (_wire, { now, beforeDoubt }) => Promise.resolve(beforeDoubt !== null && now.counter !== beforeDoubt.counter),
  remembers: () => Promise.resolve(false),
};

const askOnce = (wire: Wire<StarStatus>, timeoutMs: number): Promise<StarStatus | WireEnd> => askFor(wire, () => true, timeoutMs);

const askUntil = (wire: Wire<StarStatus>, counter: number, timeoutMs: number): Promise<StarStatus | WireEnd> =>
  askFor(wire, (status) => status.counter === counter, timeoutMs);

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
