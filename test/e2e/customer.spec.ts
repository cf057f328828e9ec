import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { PNG } from 'pngjs';
import { CHANNEL_NAMES } from '../../core/contract/channel-names.ts';
import { OWN, plug, POLE } from '../drive/customer-screen.ts';
import { customerPage, customerPages } from './customer-screen.ts';
import { expect, picture, test, type CounterWorld } from './fixtures.ts';

/** A scan that arrives while the customer's window has the keyboard. */
const scanThere = ({ till }: CounterWorld, code: string): Promise<void> =>
  till.app.evaluate(({ webContents }, digits) => {
    const page = webContents.getAllWebContents().find((each) => each.getURL().startsWith('app://customer'));
    for (const keyCode of [...Array.from(digits), 'Return'])
      for (const type of ['keyDown', 'keyUp'] as const) page?.sendInputEvent({ type, keyCode });
  }, code);

test('the customer sees the amount before the scan and only their own result, on a screen that comes and goes', async ({
  counter,
}) => {
  const { till, gateway, dataDir } = counter;
  const save = (change: object) =>
    counter.invoke('customer.save', { isOn: true, screen: null, language: 'de', followsWallet: true, ...change });
  await plug(till, OWN);
  await save({});
  expect(await counter.invoke('customer.view', {})).toMatchObject({ value: { place: 'no-screen' } });
  await plug(till, OWN, POLE);
  let page = await customerPage(counter);
  const shown = () => page.getByTestId('customer');
  await expect(shown()).toHaveAttribute('data-scene', 'idle');
  await expect(shown()).toContainText('Willkommen');
  const own = await till.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => [window.webContents.getURL(), window.getBounds()] as const),
  );
  expect(own.find(([url]) => url.startsWith('app://customer'))?.[1]).toEqual(POLE.bounds);

  await till.keys.type('1575');
  await expect(shown()).toHaveAttribute('data-scene', 'amount');
  await expect(shown()).toContainText('15.75');
  await till.keys.press('Return');
  await picture(page, 'customer-amount');
  await scanThere(counter, await gateway.mintCode({ behaviour: 'approve' }));
  await expect(shown()).toHaveAttribute('data-scene', 'paid');
  expect(await counter.onlyPayment()).toMatchObject({ status: 'paid', chargedMinor: 1575 });
  await picture(page, 'customer-paid');

  await till.keys.type('3');
  await expect(shown()).toHaveAttribute('data-scene', 'amount');
  await till.keys.press('F5');
  await expect(till.page.getByTestId('stage')).toHaveAttribute('data-face', 'paid');
  await expect(shown()).toHaveAttribute('data-scene', 'idle');

  await plug(till, OWN);
  await expect.poll(() => customerPages(counter).length).toBe(0);
  await plug(till, OWN, POLE);
  page = await customerPage(counter);
  await chooseFile(counter, path.join(dataDir, '..', 'idle.png'));
  await till.keys.press('F12');
  await expect(page.getByTestId('idle-picture')).toHaveJSProperty('naturalWidth', 640);

  expect(await page.evaluate(() => ['paydesk', 'process', 'require', 'electron'].filter((name) => name in globalThis))).toEqual(
    [],
  );
  expect(await callsFromCustomer(counter)).toEqual(CHANNEL_NAMES.map(() => 'untrusted-sender'));
});

/** Gives a picture where a person would choose one. */
async function chooseFile(counter: CounterWorld, file: string): Promise<void> {
  writeFileSync(file, PNG.sync.write(new PNG({ width: 640, height: 400 })));
  await counter.till.app.evaluate(({ dialog }, filePath) => {
    Object.assign(dialog, { showOpenDialog: () => Promise.resolve({ canceled: false, filePaths: [filePath] }) });
  }, file);
  expect(await counter.invoke('customer.picture', {})).toMatchObject({ value: { outcome: 'kept' } });
}

/** The attack: a page of the customer's origin that has got hold of the cashier's whole bridge calls every channel. */
const callsFromCustomer = ({ till }: CounterWorld): Promise<readonly unknown[]> =>
  till.app.evaluate(
    async ({ BrowserWindow, app, session }, channels) => {
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: {
          session: session.fromPartition('customer'),
          preload: `${app.getAppPath()}/out/preload/index.cjs`,
          sandbox: true,
        },
      });
      await stranger.loadURL('app://customer/');
      const said = (await stranger.webContents.executeJavaScript(
        `Promise.all(${JSON.stringify(channels)}.map((channel) => paydesk.invoke(channel, {})))`,
      )) as readonly { readonly code?: string }[];
      stranger.destroy();
      return said.map(({ code }) => code);
    },
    CHANNEL_NAMES as readonly string[],
  );
