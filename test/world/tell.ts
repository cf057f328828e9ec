import { PROMISES } from './invariants/all.ts';
import { makePlan, type PlanOptions } from './make-plan.ts';
import type { Plan } from './plan.ts';
import type { Played } from './play.ts';
import { shrink } from './shrink.ts';

/** The shortest story that was found of a broken promise. */
export type Story = { readonly seed: number; readonly invariant: string; readonly text: string; readonly plan: Plan };

/** Shrinks the plan of a failing seed and tells what happens in it, in plain lines with virtual times. */
export async function tellShortest(seed: number, invariant: string, options: PlanOptions = {}): Promise<Story> {
  const { plan, played, plays } = await shrink(makePlan(seed, options), invariant);
  return { seed, invariant, plan, text: storyOf(seed, invariant, plan, played, plays) };
}

function storyOf(seed: number, invariant: string, { acts, traps, customers }: Plan, played: Played, plays: number): string {
  const promise = PROMISES.find(({ name }) => name === invariant)?.promise ?? 'The world itself went wrong.';
  const served = customers.filter((_, at) => acts.some((act) => 'customer' in act && act.customer === at));
  return [
    `seed ${String(seed)} breaks ${invariant}: ${promise}`,
    ...played.breaches.map(({ what }) => `  ${what}`),
    `left of the plan after ${String(plays)} plays: ${String(acts.length)} acts, ${String(traps.length)} traps, ${String(served.length)} customers`,
    ...acts.map((act) => `  ${JSON.stringify(act)}`),
    ...traps.map((trap) => `  ${JSON.stringify(trap)}`),
    ...served.map((customer) => `  ${JSON.stringify(customer.scenario)}`),
    '',
    ...played.lines,
  ].join('\n');
}
