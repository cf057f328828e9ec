import { userInfo } from 'node:os';
import { systemClock } from '../lifecycle/clock.ts';
import type { PrinterEffects } from '../printer/open-printer.ts';
import { startSpoolerThread } from '../printer/transports/spooler-thread.ts';
import { builtFile } from './built-file.ts';

/** This machine's own printers. The native libraries load when the first wire needs them; the spooler's thread ends with the process. */
export function printerEffects(): PrinterEffects {
  let spooler: ReturnType<typeof startSpoolerThread> | null = null;
  return {
    clock: systemClock,
    loadUsb: () => import('usb'),
    spooler: process.platform === 'win32' ? () => (spooler ??= startSpoolerThread(builtFile('./spooler-worker.js'))) : null,
    env: process.env,
    user: userName(),
  };
}

/** A user without an entry in the system's list has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'paydesk';
  }
}
