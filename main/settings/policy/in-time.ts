import { unusable } from './found.ts';
import type { PolicyFound, ReadPolicy } from './port.ts';

/**
 * How long a start waits for the policy. Reading it takes two programs at most, in hundredths of a second; one that hangs is given up
 * well before whoever stands at the counter starts Paydesk again.
 */
export const POLICY_MS = 8_000;

/** What waits on the clock; `stop` ends the wait early, and `late` then never resolves or is of no use. */
type Wait = { readonly late: Promise<void>; readonly stop: () => void };

/** Who reads, where that would stand (for the administrator), and the clock. */
type InTimeParts = { readonly read: ReadPolicy; readonly source: string; readonly wait: (ms: number) => Wait };

/**
 * Reads on a deadline and never rejects. A policy that does not come in time, or whose reader breaks, is one that cannot be read: it
 * locks everything it could have held. What comes later is not taken, because a start has one policy from its first moment.
 */
export const inTime =
  ({ read, source, wait }: InTimeParts): ReadPolicy =>
  async () => {
    const { late, stop } = wait(POLICY_MS);
    const gaveUp = late.then(() => unusable(source, 'policy-late', LATE));
    const found = await Promise.race([readSafely(read, source), gaveUp]);
    stop();
    return found;
  };

const LATE = `did not answer within ${String(POLICY_MS / 1_000)} seconds, so what it could hold is locked: start Paydesk again`;

async function readSafely(read: ReadPolicy, source: string): Promise<PolicyFound> {
  try {
    return await read();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'unknown';
    return unusable(source, 'policy-unreadable', `could not be read, so what it could hold is locked: ${why}`);
  }
}
