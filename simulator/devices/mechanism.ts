import type { WideCharset } from './code-pages.ts';
import type { PrinterOp } from './escpos.ts';
import { BLANK_PAPER, printOn, type PaperRow } from './paper.ts';
import { ALL_WELL, autoStatusBytes, canPrint, sensorByte, statusByte, type PrinterSwitches } from './printer-status.ts';

/** Where answers go; the same line stays the same object. */
export type PrinterLine = { readonly write: (bytes: Uint8Array) => void };

/** The printer without its socket: commands in, paper and answers out. Held commands are printed once that is possible again. */
export type Mechanism = {
  readonly take: (ops: readonly PrinterOp[], from: PrinterLine) => void;
  readonly hangUp: (line: PrinterLine) => void;
  readonly paper: () => readonly PaperRow[];
  readonly switches: () => PrinterSwitches;
  readonly set: (switches: Partial<PrinterSwitches>) => void;
  readonly tearOff: () => void;
};

const PROCESS_ID_HEAD = [0x37, 0x22] as const;

/** A printer in order with a blank roll; `changed` is called after every change of paper or switches. */
export function createMechanism(wide: WideCharset, changed: () => void): Mechanism {
  const listening = new Set<PrinterLine>();
  let paper = BLANK_PAPER;
  let switches = ALL_WELL;
  let held: readonly { readonly op: PrinterOp; readonly from: PrinterLine }[] = [];

  const reply = (to: PrinterLine, bytes: Uint8Array | null): void => {
    if (bytes !== null && !switches.silent) to.write(bytes);
  };
  const print = (): void => {
    if (canPrint(switches)) {
      for (const { op, from } of held) {
        paper = printOn(paper, op, wide);
        reply(from, answerInTurn(op, switches));
      }
      held = [];
    }
    changed();
  };
  const subscribe = (line: PrinterLine, on: boolean): void => {
    if (!on) {
      listening.delete(line);
      return;
    }
    listening.add(line);
    reply(line, autoStatusBytes(switches));
  };

  return {
    take: (ops, from) => {
      for (const op of ops) {
        if (op.kind === 'status') reply(from, statusAnswer(op.which, switches));
        else if (op.kind === 'auto-status') subscribe(from, op.on);
      }
      held = [...held, ...ops.filter((op) => op.kind !== 'status' && op.kind !== 'auto-status').map((op) => ({ op, from }))];
      print();
    },
    hangUp: (line) => {
      listening.delete(line);
    },
    paper: () => paper.rows,
    switches: () => switches,
    set: (change) => {
      switches = { ...switches, ...change };
      for (const line of listening) reply(line, autoStatusBytes(switches));
      print();
    },
    tearOff: () => {
      paper = { ...paper, rows: [] };
      changed();
    },
  };
}

function statusAnswer(which: number, switches: PrinterSwitches): Uint8Array | null {
  const byte = statusByte(which, switches);
  return byte === null ? null : Uint8Array.of(byte);
}

/** Answers that come only after everything before them was printed. */
function answerInTurn(op: PrinterOp, switches: PrinterSwitches): Uint8Array | null {
  switch (op.kind) {
    case 'sensor':
      return Uint8Array.of(op.which === 1 ? sensorByte(switches) : 0);
    case 'process-id':
      return Uint8Array.of(...PROCESS_ID_HEAD, ...op.id, 0);
    case 'identify':
      return op.which >= 65 ? new TextEncoder().encode('_Paydesk practice printer\0') : Uint8Array.of(2);
    default:
      return null;
  }
}
