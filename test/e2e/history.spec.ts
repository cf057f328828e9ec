import type { PaymentView } from '../../core/contract/views.ts';
import { decodeEscPos } from '../builders/escpos-decode.ts';
import { HAND_MS } from '../drive/people.ts';
import { expect, pay, picture, test, type CounterWorld } from './fixtures.ts';

/** A PC set to another zone than its shop: what is shown and what is searched are the shop's time all the same. */
test.use({ keysOnly: true, tillEnv: { TZ: 'America/New_York' } });

async function takePayment(counter: CounterWorld, digits: string): Promise<void> {
  await pay(counter, digits);
  await expect(counter.till.page.getByTestId('stage')).toHaveAttribute('data-face', 'amount');
}

async function lastFive(counter: CounterWorld): Promise<readonly PaymentView[]> {
  return ((await counter.invoke('app.snapshot', {})) as { readonly value: { readonly lastFive: readonly PaymentView[] } }).value
    .lastFive;
}

const shopTime = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Singapore', hour: '2-digit', minute: '2-digit' });

/** Types another search over the one that is there. */
async function look({ till: { keys } }: CounterWorld, text: string): Promise<void> {
  await keys.press('ctrl+a');
  await keys.type(text, HAND_MS);
}

test('a payment is found by amount, order number, payment id and time: keyboard only', async ({ counter }) => {
  const { till } = counter;
  for (const digits of ['1234', '5678', '2000']) await takePayment(counter, digits);
  const taken = await lastFive(counter);
  const [newest, , oldest] = taken;
  if (newest === undefined || oldest === undefined) throw new Error('three payments were taken');
  const rows = till.page.getByTestId('history-row');

  await till.keys.press('F2');
  await expect(rows).toHaveCount(3);
  await look(counter, '56.78');
  await expect(rows).toContainText(['56.78']);
  await look(counter, oldest.orderNumber.toLowerCase());
  await expect(rows).toContainText(['12.34']);
  await look(counter, newest.paymentId?.slice(-8) ?? '');
  await expect(rows).toContainText(['20.00']);
  const atMs = newest.submittedAtMs;
  await look(counter, 'nothing');
  await expect(rows).toHaveCount(0);
  await look(counter, shopTime.format(atMs));
  await expect(rows).toHaveCount(
    taken.filter(({ submittedAtMs }) => shopTime.format(submittedAtMs) === shopTime.format(atMs)).length,
  );
  await expect(rows.first()).toContainText(shopTime.format(atMs));
  await picture(till.page, 'search-by-time');
  await look(counter, shopTime.format(atMs + 3_600_000));
  await expect(till.page.getByText('No payment fits.')).toBeVisible();

  await look(counter, '12.34');
  await expect(rows).toHaveCount(1);
  await till.keys.press('Tab', 'Return');
  await expect(till.page.getByTestId('payment-page')).toHaveAttribute('data-payment', oldest.paymentRequestId);
});

test('the payment’s page tells every event, refunds end where the money ends, a reprint says COPY: keyboard only', async ({
  counter,
}) => {
  const { till, printer } = counter;
  await takePayment(counter, '1000');
  const before = printer.paper().length;
  await till.keys.press('F2');
  await expect(till.page.getByTestId('history-row')).toHaveCount(1);
  await till.keys.press('Tab', 'Return');
  const timeline = till.page.getByTestId('timeline-row');
  await expect(timeline).toHaveCount(4);
  for (const [at, words] of ['Charge requested', 'Alipay+ says: paid', 'Receipt begun', 'Receipt printed'].entries()) {
    await expect(timeline.nth(at)).toContainText(words);
    await expect(timeline.nth(at).locator('time')).toHaveText(/^\d{2}:\d{2}:\d{2}$/);
  }
  await picture(till.page, 'payment-page');

  await till.keys.press('F6');
  await expect(timeline).toHaveCount(6);
  expect((await decodeEscPos(printer.paper().slice(before), 'cp437')).text).toContain('COPY');
  expect((await decodeEscPos(printer.paper().slice(0, before), 'cp437')).text).not.toContain('COPY');

  await refund(counter, '2.50');
  await refund(counter, '3.00');
  await till.keys.press('F3');
  await till.page.getByTestId('refund-amount').waitFor();
  await till.keys.type('4.51', HAND_MS);
  await expect(till.page.getByTestId('refund-error')).toHaveText('Only 4.50 SGD can still be refunded.');
  await expect(till.page.getByTestId('refund-submit')).toBeDisabled();
  await picture(till.page, 'refund-too-much');
  await till.keys.press('Return');
  await expect(till.page.getByTestId('refund-dialog')).toBeVisible();
  expect(await counter.onlyPayment()).toMatchObject({ refundedMinor: 550 });
  await till.keys.press('Escape');
  await expect(till.page.getByTestId('refund-dialog')).toHaveCount(0);

  await refund(counter, '4.50');
  expect(await counter.onlyPayment()).toMatchObject({ refundedMinor: 1000, netMinor: 0 });
  await expect(till.page.getByTestId('refund-row')).toHaveCount(3);
  await expect(till.page.getByTestId('act-refund')).toHaveCount(0);
  await expect(till.page.getByTestId('payment-page')).toContainText('10.00 SGD of it went back to the customer.');
  await expect(till.page.getByTestId('rail-row')).toContainText('10.00 back');
  await picture(till.page, 'refunded-in-full');
});

async function refund({ till: { page, keys } }: CounterWorld, amount: string): Promise<void> {
  const rows = page.locator('[data-testid="refund-row"][data-state="refunded"]');
  const already = await rows.count();
  await keys.press('F3');
  await page.getByTestId('refund-amount').waitFor();
  await keys.type(amount, HAND_MS);
  await keys.press('Return');
  await expect(rows).toHaveCount(already + 1);
}
