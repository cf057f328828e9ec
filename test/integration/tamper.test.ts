import { describe, expect, it } from 'vitest';
import { tamper } from '../books/tamper.ts';
import { makePlan } from '../world/make-plan.ts';
import { play } from '../world/play.ts';

describe('a ledger that somebody tampered with', () => {
  it('is found out, whatever was done to rows that a printed head vouches for, and an untouched one raises no alarm', async () => {
    const stories = [];
    for (let seed = 1; seed <= 6; seed += 1) stories.push((await play(makePlan(seed))).rows);
    const found = await tamper({ edits: 120, rows: 600, seed: 7, stories, say: () => undefined });
    expect(found.missed).toEqual([]);
    expect(found.falseAlarms).toEqual([]);
    expect(found.kinds).toBeGreaterThan(20);
  }, 120_000);
});
