import type { Line, PrinterCable } from './failing-line.ts';
import type { Mechanism } from './mechanism.ts';

/** A printer and the cable that it hangs on. */
export type FailingPrinterParts = {
  readonly family: 'epson' | 'star';
  readonly cable: PrinterCable;
  /** It hears a question about its state also in the middle of another command's data, as Epson's do and cheap ones do not. */
  readonly hearsInData: boolean;
  readonly after: (delayMs: number, run: () => void) => void;
};

/** What the printer says; due once it may arrive. */
export type Answer = { isDue: boolean; readonly arrive: () => void };

/** All that a failing printer and its cable are at one moment. */
export type Bench = FailingPrinterParts & {
  readonly mechanism: Mechanism;
  readonly lines: Line[];
  reach: 'well' | 'cut' | 'off';
  isHung: boolean;
  isPausing: boolean;
  pieces: { readonly bytes: number; readonly everyMs: number } | null;
  late: { readonly ms: number; readonly isDoneOnly: boolean } | null;
  heldBytes: number;
  /** The unfinished command, where all connections are one stream; the last bytes as they came. */
  rest: Uint8Array;
  tail: string;
  /** Counts losses of power: what was about to be said before one is never said. */
  epoch: number;
  kept: Uint8Array[];
  /** On their way: bytes never overtake each other on a wire, but what the printer says at once may go ahead of what waits its turn. */
  saying: { readonly inTurn: Answer[]; readonly atOnce: Answer[] };
  stuck: { readonly line: Line; readonly bytes: Uint8Array }[];
  aim: { left: number; readonly strike: () => void } | null;
};
