/** How long a paper takes from a known result to its first byte at the printer, and how many bytes it has. */
import path from 'node:path';
import { importTs } from '../prepare/import-ts.mjs';

const RECEIPTS = 300;

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'result to the first byte at the printer, letters and pictures, beside the plain library (--receipts N)',
  run: async ({ given, root, say }) => {
    const { measureReceipts } = await importTs('test/drive/receipt-speed.ts');
    const count = Number(given['receipts'] ?? RECEIPTS);
    return { ok: true, ...(await measureReceipts(count, path.join(root, 'out/main/raster-worker.js'), say)) };
  },
};
