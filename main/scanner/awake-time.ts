/** What is needed of the world: a monotonic clock in milliseconds, and a timer that can be called off. */
type Effects = {
  readonly clock: () => number;
  readonly setTimer: (delayMs: number, act: () => void) => () => void;
};

/** Milliseconds in which this process ran. */
export type AwakeTime = {
  /** Never goes back. */
  readonly nowMs: () => number;
  /** A key came: the next ones may be a scanner's, so the time is watched for a while. */
  readonly watch: () => void;
  readonly stop: () => void;
};

const PULSE_MS = 20;
/** A pulse this late was held up by more than the system's own roughness. */
const LATE_MS = 30;
/** Longer than any pause inside a scan. */
const WATCH_MS = 400;

/**
 * A clock for keys that stands still while the process is kept from running: keys that came meanwhile wait with the system, and
 * reading them late is no pause of the scanner. A pulse that did not come shows that nothing ran.
 */
export function createAwakeTime({ clock, setTimer }: Effects): AwakeTime {
  let lostMs = 0;
  let dueMs: number | null = null;
  let untilMs = 0;
  let lastMs = -Infinity;
  let cancel = (): void => undefined;

  const nowMs = (): number => {
    const runMs = clock() - lostMs;
    if (dueMs === null || runMs - dueMs <= LATE_MS) {
      lastMs = runMs;
      return runMs;
    }
    // Keys may have been read since the pulse was due.
    lastMs = Math.max(dueMs, lastMs);
    lostMs += runMs - lastMs;
    return lastMs;
  };
  const stop = (): void => {
    cancel();
    dueMs = null;
  };
  const pulse = (): void => {
    const runMs = nowMs();
    stop();
    if (runMs >= untilMs) return;
    dueMs = runMs + PULSE_MS;
    cancel = setTimer(PULSE_MS, pulse);
  };
  return {
    nowMs,
    stop,
    watch: () => {
      untilMs = nowMs() + WATCH_MS;
      if (dueMs === null) pulse();
    },
  };
}
