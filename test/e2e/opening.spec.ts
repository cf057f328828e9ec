import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { decodeEscPos } from '../builders/escpos-decode.ts';
import { READY, startTcpDouble } from '../contract/printer-tcp-double.ts';
import { launchTill } from '../drive/till.ts';
import type { XKeys } from '../drive/x-keys.ts';
import { expect, picture, test } from './fixtures.ts';

/** Gone with real keys alone: a mouse, a finger or a text without keys fails it. */
test.use({ keysOnly: true });

/** A customer's code that the practice gateway pays without asking. */
const PAID_AT_ONCE = '281006020000000000420000';

test('the guided set-up by keys alone: from an empty folder to a practice payment with its slip', async ({ onPage }) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-e2e-'));
  const dataDir = path.join(folder, 'data');
  const printer = await startTcpDouble({ status: READY, gsR: 0 });
  const till = await launchTill({ dataDir, onPage });
  const { page, keys } = till;
  const opening = page.getByTestId('opening');
  const isAt = (place: string) => expect(opening).toHaveAttribute('data-place', place);
  try {
    await isAt('language');
    await picture(page, 'opening-language');
    await keys.press('Return');
    await isAt('shop');
    await isFocused(page, 'opening-shopName');
    await keys.type('Harbour Tea');
    await picture(page, 'opening-shop');
    await keys.press('Return');
    await isAt('alipayplus');
    await keys.press('Right', 'Return');
    await isAt('apply');
    await isFocused(page, 'opening-apply');
    await picture(page, 'opening-apply');
    await keys.press('Return');

    // The counter has started anew in the same window, on settings of its own.
    await expect(opening).toHaveAttribute('data-place', 'scanner', { timeout: 30_000 });
    await expect(page.getByTestId('opening-step-apply')).toHaveAttribute('data-state', 'done');
    expect(JSON.parse(readFileSync(path.join(dataDir, 'settings.json'), 'utf8'))).toMatchObject({
      mode: 'practice',
      shop: { name: 'Harbour Tea' },
    });
    await tabTo(page, keys, 'opening-skip');
    await keys.press('Return');
    await isAt('printer');
    await choosePrinter(page, keys, printer.port);
    await tabTo(page, keys, 'opening-next');
    await keys.press('Return');
    await isAt('customer');
    await picture(page, 'opening-customer');
    await tabTo(page, keys, 'opening-skip');
    await keys.press('Return');
    await isAt('practice');
    await isFocused(page, 'opening-practice');
    await keys.press('Return');

    await expect(page.getByTestId('stage')).toHaveAttribute('data-face', 'amount');
    // The wallet's window may have taken the keyboard.
    await keys.focus();
    await keys.type('4250');
    await keys.press('Return');
    await keys.scan(PAID_AT_ONCE);
    await expect(page.getByTestId('opening-rail')).toHaveAttribute('data-practised', 'true');
    await picture(page, 'opening-practised');
    const slip = await decodeEscPos(printer.paper(), 'cp437');
    for (const said of ['Harbour Tea', '42.50 ', 'Practice receipt - no money was moved']) expect(slip.text).toContain(said);
    await keys.focus();
    // On the checkout Enter and the space bar are the sale's own keys, so the way back is the settings page.
    await keys.press('F9');
    await tabTo(page, keys, 'setup-opening');
    await keys.press('Return');
    await isFocused(page, 'opening-own');
    await keys.press('Return');
    await expect(page.getByTestId('opening-step-practice')).toHaveAttribute('data-state', 'done');
    expect(existsSync(path.join(dataDir, 'opening.json'))).toBe(true);
  } finally {
    await till.close();
    await printer.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** A printer of the network, by its address, and a test page on it. */
async function choosePrinter(page: Page, keys: XKeys, port: number): Promise<void> {
  await isFocused(page, 'setup-printer-choose');
  await keys.press('Return');
  await page.getByTestId('printer-dialog').waitFor();
  await tabTo(page, keys, 'pick-');
  while (!(await page.getByTestId('printer-address').isVisible())) await keys.press('Down');
  await tabTo(page, keys, 'printer-address');
  await keys.press('ctrl+a');
  await keys.type(`127.0.0.1:${String(port)}`);
  await keys.press('Return');
  await expect(page.getByTestId('printer-dialog')).toHaveCount(0);
  await tabTo(page, keys, 'setup-printer-test');
  await keys.press('Return');
  await expect(page.getByTestId('opening-done-printer')).toBeVisible();
  await picture(page, 'opening-printer');
}

const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? '');

const isFocused = (page: Page, testId: string): Promise<void> => expect.poll(() => focused(page)).toBe(testId);

const TABS_MAX = 60;

/** As many tabs as it takes; a part that no tab reaches fails the test. */
async function tabTo(page: Page, keys: XKeys, testId: string): Promise<void> {
  for (let tabs = 0; tabs < TABS_MAX; tabs += 1) {
    if ((await focused(page)).startsWith(testId)) return;
    await keys.press('Tab');
  }
  throw new Error(`no tab reaches ${testId}`);
}
