/** Every paper in every script at every width, read back by programs that are not ours and compared with the facts. */
import { importTs } from '../prepare/import-ts.mjs';

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'receipts in every script, read back by npos, zbarimg and tesseract (--ocr no)',
  run: async ({ given, say }) => {
    const { decodeEverything } = await importTs('test/drive/receipt-decode.ts');
    const figures = await decodeEverything(given['ocr'] !== 'no', say);
    return { ok: figures.mismatches === 0, figures };
  },
};
