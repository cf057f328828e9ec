import type { PaymentView } from '../../core/contract/views.ts';
import { expect, picture, test } from './fixtures.ts';

test('a claim of money is entered and counted down; an answer that Alipay+ refuses leaves it to be answered again', async ({
  practice,
}) => {
  const { till, wallet } = practice;
  const { page, keys } = till;
  const stage = page.getByTestId('stage');
  const code = await wallet.freshCode();
  await keys.focus();
  await keys.type('4250');
  await keys.press('Return');
  await keys.scan(code);
  await expect(stage).toHaveAttribute('data-face', 'waiting');
  await wallet.decide('Approve');
  await expect(stage).toHaveAttribute('data-face', 'paid');
  const [payment] = await page.evaluate(async () => {
    type Said = { readonly value: { readonly lastFive: readonly PaymentView[] } };
    const { paydesk } = globalThis as unknown as { paydesk: { invoke: (name: string, request: object) => Promise<Said> } };
    return (await paydesk.invoke('app.snapshot', {})).value.lastFive;
  });

  await keys.press('F2');
  await page.getByTestId('open-disputes').click();
  await picture(page, 'disputes-none');
  await page.getByTestId('dispute-enter').click();
  const form = page.getByTestId('dispute-form');
  await form.getByTestId('choice-escalation').check();
  const fields = form.locator('input[type=text], input:not([type])');
  const texts = ['D-2026-0001', payment?.paymentRequestId ?? '', new Date().toISOString().slice(0, 10), '42.50', 'Never arrived'];
  for (const [at, text] of texts.entries()) await fields.nth(at).fill(text);
  await picture(page, 'disputes-enter');
  await page.getByTestId('dispute-save').click();
  const row = page.getByTestId('dispute-D-2026-0001');
  await expect(row).toHaveAttribute('data-state', 'open');
  await expect(row).toContainText('days');
  await picture(page, 'disputes-open');
  await page.getByTestId('dispute-part').fill('10');
  await page.getByTestId('dispute-accept-part').click();
  // The practice gateway knows nothing of a dispute that was made up here, and says so.
  await expect(page.getByTestId('dispute-said')).toContainText('refused this answer');
  await expect(row).toHaveAttribute('data-state', 'refused');
  await expect(page.getByTestId('dispute-refuse')).toBeEnabled();
  await picture(page, 'disputes-answered');
});
