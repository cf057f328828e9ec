/** From the last key of a scan to the request's first byte on the socket, with the durable row in between. */
import { onStage } from '../evidence-report/stage.mjs';
import { importTs } from '../prepare/import-ts.mjs';

const PAYMENTS = 500;

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'last key of a scan to the first byte on the wire (--payments N)',
  run: async ({ given, runtime, say }) =>
    onStage(runtime, async () => {
      const { measureScanToWire } = await importTs('test/drive/scan-to-wire.ts');
      return measureScanToWire(Number(given.payments ?? PAYMENTS), say);
    }),
};
