import { readdir } from 'node:fs/promises';
import type { PrinterEffects, PrinterPlace } from './open-printer.ts';
import { createCupsClient, cupsAddress } from './transports/cups-client.ts';
import { cupsTrouble } from './transports/cups-queue.ts';
import type { WaitReason } from './transports/port.ts';
import { listUsbPrinters } from './transports/usb-device.ts';
import { windowsTrouble } from './transports/windows-queue.ts';

/** A printer that is there, what it calls itself, and what is in the way; null when nothing is known to be. */
export type FoundPrinter = { readonly place: PrinterPlace; readonly name: string; readonly trouble: WaitReason | null };

/** Linux gives a USB printer with its own driver a file here; elsewhere there is none. */
const PRINTER_FILES = '/dev/usb';

/**
 * What this machine can print on: queues of the system, USB printers, device files in `folder`. Nothing is looked for in the network:
 * a printer there is named by its address. What cannot be asked is left out; never throws.
 */
export async function discoverPrinters(effects: PrinterEffects, folder = PRINTER_FILES): Promise<readonly FoundPrinter[]> {
  const found = await Promise.all([queues(effects), usbPrinters(effects), deviceFiles(folder)]);
  return found.flat();
}

async function queues({ spooler, env, user }: PrinterEffects): Promise<readonly FoundPrinter[]> {
  if (spooler !== null) {
    const found = await spooler().printers();
    return (found.ok ? found.value : []).map((one) => ({ place: queue(one.name), name: one.name, trouble: windowsTrouble(one) }));
  }
  const found = await createCupsClient(cupsAddress(env), user).queues();
  return (found.ok ? found.value : [])
    .filter(({ name }) => name !== '')
    .map((one) => ({ place: queue(one.name), name: one.info === '' ? one.name : one.info, trouble: cupsTrouble(one) }));
}

const queue = (name: string): PrinterPlace => ({ kind: 'queue', name });

async function usbPrinters({ loadUsb }: PrinterEffects): Promise<readonly FoundPrinter[]> {
  try {
    const found = await listUsbPrinters(await loadUsb());
    return found.map(({ name, fault, ...address }) => ({
      place: { kind: 'usb', ...address },
      name,
      trouble: fault === 'gone' ? 'no-answer' : fault,
    }));
  } catch {
    return [];
  }
}

async function deviceFiles(folder: string): Promise<readonly FoundPrinter[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => /^lp\d+$/.test(name))
    .map((name) => ({ place: { kind: 'device', path: `${folder}/${name}` }, name: `${folder}/${name}`, trouble: null }));
}
