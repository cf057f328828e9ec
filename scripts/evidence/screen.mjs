/** From the answer of the gateway to the painted result, and the longest frame while payments are made. */
import { onStage } from '../evidence-report/stage.mjs';
import { importTs } from '../prepare/import-ts.mjs';

const PAYMENTS = 100;

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'answer of the gateway to the painted result, and the longest frame (--payments N)',
  run: async ({ given, runtime, say }) =>
    onStage(runtime, async () => {
      const { measureScreen } = await importTs('test/drive/screen.ts');
      return measureScreen(Number(given.payments ?? PAYMENTS), say);
    }),
};
