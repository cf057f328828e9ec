/** Searches everything that a running till leaves behind for the private key and the payment codes of this run. */
import { onStage } from '../evidence-report/stage.mjs';
import { importTs } from '../prepare/import-ts.mjs';

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'no private key and no payment code in files, logs, environment or the memory of the page',
  run: async ({ runtime, say }) =>
    onStage(runtime, async () => {
      const { searchForSecrets } = await importTs('test/drive/secrets.ts');
      return searchForSecrets(say);
    }),
};
