import {
  always,
  inTurn,
  waiting,
  type Begin,
  type PrinterCheck,
  type PrinterTransport,
  type PrintOutcome,
  type Recall,
  type WaitReason,
} from './port.ts';
import type { WireClock } from './wire.ts';

/**
 * A job in a queue. `open`: still there; `handed-over`: the printer was given every byte; `dropped`: it was taken out or given up.
 * `hasBegun` is true once any byte of it may have gone to the printer.
 */
export type QueuedJob = { readonly id: number; readonly end: 'open' | 'handed-over' | 'dropped'; readonly hasBegun: boolean };

/** A print queue of the operating system. No call throws. */
export type PrintQueue = {
  readonly check: () => Promise<PrinterCheck>;
  /** The new job's id; with a reason other than `no-answer` the queue never took it. */
  readonly submit: (title: string, document: Uint8Array) => Promise<{ readonly id: number } | { readonly reason: WaitReason }>;
  /** Null when the queue does not answer. */
  readonly look: (id: number) => Promise<QueuedJob | null>;
  /** A job by its title, as long as the queue remembers it. */
  readonly find: (title: string) => Promise<QueuedJob | null>;
  readonly cancel: (id: number) => Promise<void>;
};

/** `followMs`: how long a job is followed; `cancelMs`: how long its end is waited for after it was taken back. */
export type QueueLimits = { readonly followMs: number; readonly pollMs: number; readonly cancelMs: number };

/** A queue, and how long a job may stay in it before it is taken back. */
export type QueuePrinterConfig = {
  readonly queue: PrintQueue;
  readonly clock: WireClock;
  readonly limits?: Partial<QueueLimits>;
};

const LIMITS: QueueLimits = { followMs: 60_000, pollMs: 150, cancelMs: 3_000 };

/**
 * A raw queue of the operating system. A job is followed until the queue says that it was handed over whole: *sent*, because
 * nobody knows about paper. A job that stays is taken back, so that it never prints later as a ghost.
 */
export function createQueuePrinter({ queue, clock, limits }: QueuePrinterConfig): PrinterTransport {
  const desk: Desk = { queue, clock, limits: { ...LIMITS, ...limits } };
  const turn = inTurn();
  return {
    print: (job, signal, begin = always, jobId = '') => turn(() => print(desk, { job, title: titleOf(jobId), signal, begin })),
    check: () => turn(queue.check),
    recall: (jobId) => turn(() => recall(desk, titleOf(jobId))),
  };
}

type Desk = Required<Omit<QueuePrinterConfig, 'limits'>> & { readonly limits: QueueLimits };

type Errand = { readonly job: Uint8Array; readonly title: string; readonly signal: AbortSignal; readonly begin: Begin };

/** What a job is called in the queue, so that a later run finds it again. */
const titleOf = (jobId: string): string => `Paydesk ${jobId}`.trim();

async function print(desk: Desk, { job, title, signal, begin }: Errand): Promise<PrintOutcome> {
  const { queue } = desk;
  if (signal.aborted) return waiting('aborted', 'no');
  const before = await queue.check();
  if (before.kind === 'trouble') return waiting(before.reason, 'no');
  if (!(await begin())) return waiting('journal-failed', 'no');
  const taken = await queue.submit(title, job);
  if ('id' in taken) return follow(desk, taken.id, signal);
  if (taken.reason !== 'no-answer') return waiting(taken.reason, 'no');
  // Without an answer nobody knows whether it is queued, and it must not print later.
  return (await recall(desk, title)) === 'sent' ? { kind: 'sent' } : waiting('no-answer', 'maybe');
}

async function follow(desk: Desk, id: number, signal: AbortSignal): Promise<PrintOutcome> {
  const job = await ended(desk, id, desk.limits.followMs, signal);
  if (job?.end === 'handed-over') return { kind: 'sent' };
  // Somebody took it out of the queue, or the queue gave up on it.
  if (job !== null) return waiting(await troubleNow(desk, 'printer-error'), 'maybe');
  const reason = signal.aborted ? 'aborted' : await troubleNow(desk, 'timeout');
  const last = await takeBack(desk, id);
  if (last?.end === 'handed-over') return { kind: 'sent' };
  return waiting(reason, last !== null && !last.hasBegun ? 'no' : 'maybe');
}

/** The job once it has ended; null when it has not in time. */
async function ended(
  { queue, clock, limits }: Desk,
  id: number,
  withinMs: number,
  signal: AbortSignal,
): Promise<QueuedJob | null> {
  const untilMs = clock.monotonicMs() + withinMs;
  while (clock.monotonicMs() < untilMs && !signal.aborted) {
    const job = await queue.look(id);
    if (job !== null && job.end !== 'open') return job;
    const nap = clock.nap(limits.pollMs);
    signal.addEventListener('abort', nap.wake, { once: true });
    await nap.done;
    signal.removeEventListener('abort', nap.wake);
  }
  return null;
}

/** Cancels and waits until the queue says that it did; null when it does not. */
async function takeBack(desk: Desk, id: number): Promise<QueuedJob | null> {
  await desk.queue.cancel(id);
  return ended(desk, id, desk.limits.cancelMs, new AbortController().signal);
}

async function troubleNow({ queue }: Desk, otherwise: WaitReason): Promise<WaitReason> {
  const found = await queue.check();
  return found.kind === 'trouble' ? found.reason : otherwise;
}

/** Looks the job up by its title. One that is still queued is taken back first. */
async function recall(desk: Desk, title: string): Promise<Recall> {
  const found = await desk.queue.find(title);
  const last = found?.end === 'open' ? await takeBack(desk, found.id) : found;
  if (last === null) return 'unknown';
  if (last.end === 'handed-over') return 'sent';
  return last.hasBegun ? 'unknown' : 'nothing';
}
