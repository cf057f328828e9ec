import { createRandom } from '../world/random.ts';
import { openPlayedCounter } from './counter.ts';
import { DEEDS, type Memory } from './deeds.ts';
import { violationsOf } from './law.ts';

/** What came of one sequence; `approved` and `alone` say that the proof is not empty. */
export type Played = {
  readonly violations: readonly string[];
  readonly approved: number;
  readonly alone: number;
  readonly refused: number;
};

const FINE = 2 ** 30;

/** Numbers from 0 up to 1. */
function seededRandom(seed: number): () => number {
  const { int } = createRandom(seed);
  return () => int(0, FINE - 1) / FINE;
}

/** Plays named deeds one after another; the same names and seed give the same story. */
export async function playDeeds(names: readonly string[], seed: number): Promise<Played> {
  const random = seededRandom(seed);
  const counter = openPlayedCounter(random);
  const memory: Memory = { random, codes: [], wishes: [] };
  for (const name of names) {
    await DEEDS[name]?.(counter, memory);
    for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
  }
  for (let left = 0; left < 8; left += 1) await counter.settle(0);
  const approved = counter.done.filter(({ approver }) => approver !== null).length;
  const { wishes } = memory;
  const given = counter.done.filter(({ kind }) => kind !== null).length;
  return {
    violations: violationsOf(counter, wishes),
    approved,
    alone: counter.done.length - approved,
    refused: wishes.length - given,
  };
}

const LENGTH = 40;

/** Plays `sequences` random ones from a seed on; stops at the first that breaks the law. */
export async function playMany(sequences: number, seed: number) {
  const names = Object.keys(DEEDS);
  const sum = { sequences: 0, deeds: 0, violations: 0, approved: 0, alone: 0, refused: 0 };
  let story: { readonly seed: number; readonly names: readonly string[]; readonly why: readonly string[] } | null = null;
  for (let at = 0; at < sequences; at += 1) {
    const random = seededRandom(seed + at);
    const chosen = Array.from({ length: LENGTH }, () => names[Math.floor(random() * names.length)] ?? '');
    const played = await playDeeds(chosen, seed + at);
    sum.sequences += 1;
    sum.deeds += chosen.length;
    sum.approved += played.approved;
    sum.alone += played.alone;
    sum.refused += played.refused;
    sum.violations += played.violations.length;
    if (played.violations.length > 0) story ??= { seed: seed + at, names: chosen, why: played.violations };
  }
  return { ...sum, story };
}
