/** Every screen in every language and size: texts that are cut off, lie under others, or that no table says. */
import { onStage } from '../evidence-report/stage.mjs';
import { importTs } from '../prepare/import-ts.mjs';

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'texts that are clipped, overlap or are not translated, on every screen in every language and size',
  run: async ({ runtime, say }) =>
    onStage(runtime, async () => {
      const { checkClipping } = await importTs('test/drive/clipping.ts');
      return checkClipping(say, undefined, undefined, say);
    }),
};
