import { pushButton } from '../drive/people.ts';
import { expect, picture, test } from './fixtures.ts';

/** Gone with real keys alone; the window of the wallet is the customer's phone, and pressed by the customer. */
test.use({ keysOnly: true });

test('practice: every answer of the wallet is told in plain words', async ({ practice }) => {
  const { till, wallet } = practice;
  const stage = till.page.getByTestId('stage');
  const charge = async (digits: string) => {
    const code = await wallet.freshCode();
    await till.keys.focus();
    await till.keys.type(digits);
    await till.keys.press('Return');
    await till.keys.scan(code);
    await expect(stage).toHaveAttribute('data-face', 'waiting');
  };

  await expect(till.page.getByTestId('practice')).toContainText('No real money');
  await charge('4250');
  await expect(stage).toContainText('Waiting for the customer');
  await expect(stage).toContainText(/\d+ seconds left, then Paydesk cancels/);
  await expect(stage).toContainText('Please confirm the payment on your phone.');
  await picture(await wallet.page(), 'practice-wallet-asks');
  await wallet.decide('Approve');
  await expect(stage).toHaveAttribute('data-face', 'paid');
  await expect(stage).toContainText('Receipt printed');
  await picture(till.page, 'practice-paid');
  await till.keys.press('F12');

  await charge('1100');
  await wallet.decide('Decline');
  await expect(stage).toHaveAttribute('data-face', 'not-paid');
  await expect(stage).toContainText('No money was taken.');
  await picture(till.page, 'practice-declined');
  await till.keys.press('F12');

  await charge('1200');
  await wallet.fail('USER_BALANCE_NOT_ENOUGH');
  await expect(stage).toHaveAttribute('data-face', 'not-paid');
  await expect(stage).toContainText('There is not enough money in the wallet.');
  await expect(till.page.getByTestId('small-code')).toContainText('USER_BALANCE_NOT_ENOUGH');
  await till.keys.press('F12');

  await charge('1300');
  await wallet.decide('Ignore');
  await till.keys.focus();
  await till.keys.press('F4');
  await pushButton(till, 'confirm-yes');
  await expect(stage).toHaveAttribute('data-face', 'cancelled');
  await expect(stage).toContainText('You will not be charged for it.');
  await picture(till.page, 'practice-cancelled');
  await expect(till.page.getByTestId('today-taken')).toHaveText('42.50 SGD');
});

test('paper that ran out is said, and the receipt comes when there is paper again; a closed wallet window comes back with F8', async ({
  practice,
}) => {
  const { till, wallet } = practice;
  const stage = till.page.getByTestId('stage');
  await (await wallet.page()).locator('#ask').click();
  await wallet.flip('Paper out');
  const code = await wallet.freshCode();
  await till.keys.focus();
  await till.keys.type('700');
  await till.keys.press('Return');
  await till.keys.scan(code);
  await expect(stage).toHaveAttribute('data-face', 'paid');
  await expect(stage).toContainText('Receipt not printed yet: paper is out.');
  await expect(till.page.getByTestId('health-printer')).toHaveAttribute('data-tone', 'bad');
  await picture(till.page, 'paper-out');

  await wallet.flip('Paper out');
  await expect(stage).toContainText('Receipt printed.', { timeout: 20_000 });
  await expect(till.page.getByTestId('health-printer')).toHaveAttribute('data-tone', 'good');
  await expect((await wallet.page()).locator('#paper')).toContainText('7.00 SGD');

  await (await wallet.page()).close();
  await till.keys.focus();
  await till.keys.press('F8');
  await expect((await wallet.page()).locator('#paper')).toContainText('7.00 SGD');
  await expect(stage).toHaveAttribute('data-face', 'paid');
});
