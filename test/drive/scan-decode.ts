import { percentile, readMarks } from './marks.ts';
import { openShop } from './shop.ts';
import { launchTill } from './till.ts';
import { scanKeys } from './us-scanner.ts';
import { openXWire } from './x-wire.ts';

const WAIT_MS = 5_000;
const APART_MS = 30;

/**
 * Scans with real X keys into a provisioned till without an amount, and measures on the app's own monotonic clock from the last key
 * event in main to the checkout having taken the code.
 */
export async function measureScanDecode(scans: number, say: (line: string) => void) {
  const shop = await openShop();
  const till = await launchTill({
    dataDir: shop.dataDir,
    args: ['--provision', shop.provisioning],
    env: { PAYDESK_MARKS: 'later' },
  });
  const wire = await openXWire(process.env);
  try {
    for (let done = 0; done < scans; done += 1) {
      const code = `28100602${String(done).padStart(12, '0')}7777`;
      await wire.send(scanKeys(code, { gapsMs: () => 3 }));
      await until(() => till.output().split('mark scan-accepted ').length - 1 > done);
      await pause(APART_MS);
      if ((done + 1) % 100 === 0) say(`${String(done + 1)} of ${String(scans)} scans`);
    }
    const marks = readMarks(till.output());
    const of = (name: string): readonly number[] => marks.filter((mark) => mark.name === name).map(({ atMs }) => atMs);
    const [last, decoded, accepted] = [of('scan-last-key'), of('scan-decoded'), of('scan-accepted')];
    const since = (times: readonly number[]): readonly number[] => times.map((atMs, at) => atMs - (last[at] ?? Number.NaN));
    const [toDecoded, toAccepted] = [since(decoded), since(accepted)];
    return {
      ok: accepted.length === scans,
      figures: {
        scans: accepted.length,
        p50Ms: percentile(toAccepted, 0.5),
        p99Ms: percentile(toAccepted, 0.99),
        decodedP50Ms: percentile(toDecoded, 0.5),
        decodedP99Ms: percentile(toDecoded, 0.99),
        maxMs: Math.max(...toAccepted),
      },
    };
  } finally {
    wire.close();
    await till.close();
    await shop.close();
  }
}

async function until(isDone: () => boolean): Promise<void> {
  const untilMs = Date.now() + WAIT_MS;
  while (!isDone() && Date.now() < untilMs) await pause(10);
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
