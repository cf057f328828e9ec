import path from 'node:path';
import { decodeEscPos } from '../builders/escpos-decode.ts';
import { expect, test } from './fixtures.ts';

/** Pictures of the run; those in docs/screens are copies of them. */
const picture = (name: string): string => path.resolve(import.meta.dirname, '../../out/screens', `${name}.png`);

test('amount, scan, paid, receipt, cancel: real keys, real wire, real paper', async ({ counter }) => {
  const { till, printer, gateway } = counter;
  await till.keys.type('4250');
  await expect(till.page.getByTestId('amount')).toContainText('42.50');
  await till.keys.press('Return');
  await till.keys.scan(await gateway.mintCode({ behaviour: 'approve' }));
  await expect(till.page.getByTestId('stage')).toHaveAttribute('data-face', 'paid');

  const payment = await counter.onlyPayment();
  expect(payment).toMatchObject({ amount: { currency: 'SGD', value: '4250' }, status: 'paid' });
  await expect(till.page.getByTestId('stage')).toContainText('Receipt printed');
  await till.page.screenshot({ path: picture('paid') });
  const receipt = await decodeEscPos(printer.paper(), 'cp437');
  expect(receipt.text).toContain('42.50 SGD');
  expect(receipt.text).toContain('Alipay+');
  expect(receipt.text).toContain(payment.paymentRequestId);

  await till.keys.press('F4');
  await till.page.getByTestId('confirm-yes').click();
  await expect(till.page.getByTestId('stage')).toHaveAttribute('data-face', 'cancelled');
  expect(await counter.onlyPayment()).toMatchObject({ status: 'reversed', netMinor: 0 });
});

test('a part is refunded, and more than is left is refused', async ({ counter }) => {
  const { till, gateway } = counter;
  await till.keys.type('1000');
  await till.keys.press('Return');
  await till.keys.scan(await gateway.mintCode({ behaviour: 'approve' }));
  await expect(till.page.getByTestId('stage')).toHaveAttribute('data-face', 'paid');

  await till.keys.press('F3');
  await till.page.getByTestId('refund-amount').fill('4.00');
  await till.page.getByTestId('refund-reason').fill('one item returned');
  await till.page.getByTestId('refund-submit').click();
  await expect.poll(async () => (await counter.onlyPayment()).refundedMinor).toBe(400);

  const over = await counter.invoke('refund.start', {
    paymentRequestId: (await counter.onlyPayment()).paymentRequestId,
    amount: { currency: 'SGD', amountMinor: 601 },
    reason: null,
  });
  expect(over).toMatchObject({ ok: false, code: 'over-refund' });
  expect((await counter.onlyPayment()).refundedMinor).toBe(400);
});
