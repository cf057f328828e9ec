/** What can be wrong with the practice printer. `silent` prints but never answers a question. */
export type PrinterSwitches = {
  readonly paperOut: boolean;
  readonly paperLow: boolean;
  readonly coverOpen: boolean;
  readonly cutterJam: boolean;
  readonly silent: boolean;
};

/** A printer in order. */
export const ALL_WELL: PrinterSwitches = { paperOut: false, paperLow: false, coverOpen: false, cutterJam: false, silent: false };

/** True when paper comes out. */
export const canPrint = (switches: PrinterSwitches): boolean => !switches.paperOut && !switches.coverOpen && !switches.cutterJam;

/** The answer to DLE EOT n (1 printer, 2 cause of being offline, 3 error, 4 paper); null for an n this printer does not know. */
export function statusByte(which: number, switches: PrinterSwitches): number | null {
  const bit = (on: boolean, mask: number): number => (on ? mask : 0);
  switch (which) {
    case 1:
      return 0x12 | bit(!canPrint(switches), 0x08);
    case 2:
      return 0x12 | bit(switches.coverOpen, 0x04) | bit(switches.paperOut, 0x20) | bit(switches.cutterJam, 0x40);
    case 3:
      return 0x12 | bit(switches.cutterJam, 0x08);
    case 4:
      return 0x12 | bit(switches.paperLow || switches.paperOut, 0x0c) | bit(switches.paperOut, 0x60);
    default:
      return null;
  }
}

/** The answer to GS r 1, the paper sensor. */
export const sensorByte = (switches: PrinterSwitches): number =>
  (switches.paperLow || switches.paperOut ? 0x03 : 0) | (switches.paperOut ? 0x0c : 0);

/** The four bytes of automatic status (GS a). */
export const autoStatusBytes = (switches: PrinterSwitches): Uint8Array =>
  Uint8Array.of(
    0x10 | (canPrint(switches) ? 0 : 0x08) | (switches.coverOpen ? 0x20 : 0),
    switches.cutterJam ? 0x08 : 0,
    sensorByte(switches),
    0x0f,
  );

/** Star's status block of nine bytes; the counter has five bits, two of them apart from the others. */
export const starBlock = (switches: PrinterSwitches, counter: number): Uint8Array =>
  Uint8Array.of(
    0x23,
    0x86,
    (canPrint(switches) ? 0 : 0x08) | (switches.coverOpen ? 0x20 : 0),
    switches.cutterJam ? 0x08 : 0,
    0,
    (switches.paperOut ? 0x08 : 0) | (switches.paperLow || switches.paperOut ? 0x04 : 0),
    0,
    ((counter & 0x18) << 2) | ((counter & 0x07) << 1),
    0,
  );
