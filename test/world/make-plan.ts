import type { PadKey } from '../../core/checkout/sale.ts';
import { makeCustomer } from './make-customers.ts';
import { makeKillTrap, makeNoticeTrap, makeTrouble, makeWireTrap, type TroubleName } from './make-faults.ts';
import { withMeeting } from './make-meetings.ts';
import type { Act, Customer, Doing, Plan, ShopPlan, Trap } from './plan.ts';
import { createRandom, type Random } from './random.ts';

/** Bends of a plan for experiments; the seed still decides everything else. */
export type PlanOptions = {
  /** Only these troubles; all of them unless given. */
  readonly troubles?: readonly TroubleName[];
};

const TROUBLES: readonly TroubleName[] = ['wire', 'gateway', 'kills', 'disk', 'clocks', 'printer', 'sleep', 'partition'];
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** The plan of a seed, always the same. */
export function makePlan(seed: number, options: PlanOptions = {}): Plan {
  const random = createRandom(seed);
  const troubles = (options.troubles ?? TROUBLES).filter(() => random.chance(0.38));
  const shop = makeShop(random);
  const isOdd = random.chance(0.55);
  const customers = Array.from({ length: random.weighted(CROWD) }, (_, at) =>
    makeCustomer(random, at, isOdd && random.chance(0.6)),
  );
  const visits = makeVisits(random, customers);
  const lastMs = visits.reduce((last, { atMs }) => Math.max(last, atMs), 0) + 70 * SECOND;
  const acts = [...visits, ...makeFollowUps(random, visits), ...befallings(random, troubles, lastMs)];
  const plan: Plan = {
    seed,
    shop,
    customers,
    acts: acts.toSorted((a, b) => a.atMs - b.atMs),
    traps: makeTraps(random, troubles),
  };
  return options.troubles === undefined && random.chance(MEETINGS_SHARE) ? withMeeting(random, plan) : plan;
}

/** So many worlds are steered into a rare meeting of misfortunes. */
const MEETINGS_SHARE = 0.08;

const CROWD: readonly (readonly [number, number])[] = [
  [2, 1],
  [4, 2],
  [4, 3],
  [3, 4],
  [2, 5],
  [1, 6],
];

function makeShop(random: Random): ShopPlan {
  return {
    currency: random.pick(['SGD', 'SGD', 'JPY', 'KWD'] as const),
    startsAtMs: makeStart(random),
    wallErrorMs: random.weighted([
      [6, random.int(-2_000, 2_000)],
      [2, random.int(-4 * MINUTE, 4 * MINUTE)],
      [1, random.pick([-1, 1]) * random.int(6 * MINUTE, 26 * 60 * MINUTE)],
    ]),
    gatewayErrorMs: random.int(-20, 20) * 100,
    zoneMinutes: random.pick([480, 540, 330, -300, 0]),
    latencyMs: random.pick([
      [3, 12],
      [20, 90],
      [150, 900],
    ] as const),
    syncMs: random.pick([
      [1, 2],
      [1, 25],
      [30, 120],
    ] as const),
    windowMs: random.pick([60_000, 60_000, 60_000, 45_000, 90_000]),
    pollEveryMs: random.pick([3_000, 3_000, 2_000, 5_000]),
    hasListener: random.chance(0.5),
    printer: random.weighted([
      [6, 'answers' as const],
      [2, 'one-way' as const],
      [1, 'none' as const],
    ]),
    gateway: {
      cancelOfUnknown: random.pick(['SUCCESS', 'SUCCESS', 'ORDER_NOT_EXIST'] as const),
      paymentIdWhileUnknown: random.chance(0.5),
      signRefusals: random.chance(0.5),
    },
  };
}

/** Often just before midnight, or before the cut-off for cancels at 00:15 UTC+8. */
function makeStart(random: Random): number {
  const day = Date.UTC(2026, random.int(0, 11), random.int(1, 28));
  const utc8 = (hour: number, minute: number): number => day + ((hour - 8) * 60 + minute) * MINUTE + random.int(0, 59_999);
  return random.weighted([
    [4, utc8(random.int(9, 21), random.int(0, 59))],
    [2, utc8(23, random.int(55, 59))],
    [2, utc8(24, random.int(10, 15))],
  ]);
}

