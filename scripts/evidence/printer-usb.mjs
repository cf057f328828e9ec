/** Paydesk's own USB wire through libusb against an emulated USB receipt printer (umockdev), in a process of its own. Linux. */
import { bundleDrive } from '../prepare/bundle-drive.mjs';
import { importTs } from '../prepare/import-ts.mjs';

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'USB printer through libusb: found, asked, printed, unplugged, held by a driver, stalled (Linux with umockdev)',
  run: async ({ root, say }) => {
    const { USB_MODES, runUsbMode, whyNoUsb } = await importTs('test/drive/usb-modes.ts');
    const missing = whyNoUsb();
    if (missing !== null) throw new Error(`This one ${missing}.`);
    const bundle = await bundleDrive('usb-printer-process');
    let wrong = 0;
    for (const mode of USB_MODES) {
      const seen = await runUsbMode(bundle, root, mode);
      if (seen !== null) wrong += 1;
      say(`${mode}: ${seen ?? 'as it must be'}`);
    }
    return { ok: wrong === 0, figures: { modes: USB_MODES.length, wrong } };
  },
};
