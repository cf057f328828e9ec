import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from '@playwright/test';
import { PNG } from 'pngjs';
import { decodeEscPos } from '../builders/escpos-decode.ts';
import { OWN, plug, POLE } from '../drive/customer-screen.ts';
import { customerPage } from './customer-screen.ts';
import { expect, picture, test, type CounterWorld } from './fixtures.ts';

/** Nobody's artwork, three times as wide as high; drawn 512 high it is 1536 wide. */
const drawing = (inside = '', viewBox = '0 0 300 100') =>
  Buffer.from(
    `<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}">${inside}
<rect width="300" height="100" rx="24" fill="#7a3cc8"/><circle cx="50" cy="50" r="30" fill="#ffffff"/></svg>`,
  );

function png(width: number, height: number, [red, green, blue]: readonly [number, number, number]): Buffer {
  const image = new PNG({ width, height });
  for (let at = 0; at < image.data.length; at += 4) image.data.set([red, green, blue, 255], at);
  return PNG.sync.write(image);
}

const TEAL = [12, 140, 150] as const;
const GREY = [90, 90, 90] as const;

/** Lets a file fall on a field of the brand page, as from a folder's window, and tells what was said. */
async function drop({ till }: CounterWorld, slot: 'mark' | 'wallet', name: string, body: Buffer): Promise<string> {
  const dataTransfer = await till.page.evaluateHandle(
    ([base64, fileName]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], fileName));
      return transfer;
    },
    [body.toString('base64'), name] as const,
  );
  await till.page.getByTestId(`brand-${slot}-file`).dispatchEvent('drop', { dataTransfer });
  const outcome = till.page.getByTestId('brand-outcome');
  await expect(outcome).toBeVisible();
  return outcome.innerText();
}

async function openBrandPage({ till }: CounterWorld): Promise<void> {
  await till.keys.press('F9');
  await till.page.getByTestId('setup-brand').click();
  await till.page.getByTestId('brand-checklist').waitFor();
}

const shows = (marks: Locator, width: number): Promise<void> =>
  expect(marks.locator('img')).toHaveJSProperty('naturalWidth', width);

test('the owner’s official files stand on the till, the customer’s display and the receipt; recoloured, small or stretched ones are refused', async ({
  counter,
}) => {
  const { till, gateway, printer, dataDir } = counter;
  await counter.invoke('customer.save', { isOn: true, screen: null, language: 'en', followsWallet: false });
  await plug(till, OWN, POLE);
  const display = await customerPage(counter);
  await openBrandPage(counter);

  expect(await drop(counter, 'mark', 'grey.png', png(300, 100, GREY))).toContain('no colours');
  expect(await drop(counter, 'mark', 'small.png', png(285, 95, TEAL))).toContain('less than 96 dots');
  expect(await drop(counter, 'mark', 'wide.png', png(900, 100, TEAL))).toContain('too wide');
  expect(await drop(counter, 'mark', 'wide.svg', drawing('', '0 0 900 100'))).toContain('too wide');
  expect(
    await drop(
      counter,
      'mark',
      'grey.svg',
      Buffer.from(
        drawing()
          .toString()
          .replaceAll(/#\w{6}/g, '#444444'),
      ),
    ),
  ).toContain('no colours');
  expect(await drop(counter, 'mark', 'acting.svg', drawing('<script>x()</script>'))).toContain('script');
  await expect(till.page.getByTestId('output-payment-zone')).toHaveAttribute('data-met', 'text');
  await expect(display.getByTestId('brand')).toHaveText('Alipay+ Partner');
  await expect(display.getByTestId('brand').locator('img')).toHaveCount(0);

  expect(await drop(counter, 'mark', 'acceptance.svg', drawing())).toContain('in use');
  expect(await drop(counter, 'wallet', 'wallet.png', png(240, 120, TEAL))).toContain('in use');
  await shows(display.getByTestId('brand'), 1_536);
  await shows(display.getByTestId('wallet-mark'), 240);
  for (const output of ['payment-zone', 'customer-display', 'receipt-brand', 'pdf', 'wallet-marks'])
    await expect(till.page.getByTestId(`output-${output}`)).toHaveAttribute('data-met', 'file');
  await picture(till.page, 'brand-page');

  await till.keys.press('Escape');
  await till.keys.type('4250');
  await shows(till.page.getByTestId('brand'), 1_536);
  await picture(display, 'customer-brand');
  await till.keys.press('Return');
  await till.keys.scan(await gateway.mintCode({ behaviour: 'approve' }));
  await expect(till.page.getByTestId('stage')).toContainText('Receipt printed');
  const receipt = await decodeEscPos(printer.paper(), 'cp437');
  expect(receipt.text).not.toContain('Alipay+ Partner');
  expect(receipt.text).toContain('42.50 SGD');
  // The middle of the drawing, where it is coloured.
  expect(receipt.pictures.some(({ width, height, isBlack }) => isBlack(Math.floor(width / 2), Math.floor(height / 2)))).toBe(
    true,
  );

  for (const name of readdirSync(path.join(dataDir, 'brand')))
    writeFileSync(path.join(dataDir, 'brand', name), png(1_536, 512, [200, 20, 20]));
  await openBrandPage(counter);
  await expect(till.page.getByTestId('brand-mark-lost')).toBeVisible();
  await expect(till.page.getByTestId('output-payment-zone')).toHaveAttribute('data-met', 'text');
  await till.keys.press('Escape', 'F6');
  await expect.poll(async () => (await decodeEscPos(printer.paper(), 'cp437')).text).toContain('Alipay+ Partner');
});
