import { decodeEscPos } from '../builders/escpos-decode.ts';
import { apiCalls, expect, picture, test, type CounterWorld } from './fixtures.ts';

/** Gone with real keys alone: a mouse, a finger or a text without keys fails it. */
test.use({ keysOnly: true });

/** Slow enough for the counter to know a person's typing from a scan. */
const BY_HAND_MS = 120;

const stageOf = ({ till }: CounterWorld) => till.page.getByTestId('stage');

async function typeAmount({ till }: CounterWorld, digits: string): Promise<void> {
  await till.keys.type(digits);
  await till.keys.press('Return');
}

test('a code typed by hand is charged, and the page never holds its digits', async ({ counter }) => {
  const { till, gateway } = counter;
  const code = await gateway.mintCode({ behaviour: 'approve' });
  await till.page.evaluate(keepEverythingShown);
  await typeAmount(counter, '1575');
  await till.keys.press('ctrl+e');
  await expect(stageOf(counter)).toHaveAttribute('data-face', 'code');
  await till.keys.type(code, BY_HAND_MS);
  await expect(till.page.getByTestId('code-mask')).toHaveAccessibleName(`${String(code.length)} digits`);
  await picture(till.page, 'code-by-hand');
  await till.keys.press('Return');
  await expect(stageOf(counter)).toHaveAttribute('data-face', 'paid');

  const shown = await till.page.evaluate(() => (globalThis as unknown as { shown: readonly string[] }).shown.join('\n'));
  expect(shown).toContain('15.75');
  for (let at = 0; at + 6 <= code.length; at += 1) expect(shown).not.toContain(code.slice(at, at + 6));
  expect(await counter.onlyPayment()).toMatchObject({ status: 'paid', chargedMinor: 1575 });
});

test('a wrong code is refused with advice and never reaches the gateway', async ({ counter }) => {
  const { till } = counter;
  await typeAmount(counter, '880');
  const wrong = [
    ['134567890123456789', 'That is a WeChat Pay code'],
    ['https://example.com/pay/281006021234', 'That is a web link, not a payment code'],
    ['281006041234567890123456', 'That is a code for customers to scan'],
    ['281006021234', 'That is not a payment code'],
    ['6212345678901234567', 'That is a UnionPay code'],
  ] as const;
  for (const [code, words] of wrong) {
    await till.keys.scan(code);
    await expect(till.page.getByTestId('notice')).toContainText(words);
    await expect(till.page.getByTestId('notice')).toContainText('Nothing was charged.');
    await expect(till.page.getByTestId('amount')).toContainText('8.80');
  }
  await picture(till.page, 'wrong-code');
  expect(await apiCalls(counter.gateway, 'pay')).toEqual([]);

  await till.keys.scan(await counter.gateway.mintCode({ behaviour: 'approve' }));
  await expect(stageOf(counter)).toHaveAttribute('data-face', 'paid');
  expect(await counter.onlyPayment()).toMatchObject({ chargedMinor: 880 });
});

test('a scan before the amount waits for it, a used code is refused, and "not paid" is charged again under a new number', async ({
  counter,
}) => {
  const { till, gateway } = counter;
  const code = await gateway.mintCode({ behaviour: 'approve' });
  await till.keys.scan(code);
  await expect(stageOf(counter)).toContainText('The code is in, the amount is missing');
  await picture(till.page, 'amount-missing');
  expect(await apiCalls(gateway, 'pay')).toEqual([]);
  await typeAmount(counter, '1250');
  await expect(stageOf(counter)).toHaveAttribute('data-face', 'paid');
  expect(await counter.onlyPayment()).toMatchObject({ status: 'paid', chargedMinor: 1250 });

  await till.keys.scan(code);
  await expect(till.page.getByTestId('notice')).toContainText('That code was used before');
  await expect(stageOf(counter)).toHaveAttribute('data-face', 'paid');
  await expect(till.page.getByText('Thank you, the payment went through.')).toBeInViewport();
  await picture(till.page, 'code-used-before');
  await till.keys.press('F12');
  await typeAmount(counter, '300');
  await till.keys.scan(code);
  await expect(till.page.getByTestId('notice')).toContainText('That code was used before');
  expect(await apiCalls(gateway, 'pay')).toHaveLength(1);

  await till.keys.scan('281006020000000000022003');
  await expect(stageOf(counter)).toHaveAttribute('data-face', 'not-paid');
  await expect(stageOf(counter)).toContainText('There is not enough money in the wallet.');
  await till.keys.scan(await gateway.mintCode({ behaviour: 'approve' }));
  await expect(stageOf(counter)).toHaveAttribute('data-face', 'paid');
  const [, refused, paid] = await counter.payments();
  expect(refused).toMatchObject({ status: 'failed', amount: { value: '300' }, chargedMinor: 0 });
  expect(paid).toMatchObject({ status: 'paid', amount: { value: '300' }, chargedMinor: 300 });
  expect(paid?.paymentRequestId).not.toBe(refused?.paymentRequestId);
});

