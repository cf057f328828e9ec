/** Attacks the running app: each point of Electron's checklist, every channel, second starts, barcodes, printers. */
import { onStage } from '../evidence-report/stage.mjs';
import { importTs } from '../prepare/import-ts.mjs';

const MESSAGES = 100_000;
const SEED = 1;

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title:
    "attacks on the running app: Electron's checklist, every channel fuzzed, starts, barcodes, printers (--messages N, --seed S)",
  run: async ({ given, runtime, say }) =>
    onStage(runtime, async () => {
      const { attackPaydesk } = await importTs('test/drive/attacks.ts');
      return attackPaydesk({ messages: Number(given.messages ?? MESSAGES), seed: Number(given.seed ?? SEED) }, say);
    }),
};
