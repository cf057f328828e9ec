import type { WideCharset } from './code-pages.ts';
import type { PrinterOp } from './escpos.ts';
import { BLANK_PAPER, printOn, type Paper, type PaperRow } from './paper.ts';
import {
  ALL_WELL,
  autoStatusBytes,
  canPrint,
  sensorByte,
  starBlock,
  statusByte,
  type PrinterSwitches,
} from './printer-status.ts';

/** Where answers go; the same line stays the same object. `isInTurn` is an answer that waited for everything before it. */
export type PrinterLine = { readonly write: (bytes: Uint8Array, isInTurn: boolean) => void };

/** What the printer says that is not so: `status` what is wrong with it, `isDoneEarly` that it is done with what it only holds. */
export type PrinterLies = { readonly status: 'true' | 'all-well' | 'no-paper'; readonly isDoneEarly: boolean };

/** The printer without its socket: commands in, paper and answers out. Held commands are printed once that is possible again. */
export type Mechanism = {
  readonly take: (ops: readonly PrinterOp[], from: PrinterLine) => void;
  readonly hangUp: (line: PrinterLine) => void;
  readonly paper: () => readonly PaperRow[];
  readonly switches: () => PrinterSwitches;
  readonly set: (switches: Partial<PrinterSwitches>) => void;
  readonly lie: (lies: PrinterLies) => void;
  /** What it says when it is asked how it is. */
  readonly says: () => PrinterSwitches;
  /** Off and on again: what is on paper stays, what it held or had half of is gone. */
  readonly restart: () => void;
  readonly tearOff: () => void;
};

/** Told of each command in its turn, with the rows that it left on the paper. */
export type OnTurn = (op: PrinterOp, from: PrinterLine, rows: readonly PaperRow[]) => void;

/** A printer that says what is so. */
export const NO_LIES: PrinterLies = { status: 'true', isDoneEarly: false };

const PROCESS_ID_HEAD = [0x37, 0x22] as const;
/** Answered at once, whatever the printer is doing. */
const AT_ONCE: ReadonlySet<PrinterOp['kind']> = new Set(['status', 'auto-status', 'star-status']);
const ASKS_IF_DONE: ReadonlySet<PrinterOp['kind']> = new Set(['sensor', 'process-id', 'star-counter']);

/** A printer in order with a blank roll; `changed` is called after every change of paper or switches. */
export function createMechanism(wide: WideCharset, changed: () => void, onTurn: OnTurn = () => undefined): Mechanism {
  const listening = new Set<PrinterLine>();
  let paper = BLANK_PAPER;
  let switches = ALL_WELL;
  let lies = NO_LIES;
  let counter = 0;
  const says = (): PrinterSwitches => saidOf(switches, lies);
  const reply = (to: PrinterLine, bytes: Uint8Array | null, isInTurn: boolean): void => {
    if (bytes !== null && !switches.silent) to.write(bytes, isInTurn);
  };
  const turn = (op: PrinterOp, from: PrinterLine): void => {
    const before = paper;
    paper = printOn(paper, op, wide);
    if (op.kind === 'star-counter') counter = (counter + 1) % 32;
    onTurn(op, from, newRows(before, paper));
    reply(from, answerInTurn(op, says()), true);
  };
  const held = holdBack(turn);
  const print = (): void => {
    if (canPrint(switches)) held.work();
    changed();
  };
  const atOnce = (op: PrinterOp, from: PrinterLine): void => {
    if (op.kind === 'auto-status') listening[op.on ? 'add' : 'delete'](from);
    reply(from, answerAtOnce(op, says(), counter), false);
  };

  return {
    take: (ops, from) => {
      for (const op of ops) {
        if (AT_ONCE.has(op.kind)) atOnce(op, from);
        else if (lies.isDoneEarly && !canPrint(switches) && ASKS_IF_DONE.has(op.kind)) turn(op, from);
        else held.add(op, from);
      }
      print();
    },
    hangUp: (line) => {
      listening.delete(line);
    },
    paper: () => paper.rows,
    switches: () => switches,
    set: (change) => {
      switches = { ...switches, ...change };
      for (const line of listening) reply(line, autoStatusBytes(says()), false);
      print();
    },
    lie: (change) => {
      lies = change;
    },
    says,
    restart: () => {
      held.clear();
      [counter, paper] = [0, { ...BLANK_PAPER, rows: paper.rows }];
      changed();
    },
    tearOff: () => {
      paper = { ...paper, rows: [] };
      changed();
    },
  };
}

type Held = { readonly add: (op: PrinterOp, from: PrinterLine) => void; readonly work: () => void; readonly clear: () => void };

/** Commands that wait for their turn. */
function holdBack(turn: (op: PrinterOp, from: PrinterLine) => void): Held {
  const held: { readonly op: PrinterOp; readonly from: PrinterLine }[] = [];
  return {
    add: (op, from) => {
      held.push({ op, from });
    },
    work: () => {
      for (const { op, from } of held.splice(0)) turn(op, from);
    },
    clear: () => {
      held.length = 0;
    },
  };
}

function answerAtOnce(op: PrinterOp, says: PrinterSwitches, counter: number): Uint8Array | null {
  switch (op.kind) {
    case 'status':
      return statusAnswer(op.which, says);
    case 'star-status':
      return starBlock(says, counter);
    case 'auto-status':
      return op.on ? autoStatusBytes(says) : null;
    default:
      return null;
  }
}

function saidOf(switches: PrinterSwitches, { status }: PrinterLies): PrinterSwitches {
  if (status === 'true') return switches;
  return status === 'all-well' ? { ...ALL_WELL, silent: switches.silent } : { ...switches, paperOut: true };
}

function newRows(before: Paper, after: Paper): readonly PaperRow[] {
  if (before.rows === after.rows) return [];
  const last = before.rows.at(-1);
  return last === undefined ? after.rows : after.rows.slice(after.rows.lastIndexOf(last) + 1);
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
