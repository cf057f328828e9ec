import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, picture, test } from './fixtures.ts';

test('keys that the owner changed are what screen, palette and strip say; a scan is read while a key is chosen; a torn file is told', async ({
  counter,
}) => {
  const { till, gateway, dataDir } = counter;
  const { page, keys } = till;
  await keys.press('F9');
  await page.getByTestId('setup-keys').click();
  await page.getByTestId('key-of-refund').selectOption('F12');
  await expect(page.getByTestId('keys-save')).toBeDisabled();
  await expect(page.getByTestId('choose-refund')).toContainText('Next customer');
  await page.getByTestId('key-of-next').selectOption('F3');
  await page.getByTestId('keys-save').click();
  await expect(page.getByTestId('keys-saved')).toBeVisible();
  await picture(page, 'keys');

  await keys.press('Escape');
  await keys.type('1250');
  await keys.press('Return');
  await keys.press('F9');
  await page.getByTestId('setup-keys').click();
  await page.getByTestId('key-of-refund').focus();
  const code = await gateway.mintCode({ behaviour: 'approve' });
  await keys.scan(code);
  await expect(page.getByTestId('stage')).toHaveAttribute('data-face', 'paid');
  await expect.poll(async () => (await counter.payments()).map(({ chargedMinor }) => chargedMinor)).toEqual([1_250]);

  await expect(page.getByTestId('key-F12')).toContainText('Refund');
  await keys.press('F12');
  await expect(page.getByTestId('refund-dialog')).toBeVisible();
  await keys.press('Escape');
  await expect(page.getByTestId('refund-dialog')).toHaveCount(0);
  await keys.press('ctrl+k');
  await expect(page.getByTestId('palette-next')).toContainText('F3');
  await keys.press('Escape', 'F3');
  await expect(page.getByTestId('stage')).toHaveAttribute('data-face', 'amount');

  await keys.press('F9');
  await page.getByTestId('setup-keys').click();
  await page.getByTestId('keys-strip').click();
  const said = page.getByTestId('keys-strip-file');
  await expect(said).toContainText('keys.pdf', { timeout: 20_000 });
  const file = (await said.innerText()).replace('Saved: ', '');
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  rmSync(file);

  await till.close();
  writeFileSync(path.join(dataDir, 'keys.json'), '{"map":{"cancel":"Escape"');
  const again = await counter.restart();
  await expect(again.page.getByTestId('notice')).toContainText('keys chosen for this counter cannot be read');
  await expect(again.page.getByTestId('key-F3')).toContainText('Refund');
});