/** Customers come one after another, or on each other's heels. */
function makeVisits(random: Random, customers: readonly Customer[]): readonly (Act & { readonly customer: number })[] {
  let atMs = random.int(500, 6 * SECOND);
  return customers.map((_, customer) => {
    const visit: Act & { readonly customer: number } = random.chance(0.88)
      ? {
          atMs,
          do: 'serve',
          customer,
          scanAfterMs: random.weighted([
            [5, random.int(300, 4 * SECOND)],
            [1, random.int(20 * SECOND, 58 * SECOND)],
            [0.4, random.int(59 * SECOND, 70 * SECOND)],
          ]),
          confirms: random.chance(0.7),
          by: random.chance(0.9) ? 'scanner' : 'keys',
        }
      : { atMs, do: 'scan-first', customer, typeAfterMs: random.int(500, 55 * SECOND) };
    atMs += random.weighted([
      [3, random.int(3 * SECOND, 20 * SECOND)],
      [4, random.int(20 * SECOND, 100 * SECOND)],
      [1, random.int(2 * MINUTE, 12 * MINUTE)],
    ]);
    return visit;
  });
}

/** What people do about a payment after its visit. */
function makeFollowUps(random: Random, visits: readonly (Act & { readonly customer: number })[]): readonly Act[] {
  const isBusy = random.chance(0.7);
  return visits.flatMap(({ atMs, customer }) => {
    const count = isBusy ? random.int(0, 4) : 0;
    return Array.from({ length: count }, () => makeFollowUp(random, atMs, customer, visits.length));
  });
}

function makeFollowUp(random: Random, visitMs: number, customer: number, crowd: number): Act {
  const payment = random.weighted([
    [5, 0],
    [2, 1],
    [1, 2],
  ]);
  const soon = visitMs + random.int(100, 80 * SECOND);
  const doing = random.weighted<Doing>([
    [4, { do: 'scan-again', customer }],
    [2, { do: 'scan-again', customer: random.int(0, crowd - 1) }],
    [5, { do: 'cancel', payment }],
    [
      5,
      {
        do: 'refund',
        payment,
        part: random.pick(['all', 'some', 'one', 'over'] as const),
        times: random.pick([1, 1, 2] as const),
      },
    ],
    [3, { do: 'next' }],
    [2, { do: 'show', payment }],
    [3, { do: 'keep-checking', payment }],
    [2, { do: 'print-again', payment }],
    [3, { do: 'keys', keys: Array.from({ length: random.int(1, 5) }, () => random.pick(KEYS)) }],
    [1, { do: 'take-back', count: random.int(1, 4) }],
    [2, { do: 'forge-notice', payment, signed: random.pick(['not', 'by-stranger', 'mixed-up'] as const) }],
    [1, { do: 'note', text: random.pick(['', 'table 4', 'no sugar', '中文 €']) }],
  ]);
  // A scanner that reads twice does so within a second or two.
  const isDouble = doing.do === 'scan-again' && doing.customer === customer && random.chance(0.7);
  return { ...doing, atMs: isDouble ? visitMs + random.int(300, 6 * SECOND) : soon };
}

const KEYS: readonly PadKey[] = ['0', '1', '5', '9', '00', 'back', 'clear', 'enter', 'enter'];

const befallings = (random: Random, troubles: readonly TroubleName[], lastMs: number): readonly Act[] =>
  troubles.flatMap((name) =>
    name === 'wire'
      ? []
      : Array.from({ length: random.int(1, name === 'gateway' ? 4 : 2) }, () => ({
          ...makeTrouble(random, name),
          atMs: random.int(0, lastMs),
        })),
  );

function makeTraps(random: Random, troubles: readonly TroubleName[]): readonly Trap[] {
  const wire = troubles.includes('wire') ? Array.from({ length: random.int(1, 9) }, () => makeWireTrap(random)) : [];
  const notices = troubles.includes('wire') ? Array.from({ length: random.int(0, 3) }, () => makeNoticeTrap(random)) : [];
  const kills = troubles.includes('kills') ? Array.from({ length: random.int(0, 2) }, () => makeKillTrap(random)) : [];
  return [...wire, ...notices, ...kills];
}
