import { startTill, type TillProcess } from './faults-till-process.ts';
import type { TillConfig, TillPayment, TillSaying } from './faults-till-protocol.ts';

/** One run of a till, from its start to its end. */
export type Run = {
  readonly till: TillProcess;
  /** Epoch ms of the first thing it said. */
  readonly spokeAtMs: () => number;
  /** The payment of this amount as it was last shown. */
  readonly payment: (amountMinor: number) => TillPayment | undefined;
  /** True once nothing is open and the cashier has nothing left to do. */
  readonly isIdle: () => boolean;
  /** Every mark that it passed, in order. */
  readonly marks: () => readonly string[];
  /** How often it passed this mark. */
  readonly count: (mark: string) => number;
  /** True when it ended and nobody had killed it. */
  readonly hasFallen: () => boolean;
};

/** What hears a run. */
export type RunEars = {
  readonly onHalted: () => void;
  readonly onPayment: (payment: TillPayment) => void;
  readonly note: (line: string) => void;
};

/** Starts it. */
export function startRun(file: string, config: TillConfig, ears: RunEars): Run {
  const marks: string[] = [];
  const payments = new Map<number, TillPayment>();
  let isIdle = false;
  let hasFallen = false;
  let spokeAtMs = Number.POSITIVE_INFINITY;
  const hear = (saying: TillSaying): void => {
    spokeAtMs = Math.min(spokeAtMs, Date.now());
    ears.note(JSON.stringify(saying).slice(1, -1).replaceAll('"', ''));
    if ('mark' in saying) {
      marks.push(saying.mark);
    } else if ('halted' in saying) {
      ears.onHalted();
    } else if ('payment' in saying) {
      payments.set(saying.payment.amountMinor, saying.payment);
      ears.onPayment(saying.payment);
    } else if ('idle' in saying) isIdle = saying.idle;
  };
  const till = startTill(file, config, hear, (code) => {
    hasFallen = true;
    ears.note(`the till ended with ${String(code)}: ${till.complaints()}`);
  });
  return {
    till,
    spokeAtMs: () => spokeAtMs,
    marks: () => marks,
    payment: (amountMinor) => payments.get(amountMinor),
    isIdle: () => isIdle,
    count: (mark) => marks.filter((each) => each === mark).length,
    hasFallen: () => hasFallen,
  };
}

const TICK_MS = 10;

/** Resolves true when it is so, false when it is not within this time. */
export async function until(isSo: () => boolean, withinMs: number): Promise<boolean> {
  const endMs = performance.now() + withinMs;
  while (!isSo()) {
    if (performance.now() > endMs) return false;
    await new Promise((resolve) => {
      setTimeout(resolve, TICK_MS);
    });
  }
  return true;
}
