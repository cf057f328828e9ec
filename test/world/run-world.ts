import { makePlan, type PlanOptions } from './make-plan.ts';
import { play, type Played } from './play.ts';

/** What came of the world of one seed. */
export type WorldOutcome = {
  readonly seed: number;
  /** Broken promises, each with the story that led to it; empty when all is well. */
  readonly violations: readonly { readonly invariant: string; readonly story: string }[];
  readonly simulatedMs: number;
  readonly payments: number;
  readonly exchanges: number;
  readonly steps: number;
  /** Of the whole chronicle: the same seed gives the same hash. */
  readonly traceHash: string;
  /** From the end of the last fault until nothing was open; null when that never came. */
  readonly quietMs: number | null;
  readonly isQuietInTime: boolean;
  /** How often each fault and act really took effect. */
  readonly strikes: Readonly<Record<string, number>>;
};

/** Options of one world. */
export type RunOptions = PlanOptions;

/** Makes the plan of this seed and plays it. */
export async function runWorld(seed: number, options: RunOptions = {}): Promise<WorldOutcome> {
  return outcomeOf(seed, await play(makePlan(seed, options)));
}

/** The outcome of a played plan. */
export function outcomeOf(seed: number, played: Played): WorldOutcome {
  const { breaches, lines, quietMs, strikes } = played;
  return {
    seed,
    violations: breaches.map(({ invariant }) => ({ invariant, story: lines.join('\n') })),
    simulatedMs: played.simulatedMs,
    payments: played.payments,
    exchanges: played.exchanges,
    steps: played.steps,
    traceHash: played.traceHash,
    quietMs,
    isQuietInTime: quietMs !== null,
    strikes: Object.fromEntries(strikes),
  };
}
