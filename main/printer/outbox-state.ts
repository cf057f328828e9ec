import type { PrintOutcome, WaitReason } from './transports/port.ts';

/**
 * One paper to print. Its bytes are made when its turn comes, for the printer that is there then. `copyOf` names the job that it
 * repeats: its bytes must carry the COPY mark.
 */
export type PrintJob = {
  readonly jobId: string;
  readonly documentKind: string;
  readonly bytes: () => Promise<Uint8Array>;
  readonly copyOf?: string;
};

/**
 * What is true of a job now.
 * - `queued`: behind others, or not begun
 * - `printing`: handed to the wire, no answer yet
 * - `waiting`: nothing of it was sent; it will be tried again by itself
 * - `in-doubt`: some of it may be on paper; it is never sent again, a person may ask for a copy
 * - `printed`: the printer said so; `sent`: a wire that cannot answer took it
 */
export type JobState =
  | { readonly kind: 'queued' | 'printing' | 'sent' }
  | { readonly kind: 'printed'; readonly isPaperLow: boolean }
  | { readonly kind: 'waiting'; readonly reason: WaitReason; readonly retryAtMs: number }
  | { readonly kind: 'in-doubt'; readonly reason: WaitReason };

/** A job as others may see it. `attempt` counts how often it was handed to the wire. */
export type JobView = Omit<PrintJob, 'bytes'> & { readonly attempt: number; readonly state: JobState };

/** Until when a job belongs to the queue: these states are final. */
export const isFinal = (state: JobState): boolean =>
  state.kind === 'printed' || state.kind === 'sent' || state.kind === 'in-doubt';

/** The state that an outcome leads to. */
export function stateAfter(outcome: PrintOutcome, nowMs: number, attempt: number): JobState {
  switch (outcome.kind) {
    case 'printed':
    case 'sent':
      return outcome;
    case 'waiting':
      return outcome.sent === 'maybe'
        ? { kind: 'in-doubt', reason: outcome.reason }
        : { kind: 'waiting', reason: outcome.reason, retryAtMs: nowMs + retryDelayMs(attempt) };
  }
}

/** 1, 2, 5, 10 and then every 15 seconds: quick after a closed cover, calm through a lunch break. */
export const retryDelayMs = (attempt: number): number => RETRY_MS[Math.max(0, attempt - 1)] ?? 15_000;
const RETRY_MS: readonly number[] = [1_000, 2_000, 5_000, 10_000];
