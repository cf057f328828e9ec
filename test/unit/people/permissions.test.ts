import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEEDS } from '../../permissions/deeds.ts';
import { playDeeds, playMany } from '../../permissions/play.ts';

test('no sequence of acts passes the permission table, and no approval is used twice', async () => {
  const deeds = fc.array(fc.constantFrom(...Object.keys(DEEDS)), { minLength: 1, maxLength: 40, size: 'max' });
  await fc.assert(
    fc.asyncProperty(deeds, fc.integer({ min: 1, max: 1_000_000 }), async (names, seed) => {
      expect((await playDeeds(names, seed)).violations).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('the stories are not empty: people act alone, with a second person, and are refused', async () => {
  const played = await playMany(600, 1);
  expect(played.story).toBeNull();
  expect(Math.min(played.approved, played.alone, played.refused)).toBeGreaterThan(20);
});
