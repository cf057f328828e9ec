import { decodeEscPos } from '../builders/escpos-decode.ts';
import { expect, picture, test } from './fixtures.ts';

/** Gone with real keys alone: a mouse, a finger or a text without keys fails it. */
test.use({ keysOnly: true });

test('a receipt that is scanned opens its payment from any screen, ready for a refund', async ({ counter }) => {
  const { till, gateway, printer } = counter;
  const stage = till.page.getByTestId('stage');
  await till.keys.type('1980');
  await till.keys.press('Return');
  await till.keys.scan(await gateway.mintCode({ behaviour: 'approve' }));
  await expect(stage).toContainText('Receipt printed');
  const { paymentRequestId } = await counter.onlyPayment();
  const [barcode = ''] = (await decodeEscPos(printer.paper(), 'cp437')).barcodes;

  await till.keys.press('F12');
  await till.keys.press('F2');
  await expect(till.page.getByTestId('history-text')).toBeFocused();
  await till.keys.scan(barcode);
  await expect(till.page.getByTestId('payment-page')).toHaveAttribute('data-payment', paymentRequestId);
  await expect(till.page.getByTestId('act-refund')).toBeVisible();
  await picture(till.page, 'scanned-receipt');

  await till.keys.press('Escape');
  await till.keys.type('350');
  await till.keys.press('Return');
  await till.keys.scan(barcode);
  await expect(till.page.getByTestId('payment-page')).toHaveAttribute('data-payment', paymentRequestId);
  await till.keys.press('F3');
  await till.page.getByTestId('refund-amount').waitFor();
  await till.keys.press('ctrl+a');
  await till.keys.type('9.80');
  await till.keys.press('Return');
  // The dialog has to be gone, or Escape closes it and not the page behind it.
  await expect(till.page.getByTestId('refund-dialog')).toHaveCount(0);
  await till.keys.press('Escape');
  await expect(till.page.getByTestId('amount')).toContainText('3.50');
  await expect.poll(async () => (await counter.onlyPayment()).refundedMinor).toBe(980);
});
