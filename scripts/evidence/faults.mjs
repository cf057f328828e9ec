/** Kill point x network fault x truth at the gateway x cashier's act: a real till behind a bad network, killed, and both books compared. */
import { importTs } from '../prepare/import-ts.mjs';

const TILLS = 5;

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'fault matrix: kills, network faults, late truths (--cases N, --seed S, --only ID, --bug NAME, --tills N)',
  run: async ({ given, say }) => {
    const { measureFaults } = await importTs('test/drive/faults.ts');
    return measureFaults({
      count: given.cases === undefined ? null : Number(given.cases),
      seed: Number(given.seed ?? 1),
      only: typeof given.only === 'string' ? given.only.split(',') : [],
      bug: typeof given.bug === 'string' ? given.bug : null,
      tills: Number(given.tills ?? TILLS),
      say,
    });
  },
};
