import { existsSync, readdirSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures.ts';

test('a ledger that is taken away: the next customer is refused in words, nothing is begun anew, and a start says why', async ({
  counter,
}) => {
  const { gateway, dataDir } = counter;
  const ledgerFile = path.join(dataDir, 'ledger.sqlite');
  const charge = async (amount: string): Promise<void> => {
    await counter.till.keys.type(amount);
    await counter.till.keys.press('Return');
    await counter.till.keys.scan(await gateway.mintCode({ behaviour: 'approve' }));
  };
  await charge('4250');
  await expect(counter.till.page.getByTestId('stage')).toHaveAttribute('data-face', 'paid');
  await expect(counter.till.page.getByTestId('stage')).toContainText('Receipt printed');

  unlinkSync(ledgerFile);
  await expect(counter.till.page.getByTestId('health-ledger')).toContainText('were removed');
  await charge('990');
  await expect(counter.till.page.getByTestId('notice')).toContainText('Nothing was sent');
  await counter.till.close();

  const { page, keys } = await counter.restart();
  await expect(page.getByTestId('notice')).toContainText('missing or were replaced');
  await keys.type('990');
  await keys.press('Return');
  await keys.scan(await gateway.mintCode({ behaviour: 'approve' }));
  await expect(page.getByTestId('notice')).toContainText('missing or were replaced');
  expect([existsSync(ledgerFile), readdirSync(dataDir).filter((name) => name.includes('.rescued-')).length]).toEqual([false, 1]);
  expect(await counter.payments()).toHaveLength(1);
});
