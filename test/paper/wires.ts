import type { PrinterCable } from '../../simulator/devices/failing-line.ts';

/** A printer as it hangs on the counter: its language, what it can say, and how it is joined. */
export type Setup = {
  readonly name: string;
  readonly family: 'epson' | 'star';
  readonly hasTickets: boolean;
  readonly wire: 'tcp' | 'usb';
  readonly cable: PrinterCable;
  readonly hearsInData: boolean;
};

const TCP: PrinterCable = { buffersHere: true, keepsAnswers: false, tellsBreak: false, isOneStream: false };
const TCP_STREAM: PrinterCable = { ...TCP, isOneStream: true };
const USB: PrinterCable = { buffersHere: false, keepsAnswers: true, tellsBreak: true, isOneStream: true };

/** Printers that pass for the kinds that shops have. */
export const SETUPS: readonly Setup[] = [
  { name: 'ESC/POS on TCP', family: 'epson', hasTickets: false, wire: 'tcp', cable: TCP, hearsInData: true },
  {
    name: 'ESC/POS on TCP that goes on with a torn command',
    family: 'epson',
    hasTickets: true,
    wire: 'tcp',
    cable: TCP_STREAM,
    hearsInData: false,
  },
  { name: 'ESC/POS on USB', family: 'epson', hasTickets: false, wire: 'usb', cable: USB, hearsInData: true },
  { name: 'ESC/POS on USB, cheap', family: 'epson', hasTickets: false, wire: 'usb', cable: USB, hearsInData: false },
  { name: 'ESC/POS on USB that names its jobs', family: 'epson', hasTickets: true, wire: 'usb', cable: USB, hearsInData: true },
  { name: 'Star on TCP', family: 'star', hasTickets: false, wire: 'tcp', cable: TCP_STREAM, hearsInData: true },
  { name: 'Star on USB', family: 'star', hasTickets: false, wire: 'usb', cable: USB, hearsInData: true },
];
