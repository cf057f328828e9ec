/**
 * Why a request was refused before anybody believed it. Nobody outside is told which.
 * - `rate`, `crowded`: too many from one address, or in all
 * - `not-ready`: no keys yet, so nothing could be verified
 * - `method`, `path`, `encoded`, `too-large`, `slow`, `cut`, `malformed`: no request of Alipay+'s
 * - the rest: nobody vouches for it
 */
export type RefusalCause =
  | 'rate'
  | 'crowded'
  | 'not-ready'
  | 'method'
  | 'path'
  | 'encoded'
  | 'too-large'
  | 'slow'
  | 'cut'
  | 'malformed'
  | 'unsigned'
  | 'wrong-client'
  | 'stale'
  | 'bad-signature';

/** Refusals by cause. */
export type RefusalCounts = Readonly<Partial<Record<RefusalCause, number>>>;

/** Counts what was refused. */
export type Refusals = {
  readonly count: (cause: RefusalCause) => void;
  readonly total: () => number;
  /** Tells what is left untold and counts no more. */
  readonly close: () => void;
};

/** SECURITY: whatever an attacker sends ends as a number here; the log gets one line a minute at most, so it cannot be filled. */
export function createRefusals(
  tell: (counts: RefusalCounts) => void,
  after: (delayMs: number, run: () => void) => () => void,
  everyMs: number,
): Refusals {
  let counts: Partial<Record<RefusalCause, number>> = {};
  let total = 0;
  let stopTimer: (() => void) | null = null;
  const flush = (): void => {
    stopTimer = null;
    const told = counts;
    counts = {};
    tell(told);
  };
  return {
    count: (cause) => {
      total += 1;
      counts[cause] = (counts[cause] ?? 0) + 1;
      stopTimer ??= after(everyMs, flush);
    },
    total: () => total,
    close: () => {
      stopTimer?.();
      if (stopTimer !== null) flush();
    },
  };
}
