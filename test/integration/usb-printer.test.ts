import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runUsbMode, whyNoUsb, type UsbMode } from '../drive/usb-modes.ts';

const root = path.resolve(import.meta.dirname, '../..');
const missing = whyNoUsb();

/** The short modes of `npm run evidence -- printer-usb`. */
const QUICK = ['ok', 'paper-out', 'unplug', 'held'] as const satisfies readonly UsbMode[];

describe.skipIf(missing !== null)(`a USB printer through libusb${missing === null ? '' : ` (${missing})`}`, () => {
  let bundle = '';
  beforeAll(async () => {
    const { bundleDrive } = (await import('../../scripts/prepare/bundle-drive.mjs')) as {
      readonly bundleDrive: (name: string) => Promise<string>;
    };
    bundle = await bundleDrive('usb-printer-process');
  });

  it.each(QUICK)('tells the truth when it is %s', async (mode) => {
    expect(await runUsbMode(bundle, root, mode)).toBeNull();
  });
});
