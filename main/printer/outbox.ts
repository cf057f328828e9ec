import { createQueue, type Entry, type Queue } from './outbox-queue.ts';
import { stateAfter, type JobState, type JobView, type PrintJob } from './outbox-state.ts';
import {
  always,
  waiting,
  type Begin,
  type PrinterCheck,
  type PrinterTransport,
  type PrintOutcome,
  type Recall,
} from './transports/port.ts';

/** Wall clock in epoch milliseconds, and a timer that can be taken back. */
export type OutboxClock = { readonly nowMs: () => number; readonly after: (delayMs: number, run: () => void) => () => void };

/** What the outbox stands on. The queue itself lives in memory; what a paper's beginning was is made durable by `begin`. */
export type OutboxParts = {
  readonly transport: PrinterTransport;
  readonly clock: OutboxClock;
  readonly onChange: (jobs: readonly JobView[]) => void;
  /** Makes it durable that this job's first byte is about to leave; false when that failed, and then none leaves. */
  readonly begin: (jobId: string) => Promise<boolean>;
};

/**
 * The papers on their way. `print` only queues: `duplicate` when the job id was ever given before, `full` at 2,000 unfinished
 * jobs, `closed` after closing. `retryNow` tries the first waiting job at once. `snapshot` has every unfinished job and the
 * last 50 finished ones, oldest first. `close` ends the job on the wire and leaves the others as they are.
 * `test` prints a page that is no receipt and belongs to no queue; `recall` asks what became of a job that an earlier run began;
 * `check` asks how the printer is.
 */
export type Outbox = {
  readonly print: (job: PrintJob) => 'queued' | 'duplicate' | 'full' | 'closed';
  readonly retryNow: () => void;
  readonly snapshot: () => readonly JobView[];
  readonly test: (job: PrintJob) => Promise<PrintOutcome>;
  readonly recall: (jobId: string) => Promise<Recall>;
  readonly check: () => Promise<PrinterCheck>;
  readonly close: () => Promise<void>;
};

/**
 * Prints jobs one at a time in their order. A job is sent as an original at most once: it is tried again only while not one
 * byte of it has left. The first job that cannot print holds the others back, and nobody who queues ever waits.
 */
export function createOutbox(parts: OutboxParts): Outbox {
  const queue = createQueue(parts.onChange);
  const stop = new AbortController();
  let cancelRetry: (() => void) | null = null;
  let working: Promise<void> | null = null;
  const unsetRetry = (): void => {
    cancelRetry?.();
    cancelRetry = null;
  };
  const work = (): void => {
    unsetRetry();
    if (working !== null || stop.signal.aborted || queue.first() === null) return;
    working = printAll(queue, parts, stop.signal).then((retryAtMs) => {
      working = null;
      if (retryAtMs === null) work();
      else if (!stop.signal.aborted) cancelRetry = parts.clock.after(Math.max(0, retryAtMs - parts.clock.nowMs()), work);
    });
  };
  return {
    print: (job) => {
      if (stop.signal.aborted) return 'closed';
      const taken = queue.add(job);
      if (taken === 'queued' && cancelRetry === null) work();
      return taken;
    },
    retryNow: work,
    snapshot: queue.views,
    test: async (job) => {
      const outcome = await handOver(job, parts.transport, stop.signal, always);
      if (outcome.kind !== 'waiting') work();
      return outcome;
    },
    recall: (jobId) => parts.transport.recall(jobId, stop.signal).catch(() => 'unknown' as const),
    check: () => parts.transport.check(stop.signal).catch(() => ({ kind: 'unknown' }) as const),
    close: async () => {
      unsetRetry();
      stop.abort();
      await working;
    },
  };
}

/** Works from the front until the queue is empty (null) or its first job must wait (the time to try again). */
async function printAll(queue: Queue, parts: OutboxParts, signal: AbortSignal): Promise<number | null> {
  for (let entry = queue.first(); entry !== null && !signal.aborted; entry = queue.first()) {
    const attempt = entry.view.attempt + 1;
    queue.change(entry, { attempt, state: { kind: 'printing' } });
    const state = await attemptOnce(entry, attempt, parts, signal);
    queue.change(entry, { attempt, state });
    if (state.kind === 'waiting') return state.retryAtMs;
  }
  return null;
}

async function attemptOnce(entry: Entry, attempt: number, parts: OutboxParts, signal: AbortSignal): Promise<JobState> {
  const begin = (): Promise<boolean> => parts.begin(entry.job.jobId).catch(() => false);
  const outcome = await handOver(entry.job, parts.transport, signal, begin);
  return stateAfter(outcome, parts.clock.nowMs(), attempt);
}

async function handOver(job: PrintJob, transport: PrinterTransport, signal: AbortSignal, begin: Begin): Promise<PrintOutcome> {
  const bytes = await job.bytes().catch(() => null);
  if (bytes === null) return waiting('not-printable', 'no');
  return transport.print(bytes, signal, begin, job.jobId).catch(() => waiting('no-answer', 'maybe'));
}
