import {
  always,
  inTurn,
  waiting,
  type Begin,
  type PrinterCheck,
  type PrinterTransport,
  type PrintOutcome,
  type WaitReason,
} from './port.ts';
import type { Talk, Told } from './talk.ts';
import { openWire, reasonOf, type ConnectMedium, type Wire, type WireClock, type WireEnd } from './wire.ts';

/** How long each step may take; the whole job ends within `totalMs`, closing included. */
export type WireLimits = {
  readonly connectMs: number;
  readonly statusMs: number;
  readonly closeMs: number;
  readonly totalMs: number;
};

/**
 * What the printer at the other end answers.
 * `auto` finds out: a printer that has answered once is expected to answer ever after, one that never did is a one-way wire.
 * `always` expects answers from the first job. `status-only` is for printers that report faults but do not confirm a job: they end
 * as `sent`. `never` asks nothing.
 */
export type Answers = 'auto' | 'always' | 'status-only' | 'never';

/** Long enough for a slow printer with a long receipt, short enough for a queue of customers. */
export const WIRE_LIMITS: WireLimits = { connectMs: 3_000, statusMs: 1_000, closeMs: 2_000, totalMs: 20_000 };

/** What a transport with answers is made of. */
export type TwoWayParts<Reply> = {
  readonly connect: ConnectMedium;
  readonly talk: Talk<Reply>;
  readonly clock: WireClock;
  readonly answers: Answers;
  readonly limits: WireLimits;
  /** True for a medium on which an answer waits for whoever opens it next. */
  readonly keepsAnswers: boolean;
};

/**
 * `pending`: answers to jobs in doubt that may still come, at most; `before`: what the printer told before the last of them, and
 * `sinceMs` when that one came to be in doubt.
 */
type Doubt = { readonly before: Told | null; readonly pending: number; readonly sinceMs: number };

/**
 * A printer that answers, but not in its turn, still works on an earlier job or knows no such question. As long as it may be the first,
 * nothing more is given to it, because whoever mends it may switch it off.
 */
const SETTLE_MS = 90_000;

/** More answers than an earlier run can have left, unless its last jobs were all in doubt. */
const LEFT_BY_EARLIER_RUN = 7;

/**
 * What is remembered from job to job. `silent` counts first questions in a row that stayed without an answer; `isTorn`: the printer may
 * still wait for the rest of a command.
 */
type Memory = { hasAnswered: boolean; silent: number; isTorn: boolean; doubt: Doubt | null };

/**
 * Asks for the printer's status, hands the job over, waits for its answer that the job is done, asks again, and ends the
 * connection in order. One connection a job, one job at a time, never a second try of its own.
 */
export function createTwoWayPrinter<Reply>(parts: TwoWayParts<Reply>): PrinterTransport {
  const { answers, clock, talk } = parts;
  const memory: Memory = {
    hasAnswered: answers === 'always' || answers === 'status-only',
    silent: 0,
    isTorn: false,
    doubt: null,
  };
  const turn = inTurn();
  const withWire = async <Result>(signal: AbortSignal, use: (wire: Wire<Reply>) => Promise<Result>): Promise<Result> => {
    const wire = openWire(parts.connect, talk.createReader(), clock, signal);
    try {
      return await use(wire);
    } finally {
      wire.destroy();
    }
  };
  return {
    print: (job, signal, begin = always, jobId = '') =>
      turn(() =>
        signal.aborted
          ? Promise.resolve(waiting('aborted', 'no'))
          : withWire(signal, async (wire) => {
              const outcome = await runJob({ parts, memory, wire, job, jobId, begin, endMs: endOf(parts) });
              if (outcome.kind !== 'waiting' || outcome.sent === 'maybe') memory.isTorn = outcome.kind === 'waiting';
              return outcome;
            }),
      ),
    check: (signal) => turn(() => withWire(signal, (wire) => checkPrinter(parts, memory, wire))),
    recall: (jobId, signal) =>
      turn(async () => {
        // Whatever the printer still says from now on may belong to that job.
        memory.doubt ??= { before: null, pending: LEFT_BY_EARLIER_RUN, sinceMs: parts.clock.monotonicMs() };
        memory.isTorn = true;
        const isDone = await withWire(signal, (wire) => stillKnows(parts, wire, jobId));
        return isDone ? 'printed' : 'unknown';
      }),
  };
}

