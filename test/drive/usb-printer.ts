import { systemClock } from '../../main/lifecycle/clock.ts';
import { discoverPrinters, type FoundPrinter } from '../../main/printer/discovery.ts';
import { openPrinter, type PrinterEffects } from '../../main/printer/open-printer.ts';
import type { PrinterCheck, PrintOutcome } from '../../main/printer/transports/port.ts';

/** What a program sees of the USB printer of this machine: found, asked, printed twice, with and without the job's own letters. */
export type UsbSeen = {
  readonly found: readonly FoundPrinter[];
  readonly check: PrinterCheck;
  readonly first: PrintOutcome;
  readonly second: PrintOutcome;
};

const EFFECTS: PrinterEffects = {
  clock: systemClock,
  loadUsb: () => import('usb'),
  spooler: null,
  env: { CUPS_SERVER: '/nonexistent/cups.sock' },
  user: 'cashier',
};
const PLACE = { kind: 'usb', vendorId: 0x04b8, productId: 0x0e15, serial: 'SN123' } as const;

/** Prints `job` and then `job` again. */
export async function useUsbPrinter(job: Uint8Array): Promise<UsbSeen> {
  const never = new AbortController().signal;
  const found = await discoverPrinters(EFFECTS);
  const wire = (hasTickets: boolean) => openPrinter(PLACE, { dialect: 'epson', answers: 'auto', hasTickets }, EFFECTS);
  const plain = wire(false);
  const check = await plain.check(never);
  const first = await plain.print(job, never, undefined, 'usb-1');
  const second = await wire(true).print(job, never, undefined, 'usb-2');
  return { found, check, first, second };
}
