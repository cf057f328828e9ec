import { xKeys, type XKeys } from './x-keys.ts';
import { openPracticeWallet } from './practice-wallet.ts';
import type { Till } from './till.ts';
import type { Page } from 'playwright';

/** Where the keyboard is when a scan comes. */
export const FOCUS_STATES = ['checkout', 'note-field', 'search-field', 'dialog-button', 'customer-window', 'restored'] as const;

/** One of the six. */
export type FocusState = (typeof FOCUS_STATES)[number];

/** What a scan must leave as it was. */
export type Sight = {
  /** Text and selection of the focused field, the amount on the stage, and what is open. */
  readonly text: string;
  readonly presses: number;
};

/** The windows of a till in Practice mode, to be put into each focus state and looked at. */
export type Places = {
  readonly go: (state: FocusState) => Promise<void>;
  readonly look: () => Promise<Sight>;
};

/** Finds both windows and starts counting what is pressed in them. */
export async function openPlaces(till: Till, env: NodeJS.ProcessEnv): Promise<Places> {
  const wallet = await (await openPracticeWallet(till)).page();
  const walletKeys = await xKeys(till.pid, /wallet/i, env);
  for (const page of [till.page, wallet]) await page.evaluate(countPresses);
  let current: FocusState = 'checkout';
  return {
    go: async (state) => {
      current = state;
      await settle(till.page);
      await GO[state]({ till, wallet, walletKeys });
    },
    look: async () => {
      const page = current === 'customer-window' ? wallet : till.page;
      const [text, cashier, customer] = await Promise.all([
        page.evaluate(sight, FIELDS[current] ?? null),
        till.page.evaluate(presses),
        wallet.evaluate(presses),
      ]);
      return { text, presses: cashier + customer };
    },
  };
}

type Windows = { readonly till: Till; readonly wallet: Page; readonly walletKeys: XKeys };

const GO: Readonly<Record<FocusState, (windows: Windows) => Promise<void>>> = {
  checkout: ({ till }) => till.keys.focus(),
  'note-field': async ({ till }) => {
    await openField(till, 'F7', 'note-text', 'seven cups');
  },
  'search-field': async ({ till }) => {
    await openField(till, 'F2', 'history-text', 'tea');
  },
  'dialog-button': async ({ till }) => {
    await till.page.keyboard.press('F1');
    await till.page.getByTestId('help-close').focus();
    await till.keys.focus();
  },
  'customer-window': ({ walletKeys }) => walletKeys.focus(),
  restored: async ({ till }) => {
    await till.app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().startsWith('app://'));
      window?.hide();
      window?.show();
    });
    await till.keys.focus();
  },
};

/** What stands in these must stay, also when the keyboard has left them. */
const FIELDS: Partial<Record<FocusState, string>> = { 'note-field': 'note-text', 'search-field': 'history-text' };

async function openField({ page, keys }: Till, key: string, testId: string, text: string): Promise<void> {
  await page.keyboard.press(key);
  const field = page.getByTestId(testId);
  await field.fill(text);
  await field.selectText();
  await keys.focus();
}

/** Playwright's own keys bypass main, so they close what is open whatever the scanner did. */
async function settle(page: Page): Promise<void> {
  for (let tries = 0; tries < 5 && !(await page.evaluate(isBare)); tries += 1) await page.keyboard.press('Escape');
}

const isBare = (): boolean =>
  document.querySelector('dialog[open], [data-testid="history"], [data-testid="payment-page"], [data-testid="setup"]') === null;

function countPresses(): void {
  const scope = globalThis as unknown as { paydeskPresses: number };
  scope.paydeskPresses = 0;
  for (const name of ['click', 'submit', 'cancel'])
    window.addEventListener(
      name,
      () => {
        scope.paydeskPresses += 1;
      },
      true,
    );
}

const presses = (): number => (globalThis as unknown as { paydeskPresses: number }).paydeskPresses;

function sight(testId: string | null): string {
  const field = testId === null ? document.activeElement : document.querySelector(`[data-testid="${testId}"]`);
  const isText = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  const text = isText ? [field.value, String(field.selectionStart), String(field.selectionEnd)] : [field?.tagName ?? ''];
  const amount = document.querySelector('[data-testid="amount"]')?.textContent ?? '';
  const open = Array.from(document.querySelectorAll('dialog[open]'), (dialog) => dialog.getAttribute('data-testid') ?? '');
  return [...text, amount, ...open].join(' | ');
}
