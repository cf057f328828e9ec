import { openNewestPayment, pushButton, tabTo, typeInto } from '../drive/people.ts';
import { expect, picture, test } from './fixtures.ts';

/** Gone with real keys alone: a mouse, a finger or a text without keys fails it. */
test.use({ keysOnly: true });

test('an order for China is declared in two parts, never above what may be declared; other payments show nothing of it', async ({
  practice,
}) => {
  const { till } = practice;
  const { page, keys } = till;
  const stage = page.getByTestId('stage');
  const sell = async (code: string): Promise<void> => {
    await keys.focus();
    await keys.type('4250');
    await keys.press('Return');
    await keys.scan(code);
    await expect(stage).toHaveAttribute('data-face', 'paid');
  };

  await sell('281006021234567890009977');
  await openNewestPayment(till);
  await expect(page.getByTestId('payment-page').getByTestId('timeline-row').first()).toBeVisible();
  await expect(page.getByTestId('customs-part')).toHaveCount(0);
  await keys.press('F12');

  await sell('280312345678907001');
  await openNewestPayment(till);
  await picture(page, 'customs-part');
  await pushButton(till, 'open-customs');
  const form = page.getByTestId('declare-form');
  await tabTo(page, keys, 'choice-whole');
  await keys.press('Right');
  const part = async (amount: string, order: string): Promise<void> => {
    await typeInto(till, 'declare-amount', amount);
    await typeInto(till, 'declare-referenceOrderId', order);
    await keys.press('Return');
  };
  await typeInto(till, 'declare-customsCode', 'ZONGSHU');
  await typeInto(till, 'declare-merchantCustomsCode', '4401960001');
  await typeInto(till, 'declare-merchantCustomsName', 'Harbour Tea');
  await part('9999', 'WEB-1');
  await expect(page.getByTestId('customs-said')).toHaveAttribute('data-declared', 'amount-too-high');
  await tabTo(page, keys, 'choice-none');
  await keys.press('Right', 'Right');
  await typeInto(till, 'buyer-number', 'E58209001');
  await typeInto(till, 'buyer-name', 'Li Wei');
  await picture(page, 'customs-form');
  await part('100', 'WEB-1');
  await expect(page.getByTestId('customs-said')).toHaveAttribute('data-declared', 'taken');
  await expect(page.getByTestId('declaration-identity')).toHaveAttribute('data-check', 'CHECK_NOT_PASSED');
  await expect(form.getByTestId('buyer-number')).toHaveValue('');
  await picture(page, 'customs-declared');
});
