import { allCells, caseOf, hash, skipReason, type Case } from './faults-cells.ts';

/** The whole matrix under a seed: what can be run, and how many cells cannot, by reason. */
export type Matrix = {
  readonly cells: number;
  readonly cases: readonly Case[];
  readonly skipped: ReadonlyMap<string, number>;
};

/** Counts every cell and makes a case of each that can happen. */
export function openMatrix(seed: number): Matrix {
  const cells = allCells();
  const skipped = new Map<string, number>();
  const cases = cells.flatMap((cell) => {
    const reason = skipReason(cell);
    if (reason === null) return [caseOf(cell, seed)];
    skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
    return [];
  });
  return { cells: cells.length, cases, skipped };
}

/** So many cases in an order of the seed's own; the first of them touch every value of every axis. */
export function chooseCases({ cases }: Matrix, seed: number, count: number): readonly Case[] {
  const shuffled = [...cases].sort((a, b) => rank(a, seed) - rank(b, seed));
  const first = covering(shuffled);
  const chosen = new Set(first);
  return [...first, ...shuffled.filter((one) => !chosen.has(one))].slice(0, count);
}

const rank = ({ id }: Case, seed: number): number => hash(`${String(seed)}/${id}`);

/** The values of a case on every axis. */
export const valuesOf = ({ kill, fault, truth, act, api }: Case): readonly string[] => [
  `kill ${kill.name}`,
  `fault ${fault.name}`,
  `truth ${truth}`,
  `act ${act}`,
  `struck ${api}`,
];

/** Few cases that touch every value; the next is always one that touches most of what is left. */
function covering(cases: readonly Case[]): readonly Case[] {
  const left = new Set(cases.flatMap(valuesOf));
  const chosen: Case[] = [];
  const gain = (one: Case): number => valuesOf(one).filter((value) => left.has(value)).length;
  while (left.size > 0) {
    const best = cases.reduce<Case | null>((found, one) => (found === null || gain(one) > gain(found) ? one : found), null);
    if (best === null) break;
    chosen.push(best);
    for (const value of valuesOf(best)) left.delete(value);
  }
  return chosen;
}
