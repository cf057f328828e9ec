import { expect, picture, test } from './fixtures.ts';

test('an order for China is declared in two parts, never above what may be declared; other payments show nothing of it', async ({
  practice,
}) => {
  const { page, keys } = practice.till;
  const stage = page.getByTestId('stage');
  const sell = async (code: string): Promise<void> => {
    await keys.focus();
    await keys.type('4250');
    await keys.press('Return');
    await keys.scan(code);
    await expect(stage).toHaveAttribute('data-face', 'paid');
  };

  await sell('281006021234567890009977');
  await page.getByTestId('rail-row').first().click();
  await expect(page.getByTestId('payment-page').getByTestId('timeline-row').first()).toBeVisible();
  await expect(page.getByTestId('customs-part')).toHaveCount(0);
  await keys.press('F12');

  await sell('280312345678907001');
  await page.getByTestId('rail-row').first().click();
  await picture(page, 'customs-part');
  await page.getByTestId('open-customs').click();
  const form = page.getByTestId('declare-form');
  await form.getByTestId('choice-split').check();
  const part = async (amount: string, order: string): Promise<void> => {
    await form.getByTestId('declare-amount').fill(amount);
    await form.getByTestId('declare-referenceOrderId').fill(order);
    await form.getByTestId('declare-send').click();
  };
  await form.getByTestId('declare-customsCode').fill('ZONGSHU');
  await form.getByTestId('declare-merchantCustomsCode').fill('4401960001');
  await form.getByTestId('declare-merchantCustomsName').fill('Harbour Tea');
  await part('9999', 'WEB-1');
  await expect(page.getByTestId('customs-said')).toHaveAttribute('data-declared', 'amount-too-high');
  await form.getByTestId('choice-ID_CARD').check();
  await form.getByTestId('buyer-number').fill('310101199001019001');
  await form.getByTestId('buyer-name').fill('Li Wei');
  await picture(page, 'customs-form');
  await part('100', 'WEB-1');
  await expect(page.getByTestId('customs-said')).toHaveAttribute('data-declared', 'taken');
  await expect(page.getByTestId('declaration-identity')).toHaveAttribute('data-check', 'CHECK_NOT_PASSED');
  await expect(form.getByTestId('buyer-number')).toHaveValue('');
  await picture(page, 'customs-declared');
});
