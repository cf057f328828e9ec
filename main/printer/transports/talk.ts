import type { PrinterTrouble } from '../status.ts';
import type { Wire, WireEnd } from './wire.ts';

/** What a printer told of itself. `counter` is its own count of finished jobs, 0 where it keeps none. */
export type Told = { readonly trouble: PrinterTrouble | null; readonly isPaperLow: boolean; readonly counter: number };

/** How one family of printers is asked. Each ask ends within its time. */
export type Talk<Reply> = {
  readonly createReader: () => (bytes: Uint8Array) => readonly Reply[];
  /** `silent` when the first question stays without an answer. */
  readonly ask: (wire: Wire<Reply>, timeoutMs: number) => Promise<Told | 'silent' | Exclude<WireEnd, 'late'>>;
  /** Ends a command that an earlier job left torn, whatever it was, and prints nothing of its own. */
  readonly finishTorn: Uint8Array;
  /**
   * What follows a job's last byte, so that the printer says when it has worked through it. `pending` answers to jobs in doubt may still
   * come, at most, where `settle` let the job pass all the same.
   */
  readonly tail: (jobId: string, pending: number) => Uint8Array;
  readonly done: (
    wire: Wire<Reply>,
    job: { readonly jobId: string; readonly before: Told; readonly pending: number },
    timeoutMs: number,
  ) => Promise<'done' | 'paper-out' | WireEnd>;
  /** True when the answer to an earlier job may come on a later connection too. */
  readonly outlivesConnection: boolean;
  /** How many of the pending answers may still come now that the printer tells `now`; `before` is what it told at the doubt. */
  readonly stillPending: (pending: number, before: Told | null, now: Told) => number;
  /** Makes sure that no answer to a job in doubt is taken for this job's; false when that cannot be. */
  readonly settle: (wire: Wire<Reply>, pending: number, timeoutMs: number) => Promise<boolean>;
  /** True when the printer still holds its word that this very job is done. */
  readonly remembers: (wire: Wire<Reply>, jobId: string, timeoutMs: number) => Promise<boolean>;
};

/**
 * A printer goes on waiting for the rest of a command that was torn, and swallows the beginning of whatever comes next. No command that
 * Paydesk sends for a receipt takes more bytes than a band of 48 rows on the widest paper, 832 dots; NUL between commands does nothing.
 */
export const TORN_BYTES_MAX = 5_000;
