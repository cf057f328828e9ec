import type { PrinterTrouble } from '../status.ts';
import type { Wire, WireEnd } from './wire.ts';

/** What a printer told of itself. `counter` is its own count of finished jobs, 0 where it keeps none. */
export type Told = { readonly trouble: PrinterTrouble | null; readonly isPaperLow: boolean; readonly counter: number };

/** How one family of printers is asked. Each ask ends within its time. */
export type Talk<Reply> = {
  readonly createReader: () => (bytes: Uint8Array) => readonly Reply[];
  /** `silent` when the first question stays without an answer. */
  readonly ask: (wire: Wire<Reply>, timeoutMs: number) => Promise<Told | 'silent' | Exclude<WireEnd, 'late'>>;
  /** What follows a job's last byte, so that the printer says when it has worked through it. */
  readonly tail: (jobId: string) => Uint8Array;
  readonly done: (
    wire: Wire<Reply>,
    job: { readonly jobId: string; readonly before: Told },
    timeoutMs: number,
  ) => Promise<'done' | 'paper-out' | WireEnd>;
  /** True when the answer to an earlier job may come on a later connection too. */
  readonly outlivesConnection: boolean;
  /** Proves that no answer to the job in doubt can still come; false when that cannot be proved. */
  readonly settle: (
    wire: Wire<Reply>,
    told: { readonly now: Told; readonly beforeDoubt: Told | null },
    timeoutMs: number,
  ) => Promise<boolean>;
  /** True when the printer still holds its word that this very job is done. */
  readonly remembers: (wire: Wire<Reply>, jobId: string, timeoutMs: number) => Promise<boolean>;
};
