/** Process start to ready-to-scan, against an empty Electron window in the same run. */
import { onStage } from '../evidence-report/stage.mjs';
import { importTs } from '../prepare/import-ts.mjs';

const RUNS = 10;

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'process start to ready-to-scan (--runs N)',
  run: async ({ given, runtime, say }) =>
    onStage(runtime, async () => {
      const { measureColdStart } = await importTs('test/drive/cold-start.ts');
      return measureColdStart(Number(given.runs ?? RUNS), say);
    }),
};