/** `endMs` is when the job itself must have ended, on the wire's clock. */
type Errand<Reply> = {
  readonly parts: TwoWayParts<Reply>;
  readonly memory: Memory;
  readonly wire: Wire<Reply>;
  readonly job: Uint8Array;
  readonly jobId: string;
  readonly begin: Begin;
  readonly endMs: number;
};

const endOf = <Reply>({ clock, limits }: TwoWayParts<Reply>): number => clock.monotonicMs() + limits.totalMs - limits.closeMs;

async function runJob<Reply>(errand: Errand<Reply>): Promise<PrintOutcome> {
  const { parts, memory, wire } = errand;
  const opened = await wire.opened(parts.limits.connectMs);
  if (opened !== 'open') return waiting(opened === 'late' ? 'no-answer' : reasonOf(opened), 'no');
  if (parts.answers === 'never') {
    const ended = await finishTorn(errand);
    return ended === 'taken' ? sendOneWay(errand, false) : waiting(reasonOf(ended), 'no');
  }
  const before = await firstAnswer(errand);
  if (before === 'silent') {
    memory.silent += 1;
    if (wire.isPaperOut()) return waiting('paper-out', 'no');
    return memory.hasAnswered ? waiting('no-answer', 'no') : sendOneWay(errand, false);
  }
  if (typeof before === 'string') return waiting(reasonOf(before), 'no');
  memory.hasAnswered = true;
  memory.silent = 0;
  if (before.trouble !== null) return waiting(before.trouble, 'no');
  return sendWhenReady(errand, before);
}

/** A printer that swallows the question as the rest of a torn command is asked again behind the end of that command. */
async function firstAnswer<Reply>(errand: Errand<Reply>): ReturnType<Talk<Reply>['ask']> {
  const { parts, memory, wire } = errand;
  const told = await parts.talk.ask(wire, firstAnswerMs(parts, memory));
  if (!memory.isTorn || told !== 'silent' || wire.isPaperOut()) return told;
  return (await finishTorn(errand)) === 'taken' ? parts.talk.ask(wire, parts.limits.statusMs) : told;
}

/** Makes sure that the printer takes the next byte for what it is. */
const finishTorn = <Reply>({ parts, memory, wire, endMs }: Errand<Reply>): Promise<'taken' | WireEnd> =>
  memory.isTorn ? wire.send(parts.talk.finishTorn, endMs - parts.clock.monotonicMs()) : Promise.resolve('taken');

/** A printer that has never answered does not hold up every receipt for the whole time that a first answer may take. */
const firstAnswerMs = <Reply>({ limits }: TwoWayParts<Reply>, { hasAnswered, silent }: Memory): number =>
  !hasAnswered && silent >= 2 ? Math.min(limits.statusMs, 200) : limits.statusMs;

/** The printer is ready: its word that it has printed is waited for, unless such a word could be about an earlier job. */
async function sendWhenReady<Reply>(errand: Errand<Reply>, before: Told): Promise<PrintOutcome> {
  const { parts, memory } = errand;
  const ended = await finishTorn(errand);
  if (ended !== 'taken') return waiting(reasonOf(ended), 'no');
  if (parts.answers === 'status-only') return sendOneWay(errand, true);
  if (!(await isSettled(errand, before))) return isToSettle(errand) ? waiting('no-answer', 'no') : sendOneWay(errand, true);
  const pending = memory.doubt?.pending ?? 0;
  const outcome = await sendAndConfirm(errand, before, pending);
  // A job asks once more often than answers are pending, and all of them may come late.
  if (outcome.kind !== 'waiting') memory.doubt = null;
  else if (outcome.sent === 'maybe') memory.doubt = { before, pending: 2 * pending + 1, sinceMs: parts.clock.monotonicMs() };
  await errand.wire.close(parts.limits.closeMs);
  return outcome;
}

async function isSettled<Reply>({ parts, memory, wire }: Errand<Reply>, now: Told): Promise<boolean> {
  if (memory.doubt === null) return true;
  const { talk, limits, keepsAnswers } = parts;
  const { pending, before } = memory.doubt;
  memory.doubt = { ...memory.doubt, before: now, pending: talk.stillPending(pending, before, now) };
  return (await talk.settle(wire, memory.doubt.pending, limits.statusMs)) || (!talk.outlivesConnection && !keepsAnswers);
}

const isToSettle = <Reply>({ parts, memory }: Errand<Reply>): boolean =>
  memory.doubt !== null && parts.clock.monotonicMs() - memory.doubt.sinceMs < SETTLE_MS;

