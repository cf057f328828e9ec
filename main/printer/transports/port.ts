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
  | 'journal-failed';

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

/**
 * A wire to one printer. `print` takes one job at a time in the order of the calls, hands its bytes over at most once, ends
 * within the wire's own time limit and never throws. Aborting ends it at once with the reason `aborted`. `begin` is asked once the
 * printer is ready and before the job's first byte; unless it says true, not one byte leaves.
 */
export type PrinterTransport = {
  readonly print: (job: Uint8Array, signal: AbortSignal, begin?: Begin) => Promise<PrintOutcome>;
};

/** Makes it durable that a paper has begun; false when that failed. */
export type Begin = () => Promise<boolean>;

/** For a job that nobody keeps books about. */
export const always: Begin = () => Promise.resolve(true);

/** Short form of a `waiting` outcome. */
export const waiting = (reason: WaitReason, sent: 'no' | 'maybe'): PrintOutcome => ({ kind: 'waiting', reason, sent });
