/**
 * What ESC/POS printers say about themselves. Bit positions from Epson's ESC/POS command reference: DLE EOT
 * (https://download4.epson.biz/sec_pubs/pos/reference_en/escpos/dle_eot.html), and beside it GS r (gs_lr.html), GS a (gs_la.html),
 * GS I (gs_ci.html) and GS ( H (gs_lparen_ch.html).
 */

/** `realtime` answers DLE EOT, `paper` answers GS r 1, `ticket` GS ( H with the four letters it was given, `name` GS I 67. */
export type EpsonReply =
  | { readonly kind: 'realtime' | 'paper'; readonly byte: number }
  | { readonly kind: 'ticket'; readonly letters: string }
  | { readonly kind: 'name' };

/** The three answers to DLE EOT 1, 2 and 4. */
export type PrinterStatus = { readonly printer: number; readonly cause: number; readonly paper: number };

/** What keeps a printer from printing, the most useful to a cashier first. */
export type PrinterTrouble = 'cover-open' | 'paper-out' | 'printer-error' | 'offline';

/** Asks for one status byte at once, even while the printer is offline or busy: 1 printer, 2 cause of offline, 4 paper. */
export const dleEot = (which: 1 | 2 | 4): Uint8Array => Uint8Array.of(0x10, 0x04, which);

/** GS r 1: answered only when everything sent before it has been worked through. */
export const ASK_WHEN_DONE: Uint8Array = Uint8Array.of(0x1d, 0x72, 0x01);

/** GS I 67, the model's name: answered in its turn too, and its answer looks like no other. */
export const ASK_NAME: Uint8Array = Uint8Array.of(0x1d, 0x49, 0x43);

/** GS ( H function 48: answered in its turn with the four letters of this very job. */
export const askTicket = (letters: string): Uint8Array =>
  Uint8Array.of(0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...new TextEncoder().encode(letters));

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

const TICKET_HEAD = 0x37;
const NAME_HEAD = 0x5f;
const TICKET_LENGTH = 7;
/** Longer than any name; a block that never ends must not swallow every later answer. */
const NAME_LENGTH_MAX = 81;

/**
 * Sorts what the printer sends into answers. Status that the printer pushes on its own (ASB, four bytes that begin 0xx1xx00)
 * is skipped as a whole, because its later bytes look like an answer to GS r. Flow control and other bytes are skipped too.
 */
export function createStatusReader(): (bytes: Uint8Array) => readonly EpsonReply[] {
  let pushedLeft = 0;
  let block: number[] | null = null;
  const read = (byte: number): EpsonReply | null => {
    if (block !== null) {
      block.push(byte);
      if (!isWhole(block)) return null;
      const whole = block;
      block = null;
      return replyOf(whole);
    }
    if (pushedLeft > 0 && (byte & 0x90) === 0) {
      pushedLeft -= 1;
      return null;
    }
    pushedLeft = (byte & 0x93) === 0x10 ? 3 : 0;
    if (byte === TICKET_HEAD || byte === NAME_HEAD) block = [byte];
    if ((byte & 0x93) === 0x12) return { kind: 'realtime', byte };
    return (byte & 0x90) === 0 ? { kind: 'paper', byte } : null;
  };
  return (bytes) => Array.from(bytes, read).filter((reply) => reply !== null);
}

function isWhole(block: readonly number[]): boolean {
  if (block[0] === TICKET_HEAD) return block[1] !== 0x22 || block.length >= TICKET_LENGTH;
  return block.at(-1) === 0 || block.length >= NAME_LENGTH_MAX;
}

function replyOf(block: readonly number[]): EpsonReply | null {
  if (block[0] === NAME_HEAD) return block.at(-1) === 0 ? { kind: 'name' } : null;
  return block.length === TICKET_LENGTH ? { kind: 'ticket', letters: String.fromCharCode(...block.slice(2, 6)) } : null;
}