async function sendAndConfirm<Reply>(errand: Errand<Reply>, before: Told, pending: number): Promise<PrintOutcome> {
  const { wire, jobId } = errand;
  const { limits, talk } = errand.parts;
  if (!(await errand.begin())) return waiting('journal-failed', 'no');
  wire.forget();
  const handed = await wire.send(Buffer.concat([errand.job, talk.tail(jobId, pending)]), leftMs(errand));
  if (handed !== 'taken') return waiting(reasonOf(handed), 'maybe');
  const done = await talk.done(wire, { jobId, before, pending }, leftMs(errand) - 3 * limits.statusMs);
  if (done === 'late' || done === 'done' || done === 'paper-out') return confirm(errand, done);
  return waiting(reasonOf(done), 'maybe');
}

/** Slow wires carry the question behind the job, so that its answer takes a while. */
async function wrongAfter<Reply>({ wire, parts }: Errand<Reply>, timeoutMs: number): Promise<WaitReason | null> {
  const after = await parts.talk.ask(wire, timeoutMs);
  if (typeof after === 'string') return after === 'silent' ? 'no-answer' : reasonOf(after);
  return after.trouble;
}

/** Printed only when the printer says both that it is done and that nothing is wrong; without the first, the second gives the reason. */
async function confirm<Reply>({ wire, parts }: Errand<Reply>, done: 'done' | 'late' | 'paper-out'): Promise<PrintOutcome> {
  const after = await parts.talk.ask(wire, parts.limits.statusMs);
  if (typeof after === 'string') return waiting(after === 'silent' ? 'no-answer' : reasonOf(after), 'maybe');
  if (after.trouble !== null) return waiting(after.trouble, 'maybe');
  if (done === 'late') return waiting('no-answer', 'maybe');
  return done === 'paper-out' ? waiting('paper-out', 'maybe') : { kind: 'printed', isPaperLow: after.isPaperLow };
}

/**
 * No word about the job to expect: it counts as sent when every byte is taken and the printer has not broken the wire since. One that
 * `tells` how it is must also say that nothing is wrong.
 */
async function sendOneWay<Reply>(errand: Errand<Reply>, tells: boolean): Promise<PrintOutcome> {
  const { wire, parts } = errand;
  if (!(await errand.begin())) return waiting('journal-failed', 'no');
  const handed = await wire.send(errand.job, leftMs(errand));
  if (handed !== 'taken') return waiting(reasonOf(handed), 'maybe');
  const wrong = tells ? await wrongAfter(errand, Math.max(parts.limits.statusMs, leftMs(errand) / 3)) : null;
  if (wrong !== null) return waiting(wrong, 'maybe');
  const ended = await wire.close(parts.limits.closeMs);
  if (ended === 'late') wire.linger();
  return ended === 'closed' || ended === 'late' ? { kind: 'sent' } : waiting(reasonOf(ended), 'maybe');
}

async function checkPrinter<Reply>(parts: TwoWayParts<Reply>, memory: Memory, wire: Wire<Reply>): Promise<PrinterCheck> {
  const { limits, talk, answers } = parts;
  const opened = await wire.opened(limits.connectMs);
  if (opened !== 'open') return { kind: 'trouble', reason: opened === 'late' ? 'no-answer' : reasonOf(opened) };
  const told = answers === 'never' ? 'silent' : await talk.ask(wire, firstAnswerMs(parts, memory));
  if (told === 'silent' && wire.isPaperOut()) return { kind: 'trouble', reason: 'paper-out' };
  if (told === 'silent') return memory.hasAnswered ? { kind: 'trouble', reason: 'no-answer' } : { kind: 'unknown' };
  if (typeof told === 'string') return { kind: 'trouble', reason: reasonOf(told) };
  memory.hasAnswered = true;
  await wire.close(limits.closeMs);
  const { trouble, isPaperLow } = told;
  return trouble === null ? { kind: 'ready', isPaperLow } : { kind: 'trouble', reason: trouble };
}

/** Listens before anything is asked: what the printer still holds comes by itself. */
async function stillKnows<Reply>({ limits, talk }: TwoWayParts<Reply>, wire: Wire<Reply>, jobId: string): Promise<boolean> {
  if ((await wire.opened(limits.connectMs)) !== 'open') return false;
  return talk.remembers(wire, jobId, limits.statusMs);
}

const leftMs = <Reply>({ endMs, parts }: Errand<Reply>): number => endMs - parts.clock.monotonicMs();
