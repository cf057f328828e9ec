import { SHEET } from '../../core/scan/sheet.ts';
import { pushButton, tabTo } from '../drive/people.ts';
import { expect, picture, test } from './fixtures.ts';

/** Gone with real keys alone: a mouse, a finger or a text without keys fails it. */
test.use({ keysOnly: true });

test('a scanner is set up by three scans, works at once without a restart, and its health shows no code', async ({ counter }) => {
  const { till, gateway } = counter;
  const { page, keys } = till;
  const tabbed = (text: string) => keys.type(`${text}\t`, 4);
  await keys.press('F9');
  await expect(page.getByTestId('setup-scanner')).toHaveAttribute('data-state', 'keyboard');
  await pushButton(till, 'scanner-guided');
  await expect(page.getByTestId('learn-step')).toHaveAttribute('data-scans', '0');
  await picture(page, 'scanner-set-up');
  await keys.scan('4006381333931');
  await expect(page.getByTestId('learn-problem')).toHaveAttribute('data-problem', 'not-the-sheet');
  for (const [at, { digits }] of SHEET.entries()) {
    await tabbed(`]C1${digits}`);
    if (at < 2) await expect(page.getByTestId('learn-step')).toHaveAttribute('data-scans', String(at + 1));
  }
  await expect(page.getByTestId('learn-use')).toBeVisible();
  await picture(page, 'scanner-learnt');
  await pushButton(till, 'learn-use');
  await expect(page.getByTestId('learn-dialog')).toHaveCount(0);
  await expect(page.getByTestId('setup-scanner')).toContainText('Tab');

  const code = await gateway.mintCode({ behaviour: 'approve' });
  await keys.press('Escape');
  await keys.type('725');
  await keys.press('Return');
  await tabbed(`]C1${code}`);
  await expect(page.getByTestId('stage')).toHaveAttribute('data-face', 'paid');
  expect(await counter.onlyPayment()).toMatchObject({ amount: { value: '725' } });
  await keys.press('F9');
  await expect(page.getByTestId('scanner-scan')).toHaveCount(1);
  await expect(page.getByTestId('scanner-scan')).toContainText(`${code.slice(0, 2)}••••${code.slice(-4)}`);
  await page.setViewportSize({ width: 1366, height: 1500 });
  await picture(page, 'settings-scanner');
  const seen = JSON.stringify(await counter.invoke('scanner.view', {})) + (await page.content());
  for (let at = 0; at + 6 <= code.length; at += 1) expect(seen).not.toContain(code.slice(at, at + 6));

  await till.close();
  await counter.restart();
  expect(await counter.invoke('scanner.view', {})).toMatchObject({ value: { setup: { suffix: 'tab', hasAim: true } } });
});

test('a scanner on a wire that this PC does not have is told in words, and the keyboard is heard meanwhile', async ({
  counter,
}) => {
  const { till, gateway } = counter;
  const { page, keys } = till;
  await keys.press('F9');
  await tabTo(page, keys, 'choice-wedge');
  for (const wire of ['hid', 'serial']) {
    await keys.press('Right');
    await expect(page.getByTestId(`choice-${wire}`)).toBeChecked();
  }
  await expect(page.getByTestId('health-scanner')).toContainText('Scanner not plugged in');
  const missing = { prefix: '', suffix: 'enter', hasAim: false, wire: 'serial', port: '/dev/ttyNOBODY', baudRate: 9_600 };
  expect(await counter.invoke('scanner.save', missing)).toEqual({ ok: true, value: {} });
  await expect(page.getByTestId('scanner-fault')).toHaveAttribute('data-fault', 'no-such-port');
  await page.setViewportSize({ width: 1366, height: 1500 });
  await picture(page, 'settings-scanner-refused');
  await keys.press('Escape');
  await keys.type('500');
  await keys.press('Return');
  await keys.scan(await gateway.mintCode({ behaviour: 'approve' }));
  await expect(page.getByTestId('stage')).toHaveAttribute('data-face', 'paid');
});
