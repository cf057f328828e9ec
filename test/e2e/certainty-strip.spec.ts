import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { decodeEscPos } from '../builders/escpos-decode.ts';
import { papersIn } from '../drive/crash-paper.ts';
import { openCrashShop } from '../drive/crash-shop.ts';
import { joinPictures, type Frame } from '../drive/crash-strip.ts';
import { killTree } from '../drive/crash-tree.ts';
import { launchTill, type Till } from '../drive/till.ts';
import { expect, test } from './fixtures.ts';

/** Gone with real keys alone: a mouse, a finger or a text without keys fails it. */
test.use({ keysOnly: true });

/** Pictures of the run; docs/screens/certainty holds copies of them. */
const folder = path.resolve(import.meta.dirname, '../../out/pictures/certainty');
const WINDOW_MS = 60_000;

test('cable pulled, app killed, started again: not known yet, then Paid, charged once, one receipt', async ({ onPage }) => {
  mkdirSync(folder, { recursive: true });
  const frames: Frame[] = [];
  const shop = await openCrashShop(WINDOW_MS);
  const shot = async (till: Till, name: string, caption: string): Promise<void> => {
    const file = path.join(folder, `${String(frames.length + 1)}-${name}.png`);
    await till.page.screenshot({ path: file, animations: 'disabled' });
    frames.push({ file, caption });
  };
  const shows = (till: Till, face: string) => expect(till.page.getByTestId('stage')).toHaveAttribute('data-face', face);
  const start = async (): Promise<Till> => {
    const started = await launchTill({ dataDir: shop.dataDir, onPage });
    // The pointer would light up whatever it happens to rest on.
    await started.keys.chain(['mousemove', '0', '0']);
    return started;
  };
  let till = await start();
  try {
    await expect(till.page.getByTestId('health-gateway')).toHaveAttribute('data-tone', 'good');
    await till.keys.type('2650');
    await till.keys.press('Return');
    await expect(till.page.getByTestId('amount')).toContainText('26.50');
    await shot(till, 'amount', 'The amount is typed; the customer shows the code.');

    await shop.cable.become('deaf');
    await till.keys.scan('281006020000000000420000');
    await expect.poll(async () => (await shop.books()).payments[0]?.status).toBe('paid');
    await shows(till, 'asking');
    await shot(till, 'asking', 'Scanned. The request has left, and Alipay+ has taken the money; no answer has come yet.');

    await shop.cable.become('out');
    await shows(till, 'unknown');
    await shot(till, 'cable-pulled', 'The network cable is pulled. Nobody here can know, and the screen says so.');

    await killTree(till.pid);
    till = await start();
    await shows(till, 'unknown');
    // The word of this run's own question, not the last word of the run that was killed.
    await expect(till.page.getByTestId('small-code')).toContainText('connect-failed');
    await shot(till, 'started-again', 'Paydesk is killed and started again, still without a network: Not known yet.');

    await shop.cable.become('plain');
    await shows(till, 'paid');
    await expect(till.page.getByTestId('stage')).toContainText('Receipt printed');
    await shot(till, 'paid', 'The network is back. One question to Alipay+: Paid.');

    const papers = papersIn(shop.printer.paper());
    expect(papers).toEqual([{ title: 'SALE', receipt: '2-1', isCopy: false }]);
    expect((await shop.books()).payments).toEqual([expect.objectContaining({ chargedMinor: 2650, netMinor: 2650 })]);
    frames.push({ paper: (await decodeEscPos(shop.printer.paper(), 'cp437')).text, caption: 'Charged once, one receipt.' });
    await joinPictures(frames, path.join(folder, 'strip.png'));
  } finally {
    await till.close().catch(() => undefined);
    await shop.close();
  }
});
