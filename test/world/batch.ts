import type { PlanOptions } from './make-plan.ts';
import { runWorld, type WorldOutcome } from './run-world.ts';

/** Worlds of consecutive seeds. */
export type Batch = { readonly fromSeed: number; readonly count: number; readonly options: PlanOptions };

/** Many worlds added up; what a worker answers with, and what a whole run comes to. */
export type Sum = {
  readonly runs: number;
  readonly violations: readonly { readonly seed: number; readonly invariant: string; readonly story: string }[];
  readonly simulatedMs: number;
  readonly payments: number;
  readonly exchanges: number;
  readonly steps: number;
  readonly quietWithinBound: number;
  readonly longestQuietMs: number;
  /** How often each fault and act really took effect. */
  readonly strikes: Readonly<Record<string, number>>;
};

/** Nothing yet. */
export const EMPTY_SUM: Sum = {
  runs: 0,
  violations: [],
  simulatedMs: 0,
  payments: 0,
  exchanges: 0,
  steps: 0,
  quietWithinBound: 0,
  longestQuietMs: 0,
  strikes: {},
};

/** Runs a batch, one world after another; a world that throws is a violation of its own. */
export async function runBatch({ fromSeed, count, options }: Batch): Promise<Sum> {
  let sum = EMPTY_SUM;
  for (let seed = fromSeed; seed < fromSeed + count; seed += 1) {
    sum = addSums(sum, await runWorld(seed, options).then(sumOf, (cause: unknown) => threw(seed, cause)));
  }
  return sum;
}

const sumOf = (outcome: WorldOutcome): Sum => ({
  runs: 1,
  violations: outcome.violations.map((violation) => ({ seed: outcome.seed, ...violation })),
  simulatedMs: outcome.simulatedMs,
  payments: outcome.payments,
  exchanges: outcome.exchanges,
  steps: outcome.steps,
  quietWithinBound: outcome.isQuietInTime ? 1 : 0,
  longestQuietMs: outcome.quietMs ?? 0,
  strikes: outcome.strikes,
});

const threw = (seed: number, cause: unknown): Sum => ({
  ...EMPTY_SUM,
  runs: 1,
  violations: [
    { seed, invariant: 'world-threw', story: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) },
  ],
});

/** Both together. */
export const addSums = (a: Sum, b: Sum): Sum => ({
  runs: a.runs + b.runs,
  violations: [...a.violations, ...b.violations],
  simulatedMs: a.simulatedMs + b.simulatedMs,
  payments: a.payments + b.payments,
  exchanges: a.exchanges + b.exchanges,
  steps: a.steps + b.steps,
  quietWithinBound: a.quietWithinBound + b.quietWithinBound,
  longestQuietMs: Math.max(a.longestQuietMs, b.longestQuietMs),
  strikes: addStrikes(a.strikes, b.strikes),
});

function addStrikes(a: Sum['strikes'], b: Sum['strikes']): Sum['strikes'] {
  const sum: Record<string, number> = { ...a };
  for (const [name, count] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}
