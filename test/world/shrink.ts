import { play, type Played } from './play.ts';
import type { Customer, Plan, ShopPlan } from './plan.ts';

/** A plan that still breaks the promise, with as little in it as could be found, and what came of it. */
export type Shrunk = { readonly plan: Plan; readonly played: Played; readonly plays: number };

/** Enough for a plan of some thirty things; what is left then is small. */
const PLAYS_MAX = 400;

/** A shop with nothing special about it. */
const PLAIN_SHOP: Omit<ShopPlan, 'startsAtMs' | 'currency'> = {
  wallErrorMs: 0,
  gatewayErrorMs: 0,
  zoneMinutes: 480,
  latencyMs: [20, 20],
  syncMs: [1, 1],
  windowMs: 60_000,
  pollEveryMs: 3_000,
  hasListener: false,
  printer: 'answers',
  gateway: { cancelOfUnknown: 'SUCCESS', paymentIdWhileUnknown: true, signRefusals: false },
};

/** Leaves out acts, faults and oddities for as long as the same promise is still broken. */
export async function shrink(plan: Plan, invariant: string): Promise<Shrunk> {
  let best: { plan: Plan; played: Played } = { plan, played: await play(plan) };
  let plays = 1;
  const isBroken = ({ breaches }: Played): boolean => breaches.some((breach) => breach.invariant === invariant);
  const improve = async (candidate: Plan): Promise<boolean> => {
    if (plays >= PLAYS_MAX) return false;
    plays += 1;
    const played = await play(candidate);
    if (!isBroken(played)) return false;
    best = { plan: candidate, played };
    return true;
  };
  for (let before = Infinity; before > sizeOf(best.plan) && plays < PLAYS_MAX;) {
    before = sizeOf(best.plan);
    await dropParts('acts', () => best.plan, improve);
    await dropParts('traps', () => best.plan, improve);
    for (const simpler of simplerPlans(best.plan)) await improve(simpler(best.plan));
  }
  return { ...best, plays };
}

const sizeOf = ({ acts, traps, customers, shop }: Plan): number =>
  acts.length + traps.length + JSON.stringify(customers).length + JSON.stringify(shop).length;

/** Leaves out runs of things, longer ones first. */
async function dropParts(
  part: 'acts' | 'traps',
  plan: () => Plan,
  improve: (candidate: Plan) => Promise<boolean>,
): Promise<void> {
  for (let length = Math.max(1, plan()[part].length >> 1); length >= 1; length >>= 1) {
    for (let at = 0; at < plan()[part].length;) {
      const now = plan();
      const isDropped = await improve({ ...now, [part]: now[part].toSpliced(at, length) });
      if (!isDropped) at += length;
    }
  }
}

type Change = (plan: Plan) => Plan;

function simplerPlans(plan: Plan): readonly Change[] {
  const shopFields = Object.keys(PLAIN_SHOP) as (keyof typeof PLAIN_SHOP)[];
  const shops: readonly Change[] = shopFields
    .filter((name) => JSON.stringify(plan.shop[name]) !== JSON.stringify(PLAIN_SHOP[name]))
    .map((name) => (now) => ({ ...now, shop: { ...now.shop, [name]: PLAIN_SHOP[name] } }));
  const customers = plan.customers.flatMap((customer, at) =>
    simplerCustomers(customer).map((simpler): Change => (now) => ({ ...now, customers: now.customers.with(at, simpler) })),
  );
  return [...shops, ...customers];
}

const simplerCustomers = (customer: Customer): readonly Customer[] =>
  (Object.keys(customer.scenario) as (keyof Customer['scenario'])[])
    .filter((name) => !(name === 'pay' && customer.scenario.pay?.kind === 'approve') && customer.scenario[name] !== undefined)
    .map((name) => {
      const { [name]: _gone, ...scenario } = customer.scenario;
      return { ...customer, scenario: name === 'pay' ? { ...scenario, pay: { kind: 'approve' } } : scenario };
    });
