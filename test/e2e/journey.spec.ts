import { decodeEscPos } from '../builders/escpos-decode.ts';
import { HAND_MS, pushButton } from '../drive/people.ts';
import { expect, picture, test } from './fixtures.ts';

/** Gone with real keys alone: a mouse, a finger or a text without keys fails it. */
test.use({ keysOnly: true });

test('amount, scan, paid, receipt, cancel: real keys, real wire, real paper', async ({ counter }, info) => {
  const { till, printer, gateway } = counter;
  const idle = till.keys.count();
  await till.keys.type('4250');
  await expect(till.page.getByTestId('amount')).toContainText('42.50');
  await till.keys.press('Return');
  const code = await gateway.mintCode({ behaviour: 'approve' });
  await till.keys.scan(code);
  await expect(till.page.getByTestId('stage')).toHaveAttribute('data-face', 'paid');
  const { hand, scanner } = till.keys.count();
  const pressed = hand - idle.hand;
  expect([pressed, scanner - idle.scanner]).toEqual(['4250'.length + 1, code.length + 1]);
  info.annotations.push(
    { type: 'keysIdleToPaid', description: String(pressed) },
    { type: 'amountDigits', description: String('4250'.length) },
  );

  const payment = await counter.onlyPayment();
  expect(payment).toMatchObject({ amount: { currency: 'SGD', value: '4250' }, status: 'paid' });
  await expect(till.page.getByTestId('stage')).toContainText('Receipt printed');
  await picture(till.page, 'paid');
  const receipt = await decodeEscPos(printer.paper(), 'cp437');
  expect(receipt.text).toContain('42.50 SGD');
  expect(receipt.text).toContain('Alipay+');
  expect(receipt.text).toContain(payment.paymentRequestId);

  await till.keys.press('F4');
  await pushButton(till, 'confirm-yes');
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
  await till.page.getByTestId('refund-amount').waitFor();
  await till.keys.press('ctrl+a');
  await till.keys.type('4.00');
  await till.keys.press('Tab');
  await till.keys.type('one item returned', HAND_MS);
  await till.keys.press('Return');
  await expect.poll(async () => (await counter.onlyPayment()).refundedMinor).toBe(400);

  const over = await counter.invoke('refund.start', {
    paymentRequestId: (await counter.onlyPayment()).paymentRequestId,
    amount: { currency: 'SGD', amountMinor: 601 },
    reason: null,
  });
  expect(over).toMatchObject({ ok: false, code: 'over-refund' });
  expect((await counter.onlyPayment()).refundedMinor).toBe(400);
});
