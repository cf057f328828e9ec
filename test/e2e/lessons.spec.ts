import { expect, picture, test } from './fixtures.ts';

/** Gone with real keys alone; the window of the wallet is the customer's phone. */
test.use({ keysOnly: true });

test('a lesson is begun, done at the real checkout and finished by keys alone; Esc leaves it and changes no payment', async ({
  practice,
}) => {
  const { till, wallet } = practice;
  const lesson = till.page.getByTestId('lesson');
  await till.keys.focus();
  await till.keys.press('ctrl+o');
  await expect(till.page.getByTestId('lesson-begin-pay')).toBeFocused();
  await picture(till.page, 'lessons');
  await till.keys.press('Return');
  await expect(lesson).toHaveAttribute('data-place', 'pay-charge');
  const code = await wallet.freshCode();
  await till.keys.focus();
  await till.keys.type('500');
  await till.keys.press('Return');
  await till.keys.scan(code);
  await expect(lesson).toHaveAttribute('data-place', 'pay-confirm');
  await picture(till.page, 'lesson-waits');
  await expect(lesson).toHaveAttribute('data-place', 'pay-done', { timeout: 15_000 });
  await expect(till.page.getByTestId('stage')).toHaveAttribute('data-face', 'paid');
  await picture(till.page, 'lesson-finished');
  await till.keys.press('Escape');
  await expect(lesson).toHaveCount(0);
  await expect(till.page.getByTestId('stage')).toHaveAttribute('data-face', 'paid');
  await till.keys.press('ctrl+o');
  await expect(till.page.getByTestId('lesson-row-pay')).toHaveAttribute('data-times', '1');
});
