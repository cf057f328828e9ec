import type { PrinterLine } from './mechanism.ts';
import type { PaperRow } from './paper.ts';

/** How printer and computer are joined. */
export type PrinterCable = {
  /** The computer itself takes every byte at once and carries it on behind the program's back, as TCP does; otherwise only the printer does. */
  readonly buffersHere: boolean;
  /** What the printer answers waits in it for whoever opens it next. */
  readonly keepsAnswers: boolean;
  /** A plug that is pulled and a printer that loses power are told at once. */
  readonly tellsBreak: boolean;
  /** The rest of a command that was cut off is taken from the bytes of the next connection. */
  readonly isOneStream: boolean;
};

/** What the computer's end hears, none of it before `open` has returned. */
export type HostEnd = {
  readonly onOpen: () => void;
  readonly onBytes: (bytes: Uint8Array) => void;
  readonly onBroken: (fault: 'gone' | 'not-found') => void;
  readonly onEnded: () => void;
};

/** One connection as the computer holds it, and what came of it on paper. */
export type HostLine = {
  readonly send: (bytes: Uint8Array, taken: () => void) => void;
  readonly end: () => void;
  /** Lets go; what the computer itself has taken is still carried on. */
  readonly destroy: () => void;
  /** The computer dies: what the printer has not got yet never comes. */
  readonly vanish: () => void;
  /** Rows that its bytes left on the paper. */
  readonly rows: () => readonly PaperRow[];
  /** The printer said on it that it is done, and after that that nothing is wrong. */
  readonly isSaidDone: () => boolean;
};

/** One connection as the printer's cable knows it. */
export type Line = {
  readonly host: HostEnd;
  readonly mechanism: PrinterLine;
  readonly rows: PaperRow[];
  /** On their way to the printer. */
  queue: { bytes: Uint8Array; readonly taken: () => void }[];
  /** The unfinished command, where each connection has its own. */
  rest: Uint8Array;
  isOpen: boolean;
  /** The program has not let go of it. */
  isHeld: boolean;
  isEnding: boolean;
  isEnded: boolean;
  /** The printer knows nothing of it and says nothing either: every byte is lost. */
  isForgotten: boolean;
  /** The printer knows nothing of it and refuses the next byte. */
  isStale: boolean;
  isDone: boolean;
  isDoneAndWell: boolean;
};

/** A connection that is not open yet; `heard` gets what the mechanism answers. */
export function newLine(host: HostEnd, heard: (line: Line, bytes: Uint8Array, isInTurn: boolean) => void): Line {
  const line: Line = {
    host,
    mechanism: {
      write: (bytes, isInTurn) => {
        heard(line, bytes, isInTurn);
      },
    },
    rows: [],
    queue: [],
    rest: new Uint8Array(),
    isOpen: false,
    isHeld: true,
    isEnding: false,
    isEnded: false,
    isForgotten: false,
    isStale: false,
    isDone: false,
    isDoneAndWell: false,
  };
  return line;
}
