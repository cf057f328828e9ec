import { existsSync, rmSync } from 'node:fs';
import { HAND_MS, pushButton, tabTo } from '../drive/people.ts';
import type { Till } from '../drive/till.ts';
import { expect, picture, test } from './fixtures.ts';

/** Gone with real keys alone: a mouse, a finger or a text without keys fails it. */
test.use({ keysOnly: true });

/** Chooses what the palette finds first for the words. */
async function choose({ page, keys }: Till, words: string): Promise<void> {
  await keys.press('ctrl+k');
  await page.getByTestId('palette-text').waitFor();
  await keys.type(words, HAND_MS);
  await keys.press('Return');
  await page.getByTestId('palette').waitFor({ state: 'detached' });
}

test('help, health, the file for whoever helps, language, look, volume and the customer’s display are reached and changed by keys alone', async ({
  counter,
}) => {
  const { till } = counter;
  const { page, keys } = till;
  await keys.press('F1');
  await page.getByTestId('help-text').waitFor();
  await keys.type('print', HAND_MS);
  await expect(page.getByTestId('help-printer')).toBeVisible();
  // The first empties the field.
  await keys.press('Escape', 'Escape');
  await page.getByTestId('help-dialog').waitFor({ state: 'detached' });

  await choose(till, 'health');
  await expect(page.getByTestId('save-incident')).toBeVisible();
  await keys.press('ctrl+i');
  const saved = page.getByTestId('incident-saved');
  await expect(saved).toContainText('.json');
  const file = /\S*paydesk-incident\S*\.json/.exec(await saved.innerText())?.[0] ?? '';
  expect(existsSync(file)).toBe(true);
  rmSync(file);
  await choose(till, 'updates');
  await expect(page.getByTestId('updates')).toBeVisible();

  await keys.press('F9');
  await tabTo(page, keys, 'setup-language');
  await keys.press('d');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await tabTo(page, keys, 'choice-system');
  for (const theme of ['light', 'dark']) {
    await keys.press('Right');
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
  }
  await tabTo(page, keys, 'volume');
  await keys.press('End');
  await pushButton(till, 'hear-unknown');
  await tabTo(page, keys, 'choice-customer-use-no');
  await keys.press('Right');
  await expect(page.getByTestId('customer-language')).toBeVisible();
  await picture(page, 'settings-by-keys');
  expect(await counter.invoke('customer.view', {})).toMatchObject({ value: { choice: { isOn: true } } });
  expect(await counter.invoke('app.snapshot', {})).toMatchObject({
    value: { display: { language: 'de', theme: 'dark', volume: 100 } },
  });
  await keys.press('Escape');
  await expect(page.getByTestId('stage')).toHaveAttribute('data-face', 'amount');
});
