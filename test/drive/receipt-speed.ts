import { createServer, type AddressInfo, type Server } from 'node:net';
import { PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { money } from '../../core/money/money.ts';
import { buildReceipt } from '../../core/receipt/document.ts';
import type { SaleFacts } from '../../core/receipt/facts.ts';
import { layoutReceipt, type ReceiptLayout } from '../../core/receipt/layout.ts';
import { toText } from '../../core/receipt/to-text.ts';
import type { ReceiptLanguage } from '../../core/receipt/words.ts';
import { RECEIPT_WORDS } from '../../core/receipt/words/all.ts';
import { makePaper } from '../../main/printer/paper-maker.ts';
import { createOutbox } from '../../main/printer/outbox.ts';
import { isFinal } from '../../main/printer/outbox-state.ts';
import { EPSON_80MM, type PrinterProfile } from '../../main/printer/profile.ts';
import { createPainter } from '../../main/printer/raster/painter.ts';
import { createTcpPrinter } from '../../main/printer/transports/tcp.ts';
import { systemClock } from '../../main/lifecycle/clock.ts';
import { localSale } from '../builders/receipt-papers.ts';

/** The kinds of paper by turns: letters, and all of it pictures of a script. */
const KINDS = {
  latin: { language: 'en', letters: 'ascii' },
  cjk: { language: 'zh-Hans', letters: 'none' },
  thai: { language: 'th', letters: 'none' },
  arabic: { language: 'ar', letters: 'none' },
} as const satisfies Readonly<
  Record<string, { readonly language: ReceiptLanguage; readonly letters: PrinterProfile['letters'] }>
>;
type Kind = keyof typeof KINDS;

/**
 * Milliseconds from a known result to the first byte of its paper at the printer, and the bytes of one paper. `make`: the part of it
 * until the whole paper is made, which is all that could be saved by sending its first strip before its last one is painted.
 */
export type ReceiptSpeed = {
  readonly figures: Readonly<Record<`${Kind}P50Ms` | `${Kind}P99Ms` | `${Kind}MakeP50Ms` | `${Kind}MakeP99Ms`, number>> & {
    readonly receipts: number;
    readonly firstCjkMs: number;
    readonly latinBytes: number;
    readonly cjkBytes: number;
  };
  readonly floors: { readonly plainLibraryP50Ms: number; readonly plainLibraryP99Ms: number; readonly plainLibraryBytes: number };
};

/** An ESC/POS printer that answers at once; `firstByte` resolves with the time of the next job's first byte. */
type QuickPrinter = { readonly port: number; readonly firstByte: () => Promise<number>; readonly close: () => void };

const PRINTED = '\u001b@';
const QUESTION = '\u0010\u0004';

/** What was measured of one kind of paper. */
type Times = { readonly tookMs: number[]; readonly madeMs: number[]; bytes: number };
const noTimes = (): Times => ({ tookMs: [], madeMs: [], bytes: 0 });

/**
 * Prints `count` receipts that differ from each other in each of these ways by turns: letters, all of it pictures of a script, and the
 * same Latin text by the library alone. `rasterScript` is the built painter.
 */
export async function measureReceipts(count: number, rasterScript: string, say: (line: string) => void): Promise<ReceiptSpeed> {
  const printer = await startQuickPrinter();
  const painter = createPainter(rasterScript);
  const outboxes = openOutbox(printer.port);
  const times: Readonly<Record<Kind | 'plain', Times>> = {
    latin: noTimes(),
    cjk: noTimes(),
    thai: noTimes(),
    arabic: noTimes(),
    plain: noTimes(),
  };
  const ours = async (number: number, kind: Kind): Promise<number> => {
    const { language, letters } = KINDS[kind];
    const facts = saleNumber(number, language);
    const arrived = printer.firstByte();
    const startMs = performance.now();
    await outboxes.print(`${language}-${String(number)}`, async () => {
      const layout = layoutReceipt(buildReceipt(facts, RECEIPT_WORDS[language]), EPSON_80MM.columns);
      const profile = { ...EPSON_80MM, letters };
      const { bytes } = await makePaper(
        { layout, profile, logo: null, brand: null, opensDrawer: false, storesLogo: false },
        painter,
      );
      times[kind].madeMs.push(performance.now() - startMs);
      times[kind].bytes = bytes.length;
      return bytes;
    });
    return (await arrived) - startMs;
  };
  try {
    const firstCjkMs = await ours(0, 'cjk');
    for (const kind of ['thai', 'arabic'] as const) await ours(0, kind);
    for (const { madeMs } of Object.values(times)) madeMs.length = 0;
    for (let number = 1; number <= count; number += 1) {
      for (const kind of ['latin', 'cjk', 'thai', 'arabic'] as const) times[kind].tookMs.push(await ours(number, kind));
      const plain = await libraryAlone(printer, layoutReceipt(buildReceipt(saleNumber(number, 'en'), RECEIPT_WORDS.en), 48));
      times.plain.tookMs.push(plain.tookMs);
      times.plain.bytes = plain.size;
      if (number % 100 === 0) say(`${String(number)} receipts of each kind`);
    }
    return speedOf(count, firstCjkMs, times);
  } finally {
    await outboxes.close();
    await painter.close();
    printer.close();
  }
}

function speedOf(receipts: number, firstCjkMs: number, times: Readonly<Record<Kind | 'plain', Times>>): ReceiptSpeed {
  const { latin, cjk, thai, arabic, plain } = times;
  return {
    figures: {
      receipts,
      latinP50Ms: quantile(latin.tookMs, 0.5),
      latinP99Ms: quantile(latin.tookMs, 0.99),
      cjkP50Ms: quantile(cjk.tookMs, 0.5),
      cjkP99Ms: quantile(cjk.tookMs, 0.99),
      firstCjkMs,
      thaiP50Ms: quantile(thai.tookMs, 0.5),
      thaiP99Ms: quantile(thai.tookMs, 0.99),
      arabicP50Ms: quantile(arabic.tookMs, 0.5),
      arabicP99Ms: quantile(arabic.tookMs, 0.99),
      latinMakeP50Ms: quantile(latin.madeMs, 0.5),
      latinMakeP99Ms: quantile(latin.madeMs, 0.99),
      cjkMakeP50Ms: quantile(cjk.madeMs, 0.5),
      cjkMakeP99Ms: quantile(cjk.madeMs, 0.99),
      thaiMakeP50Ms: quantile(thai.madeMs, 0.5),
      thaiMakeP99Ms: quantile(thai.madeMs, 0.99),
      arabicMakeP50Ms: quantile(arabic.madeMs, 0.5),
      arabicMakeP99Ms: quantile(arabic.madeMs, 0.99),
      latinBytes: latin.bytes,
      cjkBytes: cjk.bytes,
    },
    floors: {
      plainLibraryP50Ms: quantile(plain.tookMs, 0.5),
      plainLibraryP99Ms: quantile(plain.tookMs, 0.99),
      plainLibraryBytes: plain.bytes,
    },
  };
}

/** Amount, numbers, names and times differ, so that nothing but the shop's own words is remembered from the receipt before. */
function saleNumber(number: number, language: ReceiptLanguage): SaleFacts {
  const sale = localSale(language);
  const plain = language === 'en' ? { shop: PLAIN_SHOP, cashier: 'Mei', walletBrand: 'Kakao Pay', note: 'no sugar' } : {};
  return {
    ...sale,
    ...plain,
    amount: money(sale.amount.currency, 1_000 + number * 37),
    time: `2026-11-22T14:${String(number % 60).padStart(2, '0')}:31+08:00`,
    orderNumber: `TILL2-${String(number)}`,
    receiptNumber: { counterNumber: 2, sequence: number },
    paymentId: `202611221940108001001880002${String(10_000_000 + number)}`,
    paymentRequestId: `TILL2-3f1c9a7be2d84c05b6d1a3f${String(10_000_000 + number)}`,
    ...(language === 'en'
      ? {}
      : { note: `${sale.note ?? ''}${HAN.charAt(number % HAN.length)}${HAN.charAt((number * 7) % HAN.length)}` }),
  };
}

const PLAIN_SHOP = { header: ['Bright Lane Bakery', '12 Bright Lane, Singapore 049483'], footer: ['Thank you!'] };
const HAN = '天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈';

/** One outbox for the run; `print` resolves when the printer has said what became of the paper. */
function openOutbox(port: number) {
  const ended = new Map<string, () => void>();
  const outbox = createOutbox({
    transport: createTcpPrinter({
      host: '127.0.0.1',
      port,
      dialect: 'epson',
      answers: 'always',
      hasTickets: false,
      clock: systemClock,
    }),
    clock: { nowMs: () => Date.now(), after: () => () => undefined },
    begin: () => Promise.resolve(true),
    onChange: (jobs) => {
      for (const job of jobs) if (isFinal(job.state)) ended.get(job.jobId)?.();
    },
  });
  return {
    print: (jobId: string, bytes: () => Promise<Uint8Array>): Promise<void> =>
      new Promise((resolve) => {
        ended.set(jobId, resolve);
        outbox.print({ jobId, documentKind: 'sale', bytes });
      }),
    close: outbox.close,
  };
}

/** What a shop's program does today: the same lines through the library's own printing. */
async function libraryAlone(printer: QuickPrinter, layout: ReceiptLayout) {
  const arrived = printer.firstByte();
  const startMs = performance.now();
  const job = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: `tcp://127.0.0.1:${String(printer.port)}` });
  job.add(Buffer.of(0x1b, 0x40));
  for (const line of toText(layout).split('\n')) job.println(line);
  job.cut();
  const size = job.getBuffer().length;
  await job.execute();
  return { tookMs: (await arrived) - startMs, size };
}

async function startQuickPrinter(): Promise<QuickPrinter> {
  let hear: (atMs: number) => void = () => undefined;
  const server: Server = createServer({ allowHalfOpen: false }, (socket) => {
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      const text = chunk.toString('latin1');
      if (text.includes(PRINTED)) hear(performance.now());
      for (let left = text.split(QUESTION).length; left > 1; left -= 1) socket.write(Uint8Array.of(0x12));
      if (text.endsWith('\u001dr\u0001')) socket.write(Uint8Array.of(0));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    firstByte: () =>
      new Promise((resolve) => {
        hear = resolve;
      }),
    close: () => {
      server.close();
    },
  };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
