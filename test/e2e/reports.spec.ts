import { expect, picture, test } from './fixtures.ts';

test('in Practice mode a day is sold, reported, fetched and reconciled, and a planted mistake explains itself', async ({
  practice,
}) => {
  const { till, wallet } = practice;
  const { page } = till;
  const stage = page.getByTestId('stage');
  for (const digits of ['4250', '1100', '999', '2500', '1810', '3300']) {
    const code = await wallet.freshCode();
    await till.keys.focus();
    await till.keys.type(digits);
    await till.keys.press('Return');
    await till.keys.scan(code);
    await expect(stage).toHaveAttribute('data-face', 'waiting');
    await wallet.decide('Approve');
    await expect(stage).toHaveAttribute('data-face', 'paid');
    await till.keys.press('F12');
  }

  await till.keys.press('F2');
  await page.getByTestId('open-reports').click();
  await expect(page.getByTestId('reports-empty')).toBeVisible();
  await page.getByTestId('reports-practice').click();
  const day = page.getByTestId('reports-day');
  await expect(day).toHaveAttribute('data-state', 'good');
  await expect(page.getByTestId('sum-sold')).toContainText('139.59 SGD');
  await expect(page.getByTestId('sum-reported')).toContainText('139.59 SGD');
  await picture(page, 'reports-month');

  await page.getByTestId('settlement-enter').first().click();
  await page.getByTestId('payout-save').click();
  await expect(page.getByTestId('settlement-paid')).toContainText('✓');

  await page.getByTestId('reports-practice-faults').click();
  await expect(day).toHaveAttribute('data-state', 'open');
  await day.getByRole('button').click();
  const differences = page.getByTestId('difference');
  await expect(differences.filter({ hasText: 'The amounts differ' })).toHaveCount(1);
  await expect(page.locator('[data-class=OTHER_COUNTER]')).toContainText('2 rows belong to counter ELSEWHERE');
  await picture(page, 'reports-day');

  const amount = page.locator('[data-class=AMOUNT_MISMATCH]');
  await amount.getByTestId('difference-explain').click();
  await page.getByTestId('explain-reason').fill('Agreed with the customer');
  await page.getByTestId('explain-save').click();
  await expect(amount).toContainText('Agreed with the customer');
  await page.getByTestId('difference-inquire').first().click();
  await expect(page.getByTestId('difference-answer').first()).toContainText('Alipay+ does not know this id.');

  await page.getByTestId('reports-tab-columns').click();
  const preview = page.getByTestId('columns-preview');
  await expect(preview).toHaveAttribute('data-faults', '0');
  await page.getByTestId('column-time').fill('completedAt');
  await expect(preview).toContainText('the needed columns were not found');
  await page.getByTestId('column-time').fill('completedAt | transactionTime');
  await expect(preview).toHaveAttribute('data-faults', '0');
  await picture(page, 'reports-columns');
  await page.getByTestId('reports-tab-setup').click();
  await picture(page, 'reports-setup');
});
