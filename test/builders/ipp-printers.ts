/** A queue as a print service tells of it; `state` is 3 idle, 4 printing, 5 stopped (RFC 8011, section 5.4.11). */
export type IppPrinter = {
  readonly name: string;
  readonly info: string;
  readonly uri: string;
  readonly state: number;
  readonly reasons: readonly string[];
};

const PRINTER_GROUP = 0x04;

/** The answer to CUPS-Get-Printers, as bytes on the wire. */
export const ippPrinters = (printers: readonly IppPrinter[]): Buffer =>
  Buffer.concat([
    Buffer.of(1, 1, 0, 0, 0, 0, 0, 1, 0x01),
    text('attributes-charset', 0x47, 'utf-8'),
    ...printers.flatMap(({ name, info, uri, state, reasons }) => [
      Buffer.of(PRINTER_GROUP),
      text('printer-name', 0x42, name),
      text('printer-info', 0x41, info),
      text('device-uri', 0x45, uri),
      attribute('printer-state', 0x23, Buffer.of(0, 0, 0, state)),
      attribute('printer-is-accepting-jobs', 0x22, Buffer.of(1)),
      ...reasons.map((reason, at) => text(at === 0 ? 'printer-state-reasons' : '', 0x44, reason)),
    ]),
    Buffer.of(0x03),
  ]);

const text = (name: string, tag: number, value: string): Buffer => attribute(name, tag, Buffer.from(value));

function attribute(name: string, tag: number, value: Buffer): Buffer {
  return Buffer.concat([Buffer.of(tag, 0, name.length), Buffer.from(name), Buffer.of(0, value.length), value]);
}
