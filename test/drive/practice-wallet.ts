import type { Page } from 'playwright';
import type { Till } from './till.ts';

/** The customer's phone and the practice printer, as the page in the second window shows them. */
export type PracticeWallet = {
  /** The page that is open now; it changes when the window is closed and opened again. */
  readonly page: () => Promise<Page>;
  /** Makes a fresh code with the page's own button and reads its digits from the screen. */
  readonly freshCode: () => Promise<string>;
  /** Presses a button of the sheet that asks "Pay this?". */
  readonly decide: (button: 'Approve' | 'Decline' | 'Ignore') => Promise<void>;
  /** Fails the payment for the reason with this result code. */
  readonly fail: (resultCode: string) => Promise<void>;
  /** Flips a switch of the practice printer. */
  readonly flip: (name: 'Paper out' | 'Cover open') => Promise<void>;
};

/** Finds the wallet that Paydesk opens beside itself in Practice mode. */
export async function openPracticeWallet({ app }: Pick<Till, 'app'>): Promise<PracticeWallet> {
  const isWallet = (page: Page) => page.url().startsWith('http://127.0.0.1');
  const page = async () => app.windows().find(isWallet) ?? app.waitForEvent('window', isWallet);
  await (await page()).locator('#bars svg').waitFor();
  return {
    page,
    freshCode: async () => freshCode(await page()),
    decide: async (button) => {
      await (await page()).getByRole('button', { name: button, exact: true }).click();
    },
    fail: async (resultCode) => {
      const wallet = await page();
      await wallet.getByRole('combobox').selectOption(resultCode);
      await wallet.getByRole('button', { name: 'Fail', exact: true }).click();
    },
    flip: async (name) => {
      await (await page()).getByRole('switch', { name }).click();
    },
  };
}

async function freshCode(wallet: Page): Promise<string> {
  const done = wallet.getByRole('button', { name: 'Done' });
  if (await done.isVisible()) await done.click();
  const minted = wallet.waitForResponse((response) => response.url().endsWith('/wallet/codes'));
  await wallet.locator('#renew').click();
  await (await minted).finished();
  const number = wallet.locator('#number');
  if ((await number.getAttribute('aria-pressed')) !== 'true') await number.click();
  return (await wallet.locator('#digits').innerText()).replace(/\s/g, '');
}
