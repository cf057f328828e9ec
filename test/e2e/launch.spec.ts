import { expect, test } from '@playwright/test';
import { openPracticeWallet } from '../drive/practice-wallet.ts';
import { sentKeys } from '../drive/sent-keys.ts';
import { openShop } from '../drive/shop.ts';
import { launchApp, type LaunchedApp } from '../drive/till.ts';
import type { BookedPayment } from '../drive/simulator-process.ts';

// The only journey that needs nothing of Linux: the release workflow plays it on Windows and macOS with their own keychains. There it
// leaves an entry in the keychain of whoever runs it, so nobody's own is used unless that is a machine that is thrown away.
test.skip(
  process.platform !== 'linux' && process.env['CI'] === undefined,
  'it would write into your own keychain; set CI to allow it',
);

const faceIs = (app: LaunchedApp, face: string): Promise<void> =>
  expect(app.page.getByTestId('stage')).toHaveAttribute('data-face', face);

async function charge(app: LaunchedApp, amount: string, code: string): Promise<void> {
  const keys = sentKeys(app);
  await keys.type(amount);
  await keys.press('Return');
  await keys.type(code);
  await keys.press('Return');
}

/** As a fault in Chromium would end the page's process. */
const crash = ({ app }: LaunchedApp): Promise<void> =>
  app.evaluate(async ({ BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents;
    const gone = new Promise<void>((resolve) =>
      page?.once('render-process-gone', () => {
        resolve();
      }),
    );
    page?.forcefullyCrashRenderer();
    await gone;
  });

/** Asked through main, because whoever drives the page is gone with its process. */
const shownAfterCrash = ({ app }: LaunchedApp): Promise<string> =>
  app.evaluate(async ({ BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents;
    if (page === undefined || page.isCrashed() || page.isLoading()) return 'crashed';
    return String(await page.executeJavaScript('document.body.innerText'));
  });

test('on any system: Paydesk starts, practises, pays with a key that the system’s keychain kept over a restart, and outlives its page', async () => {
  const shop = await openShop();
  const open: LaunchedApp[] = [];
  const start = async (...args: readonly string[]): Promise<LaunchedApp> => {
    const dataDir = args.includes('--practice') ? `${shop.dataDir}-practice` : shop.dataDir;
    const app = await launchApp({ dataDir, args });
    open.push(app);
    return app;
  };
  const end = async (app: LaunchedApp): Promise<void> => {
    open.splice(open.indexOf(app), 1);
    await app.close();
  };
  try {
    const practice = await start('--practice');
    const wallet = await openPracticeWallet(practice);
    await charge(practice, '1250', await wallet.freshCode());
    await faceIs(practice, 'waiting');
    await wallet.decide('Approve');
    await faceIs(practice, 'paid');
    await end(practice);

    await end(await start('--provision', shop.provisioning));
    const counter = await start();
    await expect(counter.page.getByTestId('health-gateway')).toHaveAttribute('data-tone', 'good');
    await charge(counter, '990', await shop.gateway.mintCode({ behaviour: 'approve' }));
    await faceIs(counter, 'paid');
    const payments = (await shop.gateway.ledger())['payments'] as readonly BookedPayment[];
    expect(payments).toMatchObject([{ status: 'paid', amount: { value: '990' } }]);
    await crash(counter);
    await expect.poll(() => shownAfterCrash(counter)).toContain('9.90');
    await end(counter);
  } finally {
    for (const app of open) await app.close().catch(() => undefined);
    await shop.close();
  }
});
