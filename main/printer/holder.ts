import { waiting, type PrinterTransport } from './transports/port.ts';

/** The wire to whichever printer is chosen now; a job that is on its way stays on the wire it began on. */
export type PrinterHolder = {
  readonly transport: PrinterTransport;
  readonly use: (transport: PrinterTransport | null) => void;
};

/** Starts with none: until one is chosen every job waits. */
export function createPrinterHolder(): PrinterHolder {
  let current: PrinterTransport | null = null;
  return {
    use: (transport) => {
      current = transport;
    },
    transport: {
      print: (...job) => current?.print(...job) ?? Promise.resolve(waiting('no-printer', 'no')),
      check: (signal) => current?.check(signal) ?? Promise.resolve({ kind: 'unknown' }),
      recall: (jobId, signal) => current?.recall(jobId, signal) ?? Promise.resolve('unknown'),
    },
  };
}
