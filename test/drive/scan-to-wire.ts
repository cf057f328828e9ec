import { createSign, generateKeyPairSync } from 'node:crypto';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { DatabaseSync } from '@photostructure/sqlite';
import { percentile, readMarks, type Mark } from './marks.ts';
import { openShop } from './shop.ts';
import { launchTill } from './till.ts';

/** The parts of one payment's way from the last key to the wire, in ms. */
type Way = {
  readonly total: number;
  readonly decode: number;
  readonly journal: number;
  readonly sign: number;
  readonly send: number;
};

/** Scans `payments` codes with real X keys and measures each on the app's own monotonic clock; the floors stand beside it. */
export async function measureScanToWire(payments: number, say: (line: string) => void) {
  const shop = await openShop();
  const floors = measureFloors(shop.folder, payments);
  const till = await launchTill({
    dataDir: shop.dataDir,
    args: ['--provision', shop.provisioning],
    env: { PAYDESK_MARKS: 'later' },
  });
  try {
    for (let done = 0; done < payments; done += 1) {
      await till.keys.chain(
        ['type', '--args', '1', '--delay', '12', '100'],
        ['key', 'Return'],
        ['type', '--args', '1', '--delay', '3', codeNumber(done)],
        ['key', 'Return'],
      );
      await until(() => countOf(till.output(), 'journal-payment-answered') > done);
      if ((done + 1) % 50 === 0) say(`${String(done + 1)} of ${String(payments)} payments`);
    }
    const ways = waysOf(readMarks(till.output()));
    const p = (part: keyof Way, share: number): number =>
      percentile(
        ways.map((way) => way[part]),
        share,
      );
    return {
      ok: ways.length === payments,
      figures: {
        payments: ways.length,
        p50Ms: p('total', 0.5),
        p99Ms: p('total', 0.99),
        decodeP99Ms: p('decode', 0.99),
        journalP99Ms: p('journal', 0.99),
        signP99Ms: p('sign', 0.99),
        sendP99Ms: p('send', 0.99),
        ownShareP99Ms: Math.max(0, p('total', 0.99) - floors.fsyncedRowP99Ms - floors.rsaSignP99Ms),
      },
      floors,
    };
  } finally {
    await till.close();
    await shop.close();
  }
}

/** Twenty-four digits that no wallet minted and that carry no order for the practice gateway in their last four. */
const codeNumber = (index: number): string => `28100602${String(index).padStart(12, '0')}7777`;

const countOf = (output: string, name: string): number => output.split(`mark ${name} `).length - 1;

const WAIT_MS = 15_000;

async function until(isDone: () => boolean): Promise<void> {
  const untilMs = Date.now() + WAIT_MS;
  while (!isDone()) {
    if (Date.now() > untilMs) throw new Error('a payment was not answered in time');
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}

/** Each way begins at a scan's last key and ends at the first byte of its pay; the marks of one payment follow each other. */
function waysOf(marks: readonly Mark[]): readonly Way[] {
  const starts = marks.flatMap((mark, index) => (mark.name === 'scan-last-key' ? [index] : []));
  return starts.flatMap((start, index) => {
    const own = marks.slice(start, starts[index + 1]);
    const at = (name: string): number => own.find((mark) => mark.name === name)?.atMs ?? Number.NaN;
    const [key, decoded, durable] = [at('scan-last-key'), at('scan-decoded'), at('journal-payment-submitted')];
    const signed = own.find((mark) => mark.name === 'signed' && mark.atMs >= durable)?.atMs ?? Number.NaN;
    const way = {
      total: at('first-byte-pay') - key,
      decode: decoded - key,
      journal: durable - decoded,
      sign: signed - durable,
      send: at('first-byte-pay') - signed,
    };
    return Object.values(way).every(Number.isFinite) ? [way] : [];
  });
}

/** One fsynced row and one RSA-2048 signature, each as often as there are payments, on the same disk and machine. */
function measureFloors(folder: string, rounds: number): { readonly fsyncedRowP99Ms: number; readonly rsaSignP99Ms: number } {
  const db = new DatabaseSync(path.join(folder, 'floor.sqlite'));
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (body TEXT)');
  const insert = db.prepare('INSERT INTO rows (body) VALUES (?)');
  const body = 'x'.repeat(500);
  const rows = timed(rounds, () => insert.run(body));
  db.close();
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const content = Buffer.alloc(1_500, 'x');
  const signatures = timed(rounds, () => createSign('RSA-SHA256').update(content).sign(privateKey));
  return { fsyncedRowP99Ms: percentile(rows, 0.99), rsaSignP99Ms: percentile(signatures, 0.99) };
}

function timed(rounds: number, act: () => unknown): readonly number[] {
  return Array.from({ length: rounds }, () => {
    const fromMs = performance.now();
    act();
    return performance.now() - fromMs;
  });
}
