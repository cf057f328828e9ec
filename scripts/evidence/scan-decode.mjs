/** From the last key event of a scan in main to the checkout having taken the code. */
import { onStage } from '../evidence-report/stage.mjs';
import { importTs } from '../prepare/import-ts.mjs';

const SCANS = 1_000;

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'last key event in main to "code accepted" (--scans N)',
  run: async ({ given, runtime, say }) =>
    onStage(runtime, async () => {
      const { measureScanDecode } = await importTs('test/drive/scan-decode.ts');
      return measureScanDecode(Number(given.scans ?? SCANS), say);
    }),
};
