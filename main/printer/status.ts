/**
 * What ESC/POS printers say about themselves. Bit positions from Epson's ESC/POS command reference: DLE EOT
 * (https://download4.epson.biz/sec_pubs/pos/reference_en/escpos/dle_eot.html), GS r (gs_lr.html) and GS a (gs_la.html) beside it.
 */

/** `realtime` answers DLE EOT, `paper` answers GS r 1. */
export type StatusReply = { readonly kind: 'realtime' | 'paper'; readonly byte: number };

/** The three answers to DLE EOT 1, 2 and 4. */
export type PrinterStatus = { readonly printer: number; readonly cause: number; readonly paper: number };

/** What keeps a printer from printing, the most useful to a cashier first. */
export type PrinterTrouble = 'cover-open' | 'paper-out' | 'printer-error' | 'offline';

/** Asks for one status byte at once, even while the printer is offline or busy: 1 printer, 2 cause of offline, 4 paper. */
export const dleEot = (which: 1 | 2 | 4): Uint8Array => Uint8Array.of(0x10, 0x04, which);

/** GS r 1: answered only when everything sent before it has been worked through. */
export const ASK_WHEN_DONE: Uint8Array = Uint8Array.of(0x1d, 0x72, 0x01);

/** What is wrong, or null when nothing is. */
export function troubleOf(status: PrinterStatus): PrinterTrouble | null {
  if ((status.cause & 0x04) !== 0) return 'cover-open';
  if ((status.cause & 0x20) !== 0 || (status.paper & 0x60) !== 0) return 'paper-out';
  if ((status.cause & 0x40) !== 0) return 'printer-error';
  return (status.printer & 0x08) !== 0 ? 'offline' : null;
}

/** The near-end sensor of the roll. */
export const isPaperLow = (status: PrinterStatus): boolean => (status.paper & 0x0c) !== 0;

/** True when the answer to GS r 1 says that the roll has ended. */
export const isPaperOut = (gsR: number): boolean => (gsR & 0x0c) !== 0;

/**
 * Sorts what the printer sends into answers. Status that the printer pushes on its own (ASB, four bytes that begin 0xx1xx00)
 * is skipped as a whole, because its later bytes look like an answer to GS r. Flow control and other bytes are skipped too.
 */
export function createStatusReader(): (bytes: Uint8Array) => readonly StatusReply[] {
  let pushedLeft = 0;
  const read = (byte: number): StatusReply | null => {
    if (pushedLeft > 0 && (byte & 0x90) === 0) {
      pushedLeft -= 1;
      return null;
    }
    pushedLeft = (byte & 0x93) === 0x10 ? 3 : 0;
    if ((byte & 0x93) === 0x12) return { kind: 'realtime', byte };
    return (byte & 0x90) === 0 ? { kind: 'paper', byte } : null;
  };
  return (bytes) => Array.from(bytes, read).filter((reply) => reply !== null);
}
