import { measureCrashes } from '../drive/crash.ts';
import { expect, test } from './fixtures.ts';

const KILLS = 20;
/** Its plan has journal writes, hops and sockets among its boundaries. */
const SEED = 20;

test('twenty pulled plugs: nothing is charged twice, lost, or called final that is not', async () => {
  // Fifty seconds on two quiet cores.
  test.setTimeout(240_000);
  const lines: string[] = [];
  const say = (line: string) => lines.push(line);
  const keepIn = test.info().outputPath('books');
  const { figures } = await measureCrashes({ kills: KILLS, seed: SEED, at: [], keepIn }, say);
  await test.info().attach('figures', { body: JSON.stringify(figures, null, 1) });
  expect(lines.filter((line) => line.startsWith('DIVERGENCE'))).toEqual([]);
  expect(figures).toMatchObject({ kills: KILLS, divergences: 0 });
});
