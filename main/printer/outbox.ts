import { createQueue, type Entry, type Queue } from './outbox-queue.ts';
import { retryDelayMs, stateAfter, type JobState, type JobView, type PrintJob } from './outbox-state.ts';
import { waiting, type PrinterTransport } from './transports/port.ts';

/** Wall clock in epoch milliseconds, and a timer that can be taken back. */
export type OutboxClock = { readonly nowMs: () => number; readonly after: (delayMs: number, run: () => void) => () => void };

/** Where the outbox writes what it does; `append` resolves when the entry is durable. An `attempt` without an `ended` is in doubt. */
export type OutboxJournal = { readonly append: (entry: OutboxEntry) => Promise<void> };

/** What happened to a job, in this order. */
export type OutboxEntry =
  | { readonly kind: 'queued'; readonly job: PrintJob }
  | { readonly kind: 'attempt'; readonly jobId: string; readonly attempt: number }
  | { readonly kind: 'ended'; readonly jobId: string; readonly attempt: number; readonly state: JobState };

/** What the outbox stands on; without a journal it lives in memory alone. */
export type OutboxParts = {
  readonly transport: PrinterTransport;
  readonly clock: OutboxClock;
  readonly onChange: (jobs: readonly JobView[]) => void;
  readonly journal?: OutboxJournal;
};

/**
 * The papers on their way. `print` only queues: `duplicate` when the job id was ever given before, `full` at 200 unfinished
 * jobs, `closed` after closing. `retryNow` tries the first waiting job at once. `snapshot` has every unfinished job and the
 * last 50 finished ones, oldest first. `close` ends the job on the wire and leaves the others as they are.
 */
export type Outbox = {
  readonly print: (job: PrintJob) => 'queued' | 'duplicate' | 'full' | 'closed';
  readonly retryNow: () => void;
  readonly snapshot: () => readonly JobView[];
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
      const taken = queue.add(job, () => record(parts, { kind: 'queued', job }));
      if (taken === 'queued' && cancelRetry === null) work();
      return taken;
    },
    retryNow: work,
    snapshot: queue.views,
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

/** The attempt is durable before a byte leaves; when it cannot be written, nothing is sent. */
async function attemptOnce(entry: Entry, attempt: number, parts: OutboxParts, signal: AbortSignal): Promise<JobState> {
  const { transport, clock } = parts;
  const { jobId, bytes } = entry.job;
  const isDurable = (await entry.recorded()) && (await record(parts, { kind: 'attempt', jobId, attempt }));
  if (!isDurable) return { kind: 'waiting', reason: 'journal-failed', retryAtMs: clock.nowMs() + retryDelayMs(attempt) };
  const outcome = await transport.print(bytes, signal).catch(() => waiting('no-answer', 'maybe'));
  const state = stateAfter(outcome, clock.nowMs(), attempt);
  await record(parts, { kind: 'ended', jobId, attempt, state });
  return state;
}

/** True when the entry is durable, or when there is no journal. */
const record = (parts: OutboxParts, entry: OutboxEntry): Promise<boolean> =>
  parts.journal === undefined
    ? Promise.resolve(true)
    : parts.journal.append(entry).then(
        () => true,
        () => false,
      );
