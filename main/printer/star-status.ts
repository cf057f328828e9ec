/**
 * What Star printers say about themselves in Star Line and StarPRNT mode: the automatic status block (ASB), asked for with
 * ESC ACK SOH, and the counter that ETB turns once everything before it has been printed. From Star's Line Mode command
 * specifications, appendix ASB (https://starmicronics.com/support/mannualfolder/starline_cm_en.pdf); no Star printer was at hand.
 */
export type StarStatus = {
  readonly isCoverOpen: boolean;
  readonly isOffline: boolean;
  readonly isPaperOut: boolean;
  readonly isPaperLow: boolean;
  readonly hasError: boolean;
  /** Turns by one at each ETB, from 31 back to 0. */
  readonly counter: number;
};

/** ESC ACK SOH: asks for the status block at once. */
export const ASK_STAR: Uint8Array = Uint8Array.of(0x1b, 0x06, 0x01);

/** ETB: turns the counter when its turn has come. */
export const TURN_COUNTER = 0x17;

/** How often the counter has turned from one figure to the other. */
export const turnsBetween = (before: number, now: number): number => (now - before + 32) % 32;

/** The length of a status block by its first byte, 0xx0xxx1; null for anything else. */
function blockLength(head: number): number | null {
  if ((head & 0x91) !== 0x01) return null;
  const length = ((head & 0x20) >> 2) | ((head & 0x0e) >> 1);
  return length >= 7 && length <= 15 ? length : null;
}

/** Cuts what the printer sends into status blocks; bytes that begin none are skipped. */
export function createStarReader(): (bytes: Uint8Array) => readonly StarStatus[] {
  let block: number[] = [];
  const read = (byte: number): StarStatus | null => {
    if (block.length === 0 && blockLength(byte) === null) return null;
    block.push(byte);
    if (block.length < (blockLength(block[0] ?? 0) ?? 1)) return null;
    const whole = block;
    block = [];
    return statusOf(whole);
  };
  return (bytes) => Array.from(bytes, read).filter((status) => status !== null);
}

function statusOf(block: readonly number[]): StarStatus {
  const [, , printer = 0, error = 0, moreError = 0, paper = 0, , etb = 0] = block;
  return {
    isCoverOpen: (printer & 0x20) !== 0,
    isOffline: (printer & 0x08) !== 0,
    isPaperOut: (paper & 0x08) !== 0,
    isPaperLow: (paper & 0x06) !== 0,
    hasError: (error & 0x6c) !== 0 || (moreError & 0x48) !== 0,
    counter: ((etb & 0x60) >> 2) | ((etb & 0x0e) >> 1),
  };
}
