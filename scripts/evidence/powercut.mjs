/** Records the real ledger's writes and syncs, cuts the power after every one of them, and opens what is left. */
import { importTs } from '../prepare/import-ts.mjs';

const ROWS = 200;
const SEED = 1;

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'a power cut at every write of the ledger loses no acknowledged row (--rows N, --seed S)',
  run: async ({ given, say }) => {
    const { cutThePower } = await importTs('test/drive/powercut.ts');
    return cutThePower(Number(given.rows ?? ROWS), Number(given.seed ?? SEED), say);
  },
};