for (const { currency, typed, shown, value } of [
  { currency: 'JPY', typed: '12500', shown: '12,500', value: '12500' },
  { currency: 'KWD', typed: '12500', shown: '12.500', value: '12500' },
]) {
  test.describe(currency, () => {
    test.use({ wishes: { currency } });

    test(`${currency} has its own number of decimals on the screen, on the wire and on paper`, async ({ counter }) => {
      await typeAmount(counter, typed);
      await expect(counter.till.page.getByTestId('amount')).toContainText(shown);
      await counter.till.keys.scan(await counter.gateway.mintCode({ behaviour: 'approve' }));
      await expect(stageOf(counter)).toContainText('Receipt printed');
      await expect(stageOf(counter)).toContainText(`${shown} ${currency}`);
      expect(await counter.onlyPayment()).toMatchObject({ amount: { currency, value } });
      expect((await decodeEscPos(counter.printer.paper(), 'cp437')).text.replaceAll(',', '')).toContain(
        `${shown.replaceAll(',', '')} ${currency}`,
      );
    });
  });
}

test('a lost network is never a "failed": others are served meanwhile, and it settles by itself', async ({ counter }) => {
  const { till, gateway } = counter;
  await gateway.control('faults', { name: 'close-before', count: 1_000 });
  await typeAmount(counter, '2400');
  await till.keys.scan(await gateway.mintCode({ behaviour: 'approve' }));
  await expect(stageOf(counter)).toHaveAttribute('data-face', 'unknown');
  await expect(stageOf(counter)).toContainText('Do not charge again.');
  await expect(till.page.getByTestId('health-gateway')).toHaveAttribute('data-tone', 'bad');
  await picture(till.page, 'not-known-yet');
  await till.keys.scan(await gateway.mintCode({ behaviour: 'approve' }));
  await expect(till.page.getByTestId('notice')).toContainText('A payment is still open here');
  await expect(till.page.getByText('I am checking with your wallet')).toBeInViewport();
  await picture(till.page, 'busy-notice');

  await gateway.clearFaults();
  await gateway.control('faults', { name: 'close-before', count: 1_000, api: 'inquiryPayment' });
  await till.keys.press('F12');
  await typeAmount(counter, '500');
  await till.keys.scan(await gateway.mintCode({ behaviour: 'approve' }));
  await expect(stageOf(counter)).toHaveAttribute('data-face', 'paid');
  await expect(till.page.getByTestId('tray-row')).toHaveAttribute('data-face', 'unknown');
  await picture(till.page, 'tray');

  await gateway.clearFaults();
  await expect(till.page.getByTestId('tray-row')).toHaveCount(0, { timeout: 15_000 });
  await expect(till.page.locator('[data-testid="rail-row"][data-face="paid"]')).toHaveCount(2);
  const charged = (await counter.payments()).map(({ status, chargedMinor }) => [status, chargedMinor]);
  expect(charged).toHaveLength(2);
  expect(charged).toContainEqual(['paid', 2400]);
  expect(charged).toContainEqual(['paid', 500]);
});

test.describe('a gateway that only ever answers "unknown"', () => {
  test.use({ wishes: { paymentWindowMs: 10_000 } });

  test('is given up on time by a cancel, and the money that was taken goes back', async ({ counter }) => {
    await typeAmount(counter, '9903');
    await counter.till.keys.scan(await counter.gateway.mintCode());
    await expect(stageOf(counter)).toHaveAttribute('data-face', /waiting|unknown/);
    await expect(stageOf(counter)).toHaveAttribute('data-face', 'cancelled', { timeout: 25_000 });
    await expect(stageOf(counter)).toContainText('The payment is cancelled. You will not be charged for it.');
    expect(await counter.onlyPayment()).toMatchObject({ status: 'reversed', chargedMinor: 9903, netMinor: 0 });
    expect(await apiCalls(counter.gateway, 'cancelPayment')).not.toEqual([]);
  });
});

/** Runs in the page: keeps every text the page was ever sent or ever showed. */
function keepEverythingShown(): void {
  const shown: string[] = [];
  Object.assign(globalThis, { shown });
  const { paydesk } = globalThis as unknown as { paydesk: { onSnapshot: (listener: (snapshot: unknown) => void) => void } };
  paydesk.onSnapshot((snapshot) => {
    shown.push(JSON.stringify(snapshot));
  });
  new MutationObserver(() => {
    shown.push(document.documentElement.outerHTML);
  }).observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true });
  for (const type of ['keydown', 'keypress', 'keyup', 'input']) {
    addEventListener(
      type,
      (event) => {
        if (event instanceof KeyboardEvent) shown.push(event.key);
      },
      { capture: true },
    );
  }
}
