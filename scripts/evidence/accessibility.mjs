/** axe-core over every screen and dialog, in every theme and both directions of writing. */
import { onStage } from '../evidence-report/stage.mjs';
import { importTs } from '../prepare/import-ts.mjs';

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'axe-core over every screen in every theme and direction',
  run: async ({ runtime, say }) =>
    onStage(runtime, async () => {
      const { checkAccessibility } = await importTs('test/drive/accessibility.ts');
      return checkAccessibility(say);
    }),
};
