/** Why paper has not come out for sure. Codes, not sentences. */
export type WaitReason =
  | 'refused'
  | 'no-answer'
  | 'timeout'
  | 'aborted'
  | 'offline'
  | 'paper-out'
  | 'cover-open'
  | 'printer-error'
  /** The beginning could not be written down, so nothing was sent. */
  | 'journal-failed'
  /** No such printer, queue or device: not plugged in, or called something else now. */
  | 'not-found'
  /** This user may not use it. */
  | 'access-denied'
  /** Another program holds it. */
  | 'busy'
  /** A driver of the operating system holds it: print through its queue or its device file instead. */
  | 'driver-owned'
  /** The queue does not take the printer's own language: choose a raw one. */
  | 'wrong-queue'
  | 'queue-paused'
  /** The operating system's print service does not run. */
  | 'no-spooler'
  /** What is to be printed could not be made into bytes. */
  | 'not-printable'
  /** Nobody has chosen a printer yet, or it was taken away while papers waited. */
  | 'no-printer';

/**
 * What became of one job.
 * - `printed`: the printer itself answered after the job that it had worked through it and nothing is wrong
 * - `sent`: a wire that cannot answer took every byte; nobody knows about paper
 * - `waiting`: not known to be printed. With `sent: 'no'` not one byte of the job left, so it may be tried again; with `'maybe'`
 *   some of it may be on paper, so it must never be sent again as an original
 */
export type PrintOutcome =
  | { readonly kind: 'printed'; readonly isPaperLow: boolean }
  | { readonly kind: 'sent' }
  | { readonly kind: 'waiting'; readonly reason: WaitReason; readonly sent: 'no' | 'maybe' };

/** How the printer is, asked without printing. `unknown`: it cannot say. */
export type PrinterCheck =
  | { readonly kind: 'ready'; readonly isPaperLow: boolean }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'trouble'; readonly reason: WaitReason };

/**
 * What is known of a job that an earlier run began. `nothing`: not one byte of it left or ever will, so it may be printed as an
 * original; `unknown`: nobody can tell, so it stays in doubt.
 */
export type Recall = 'printed' | 'sent' | 'nothing' | 'unknown';

/**
 * A wire to one printer. `print` takes one job at a time in the order of the calls, hands its bytes over at most once, ends
 * within the wire's own time limit and never throws. Aborting ends it at once with the reason `aborted`. `begin` is asked once the
 * printer is ready and before the job's first byte; unless it says true, not one byte leaves. `jobId` names the job where the
 * printer or the queue can tell it from others.
 */
export type PrinterTransport = {
  readonly print: (job: Uint8Array, signal: AbortSignal, begin?: Begin, jobId?: string) => Promise<PrintOutcome>;
  /** Asks how the printer is; never prints, never throws, and waits its turn behind a job. */
  readonly check: (signal: AbortSignal) => Promise<PrinterCheck>;
  /** Asks about a job that was begun and of which nothing more is known; after it the job never prints later by itself. */
  readonly recall: (jobId: string, signal: AbortSignal) => Promise<Recall>;
};

/** Makes it durable that a paper has begun; false when that failed. */
export type Begin = () => Promise<boolean>;

/** For a job that nobody keeps books about. */
export const always: Begin = () => Promise.resolve(true);

/** Short form of a `waiting` outcome. */
export const waiting = (reason: WaitReason, sent: 'no' | 'maybe'): PrintOutcome => ({ kind: 'waiting', reason, sent });

/** Runs one thing after the other, in the order of the calls; what it runs must not throw. */
export function inTurn(): <Result>(run: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const result = last.then(run);
    last = result;
    return result;
  };
}
