import { expect, test } from './fixtures.ts';

/** Last four digits that tell the practice gateway to book the payment and drop the answer. */
const ANSWER_DROPPED = '1005';

test.describe('pulling the plug', () => {
  test('after the gateway stored the request: Paid on restart, charged once', async ({ counter }) => {
    await counter.till.keys.type('1850');
    await counter.till.keys.press('Return');
    await counter.till.keys.scan(`28100602000000000012${ANSWER_DROPPED}`);
    await expect.poll(async () => (await counter.payments())[0]?.status).toBe('paid');
    await counter.till.kill();

    const till = await counter.restart();
    await expect(till.page.getByTestId('stage')).toHaveAttribute('data-face', 'paid');
    await expect(till.page.getByTestId('stage')).toContainText('18.50');
    expect(await counter.onlyPayment()).toMatchObject({ status: 'paid', chargedMinor: 1850, netMinor: 1850 });
  });
});

test.describe('pulling the plug between the durable row and the first byte', () => {
  test.use({ tillEnv: { PAYDESK_HALT_AT: 'journal-payment-submitted' }, wishes: { paymentWindowMs: 10_000 } });

  test('closed by cancel, no charge', async ({ counter }) => {
    await counter.till.keys.type('990');
    await counter.till.keys.press('Return');
    await counter.till.keys.scan('281006020000000000125733');
    await expect.poll(() => counter.till.output()).toContain('mark journal-payment-submitted');
    await counter.till.kill();
    expect(await counter.payments()).toEqual([]);

    const till = await counter.restart({ PAYDESK_HALT_AT: '' });
    await expect(till.page.getByTestId('stage')).toHaveAttribute('data-face', /asking|unknown|cancelling/);
    await expect(till.page.getByTestId('stage')).toHaveAttribute('data-face', 'cancelled', { timeout: 30_000 });
    expect((await counter.payments()).reduce((sum, payment) => sum + payment.chargedMinor, 0)).toBe(0);
  });
});
