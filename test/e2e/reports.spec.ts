import { HAND_MS, pushButton, tabTo, tabUntil, typeInto } from '../drive/people.ts';
import { expect, picture, test } from './fixtures.ts';

/** Gone with real keys alone: a mouse, a finger or a text without keys fails it. */
test.use({ keysOnly: true });

test('in Practice mode a day is sold, reported, fetched and reconciled, and a planted mistake explains itself', async ({
  practice,
}) => {
  const { till } = practice;
  const { page, keys } = till;
  const stage = page.getByTestId('stage');
  await keys.focus();
  for (const [at, digits] of ['4250', '1100', '999', '2500', '1810', '3300'].entries()) {
    await keys.type(digits);
    await keys.press('Return');
    // Its last digits have the practice gateway pay at once.
    await keys.scan(`2810060212345678900${String(at)}0000`);
    await expect(stage).toHaveAttribute('data-face', 'paid');
    await keys.press('F12');
  }

  await keys.press('F2');
  await pushButton(till, 'open-reports');
  await expect(page.getByTestId('reports-empty')).toBeVisible();
  await pushButton(till, 'reports-practice');
  const day = page.getByTestId('reports-day');
  await expect(day).toHaveAttribute('data-state', 'good');
  await expect(page.getByTestId('sum-sold')).toContainText('139.59 SGD');
  await expect(page.getByTestId('sum-reported')).toContainText('139.59 SGD');
  await picture(page, 'reports-month');

  await pushButton(till, 'settlement-enter');
  await page.getByTestId('payout-dialog').waitFor();
  await keys.press('Return');
  await expect(page.getByTestId('settlement-paid')).toContainText('✓');

  await pushButton(till, 'reports-practice-faults');
  await expect(day).toHaveAttribute('data-state', 'open');
  await pushButton(till, 'reports-open-day');
  const differences = page.getByTestId('difference');
  await expect(differences.filter({ hasText: 'The amounts differ' })).toHaveCount(1);
  await expect(page.locator('[data-class=OTHER_COUNTER]')).toContainText('2 rows belong to counter ELSEWHERE');
  await picture(page, 'reports-day');

  const amount = page.locator('[data-class=AMOUNT_MISMATCH]');
  await tabUntil(page, keys, '[data-class=AMOUNT_MISMATCH] [data-testid=difference-explain]');
  await keys.press('Return');
  await page.getByTestId('explain-dialog').waitFor();
  await keys.type('Agreed with the customer', HAND_MS);
  await keys.press('Return');
  await expect(amount).toContainText('Agreed with the customer');
  await picture(page, 'reports-explained');
  await pushButton(till, 'difference-inquire');
  await expect(page.getByTestId('difference-answer').first()).toContainText('Alipay+ does not know this id.');

  await pushButton(till, 'reports-tab-columns');
  const preview = page.getByTestId('columns-preview');
  await expect(preview).toHaveAttribute('data-faults', '0');
  await typeInto(till, 'column-time', 'completedAt');
  await expect(preview).toContainText('the needed columns were not found');
  await keys.press('End');
  await keys.type(' | transactionTime', HAND_MS);
  await expect(preview).toHaveAttribute('data-faults', '0');
  await picture(page, 'reports-columns');
  await pushButton(till, 'reports-tab-setup');
  await tabTo(page, keys, 'setup-rounding');
  await picture(page, 'reports-setup');
});
