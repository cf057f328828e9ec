/** The real app, its plug pulled hundreds of times: does its ledger end up equal to the gateway's? */
import path from 'node:path';
import { onStage } from '../evidence-report/stage.mjs';
import { importTs } from '../prepare/import-ts.mjs';

const KILLS = 300;
const SEED = 1;

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'the real app killed at every boundary and at random moments; both ledgers agree (--kills N, --seed S, --at NAME,NAME)',
  run: async ({ given, runtime, root, say }) =>
    onStage(runtime, async () => {
      const { measureCrashes } = await importTs('test/drive/crash.ts');
      const seed = Number(given.seed ?? SEED);
      const keepIn = path.join(root, 'out/crash', String(seed));
      const at = typeof given.at === 'string' ? given.at.split(',') : [];
      return measureCrashes({ kills: Number(given.kills ?? KILLS), seed, at, keepIn }, say);
    }),
};
