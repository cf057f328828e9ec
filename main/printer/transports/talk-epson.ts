import {
  ASK_NAME,
  ASK_WHEN_DONE,
  askTicket,
  createStatusReader,
  dleEot,
  isPaperLow,
  isPaperOut,
  troubleOf,
  type EpsonReply,
} from '../status.ts';
import { TORN_BYTES_MAX, type Talk, type Told } from './talk.ts';
import type { Wire, WireEnd } from './wire.ts';

/**
 * ESC/POS. With `hasTickets` the printer repeats four letters of the job when it is done with it (GS ( H), which no other job's late
 * answer can be taken for; not every printer knows that command, so it is used only where a test page has shown it.
 */
export const epsonTalk = (hasTickets: boolean): Talk<EpsonReply> => ({
  createReader: createStatusReader,
  ask,
  finishTorn: new Uint8Array(TORN_BYTES_MAX),
  tail: (jobId) => (hasTickets ? askTicket(ticketOf(jobId)) : ASK_WHEN_DONE),
  done: (wire, { jobId }, timeoutMs) =>
    wire.answer((replies) => (hasTickets ? ticketIn(replies, jobId) : paperIn(replies)), timeoutMs),
  outlivesConnection: false,
  stillPending: (pending) => pending,
  settle: async (wire, _pending, timeoutMs) => {
    if (hasTickets) return true;
    wire.forget();
    if ((await wire.send(ASK_NAME, timeoutMs)) !== 'taken') return false;
    return (await wire.answer((replies) => (replies.some(({ kind }) => kind === 'name') ? 'name' : null), timeoutMs)) === 'name';
  },
  remembers: async (wire, jobId, timeoutMs) =>
    hasTickets && (await wire.answer((replies) => ticketIn(replies, jobId), timeoutMs)) === 'done',
});

/**
 * DLE EOT 1, 2 and 4 one after the other, so that no answer can be taken for another's. A printer that answers the first and then
 * no more is `gone`.
 */
async function ask(wire: Wire<EpsonReply>, timeoutMs: number): Promise<Told | 'silent' | Exclude<WireEnd, 'late'>> {
  const bytes: number[] = [];
  for (const which of [1, 2, 4] as const) {
    const before = which === 1 ? [] : bytes;
    wire.forget();
    const sent = await wire.send(dleEot(which), timeoutMs);
    const byte = sent === 'taken' ? await wire.answer(realtimeIn, timeoutMs) : sent;
    if (byte === 'late') return before.length === 0 ? 'silent' : 'gone';
    if (typeof byte === 'string') return byte;
    bytes.push(byte);
  }
  const [printer = 0, cause = 0, paper = 0] = bytes;
  const status = { printer, cause, paper };
  return { trouble: troubleOf(status), isPaperLow: isPaperLow(status), counter: 0 };
}

function realtimeIn(replies: readonly EpsonReply[]): number | null {
  const found = replies.find((reply) => reply.kind === 'realtime');
  return found?.kind === 'realtime' ? found.byte : null;
}

function paperIn(replies: readonly EpsonReply[]): 'done' | 'paper-out' | null {
  const found = replies.find((reply) => reply.kind === 'paper');
  if (found?.kind !== 'paper') return null;
  return isPaperOut(found.byte) ? 'paper-out' : 'done';
}

const ticketIn = (replies: readonly EpsonReply[], jobId: string): 'done' | null =>
  replies.some((reply) => reply.kind === 'ticket' && reply.letters === ticketOf(jobId)) ? 'done' : null;

/** Four printable letters out of 94 to the power of 4: two jobs of one counter that share them would have to meet in one crash. */
export function ticketOf(jobId: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(jobId)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return [0, 1, 2, 3].map((place) => String.fromCharCode(0x21 + (Math.floor(hash / 94 ** place) % 94))).join('');
}
