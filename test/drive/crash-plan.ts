import { BOUNDARIES, type Boundary, type CashierAct } from './crash-boundaries.ts';
import type { CableState } from './crash-cable.ts';

/** When the plug is pulled: at a named boundary, or so many milliseconds after something happened. */
export type Moment =
  | { readonly kind: 'boundary'; readonly boundary: Boundary }
  | { readonly kind: 'random'; readonly after: 'start' | 'scan' | 'act'; readonly delayMs: number };

/** What the customer does with an open payment while the till is dead. */
export type Meanwhile = 'nothing' | 'approve' | 'decline';

/** One pulled plug with everything around it. */
export type Kill = {
  readonly index: number;
  readonly moment: Moment;
  /** Last four digits of the code: the gateway's story of this payment (docs/simulator.md). */
  readonly story: string;
  readonly act: CashierAct;
  readonly cable: CableState;
  readonly meanwhile: Meanwhile;
};

/** Numbers from 0 up to 1, the same ones for the same seed. */
export type Dice = () => number;

/** Mulberry32: small, and good enough to spread kills. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of the values. */
export function pick<Value>(dice: Dice, values: readonly Value[]): Value {
  const value = values[Math.floor(dice() * values.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

/**
 * Half of the kills go through the boundaries in turn, the other half are at random moments; in an order of the seed's own. With
 * names all of them are at these boundaries.
 */
export function planKills(kills: number, dice: Dice, names: readonly string[] = []): readonly Kill[] {
  const order = shuffled(
    dice,
    BOUNDARIES.filter(({ name }) => names.length === 0 || names.includes(name)),
  );
  const atBoundaries = names.length > 0 ? kills : Math.ceil(kills / 2);
  const plans = Array.from({ length: kills }, (_, index) => {
    const boundary = index < atBoundaries ? order[index % order.length] : undefined;
    return boundary === undefined ? randomKill(dice) : boundaryKill(dice, boundary);
  });
  return shuffled(dice, plans).map((plan, index) => ({ ...plan, index }));
}

type Plan = Omit<Kill, 'index'>;

/** The way to a boundary is laid down by the boundary itself; only what the customer does later is left to chance. */
export const boundaryKill = (dice: Dice, boundary: Boundary): Plan => ({
  moment: { kind: 'boundary', boundary },
  story: boundary.story,
  act: boundary.act,
  cable: boundary.cable,
  meanwhile: pick(dice, MEANWHILE),
});

const MEANWHILE: readonly Meanwhile[] = ['nothing', 'nothing', 'approve', 'decline'];

/** Approved at once stands several times, because that is what most customers do. */
const STORIES: readonly string[] = [
  ...['0000', '0000', '0000', '0000', '1003', '1003', '1003', '1001', '1002', '1004', '1005', '1005', '1006', '1007', '2003'],
  ...['2004', '2019', '2109', '2111', '2112', '3001', '3002', '3003', '3005', '4001', '4002', '4008', '5002', '6001', '6112'],
];
const ACTS: readonly CashierAct[] = ['none', 'none', 'cancel', 'cancel', 'refund', 'refund', 'next', 'keep-checking'];
const CABLES: readonly CableState[] = ['plain', 'plain', 'plain', 'plain', 'plain', 'plain', 'plain', 'deaf', 'out'];

function randomKill(dice: Dice): Plan {
  const after = pick(dice, ['start', 'scan', 'scan', 'scan', 'act', 'act', 'act'] as const);
  return {
    moment: { kind: 'random', after, delayMs: Math.round(delayMs(dice, after)) },
    story: pick(dice, STORIES),
    act: after === 'act' ? pick(dice, ACTS.slice(2)) : 'none',
    cable: after === 'start' ? 'plain' : pick(dice, CABLES),
    meanwhile: pick(dice, MEANWHILE),
  };
}

const START_MS = 1_500;
const SCAN_MS = 2_500;

/** After a scan short delays are as likely as long ones, because most of a payment happens in its first milliseconds. */
const delayMs = (dice: Dice, after: 'start' | 'scan' | 'act'): number =>
  after === 'start' ? dice() * START_MS : SCAN_MS ** dice();

function shuffled<Value>(dice: Dice, values: readonly Value[]): readonly Value[] {
  return values
    .map((value) => ({ value, at: dice() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
