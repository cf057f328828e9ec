import { readEscPos, type PrinterOp } from './escpos.ts';
import type { Fault } from './failing-faults.ts';
import type { Answer, Bench, FailingPrinterParts } from './failing-bench.ts';
import { newLine, type HostEnd, type HostLine, type Line } from './failing-line.ts';
import { losePower, suffer } from './failing-suffer.ts';
import { createMechanism, NO_LIES } from './mechanism.ts';
import type { PaperRow } from './paper.ts';
import { ALL_WELL, canPrint } from './printer-status.ts';
import { readStar } from './star.ts';

/** A printer that fails on purpose: exactly after a byte, and so that only its paper tells what it really did. */
export type FailingPrinter = {
  readonly open: (host: HostEnd) => HostLine;
  /** Calls `strike` once the printer has taken so many bytes from now on, between that byte and the next. */
  readonly aim: (bytes: number, strike: () => void) => void;
  readonly suffer: (fault: Fault) => void;
  /** Everything is mended. With `isRestarted` somebody has switched the printer off and on to do it. */
  readonly heal: (isRestarted: boolean) => void;
  readonly paper: () => readonly PaperRow[];
};

/** What a small printer holds while it cannot print. */
const BUFFER_BYTES = 4_096;
const DLE_EOT = '\x10\x04';
/** ESC ACK; a whole question has SOH behind it. */
const ASK_STAR = '\x1b\x06';
const ASKS_IF_DONE: ReadonlySet<PrinterOp['kind']> = new Set(['sensor', 'process-id', 'star-counter']);

/** A printer in order, with a blank roll. */
export function createFailingPrinter(parts: FailingPrinterParts): FailingPrinter {
  const lineOf = (from: unknown): Line | undefined => bench.lines.find(({ mechanism }) => mechanism === from);
  const mechanism = createMechanism(
    'gb18030',
    () => undefined,
    (op, from, rows) => {
      const line = lineOf(from);
      line?.rows.push(...rows);
      if (line !== undefined && ASKS_IF_DONE.has(op.kind)) line.isDone = true;
    },
  );
  const bench: Bench = {
    ...parts,
    mechanism,
    lines: [],
    reach: 'well',
    isHung: false,
    isPausing: false,
    pieces: null,
    late: null,
    heldBytes: 0,
    rest: new Uint8Array(),
    tail: '',
    epoch: 0,
    kept: [],
    saying: { inTurn: [], atOnce: [] },
    stuck: [],
    aim: null,
  };
  return {
    open: (host) => open(bench, host),
    aim: (bytes, strike) => {
      bench.aim = { left: bytes, strike };
      strikeIfDue(bench);
    },
    suffer: (fault) => {
      suffer(bench, fault);
    },
    heal: (isRestarted) => {
      if (isRestarted) losePower(bench);
      heal(bench);
    },
    paper: mechanism.paper,
  };
}

function open(bench: Bench, host: HostEnd): HostLine {
  const line = newLine(host, (from, bytes, isInTurn) => {
    if (!isInTurn && from.isDone && canPrint(bench.mechanism.says())) from.isDoneAndWell = true;
    say(bench, from, bytes, isInTurn);
  });
  bench.lines.push(line);
  queueMicrotask(() => {
    if (bench.reach === 'well') opened(bench, line);
    else if (bench.cable.tellsBreak) host.onBroken('not-found');
  });
  return {
    send: (bytes, taken) => {
      send(bench, line, bytes, taken);
    },
    end: () => {
      line.isEnding = true;
      pump(bench);
    },
    destroy: () => {
      line.isHeld = false;
      if (!bench.cable.buffersHere) line.queue = [];
    },
    vanish: () => {
      line.isHeld = false;
      line.queue = [];
    },
    rows: () => line.rows,
    isSaidDone: () => line.isDoneAndWell,
  };
}

function opened(bench: Bench, line: Line): void {
  if (line.isOpen || !line.isHeld) return;
  line.isOpen = true;
  line.host.onOpen();
  const { kept } = bench;
  bench.kept = [];
  for (const bytes of kept) line.host.onBytes(bytes);
}

function send(bench: Bench, line: Line, bytes: Uint8Array, taken: () => void): void {
  if (!line.isHeld) return;
  if (line.isStale) {
    queueMicrotask(() => {
      line.host.onBroken('gone');
    });
    return;
  }
  const { buffersHere } = bench.cable;
  if (buffersHere) queueMicrotask(taken);
  if (line.isForgotten) return;
  line.queue.push({ bytes, taken: buffersHere ? () => undefined : taken });
  pump(bench);
}

/** Moves what can be moved. On TCP the printer listens to one connection after the other. */
function pump(bench: Bench): void {
  for (const line of bench.lines) {
    while (moved(bench, line));
    if (bench.cable.buffersHere && line.queue.length > 0) break;
    if (line.isEnding && !line.isEnded && line.isHeld && isEndHeard(bench, line)) {
      line.isEnded = true;
      queueMicrotask(line.host.onEnded);
    }
  }
}

const isEndHeard = (bench: Bench, line: Line): boolean =>
  bench.cable.tellsBreak || (bench.reach === 'well' && !bench.isHung && !line.isForgotten && !line.isStale);

/** One piece further; false when nothing moves on this line now. */
function moved(bench: Bench, line: Line): boolean {
  const [first] = line.queue;
  if (first === undefined || !flows(bench)) return false;
  const size = sizeOfPiece(first.bytes.length, bench);
  const piece = first.bytes.subarray(0, size);
  first.bytes = first.bytes.subarray(size);
  if (first.bytes.length === 0) line.queue.shift();
  take(bench, line, piece);
  if (first.bytes.length === 0) queueMicrotask(first.taken);
  if (bench.aim !== null) bench.aim.left -= size;
  if (bench.pieces !== null) pause(bench, bench.pieces.everyMs);
  strikeIfDue(bench);
  return true;
}

const sizeOfPiece = (length: number, { aim, pieces }: Bench): number =>
  Math.min(length, aim?.left ?? Infinity, pieces?.bytes ?? Infinity);

const flows = ({ reach, isHung, isPausing, heldBytes, mechanism }: Bench): boolean =>
  reach === 'well' && !isHung && !isPausing && (heldBytes < BUFFER_BYTES || canPrint(mechanism.switches()));

function pause(bench: Bench, everyMs: number): void {
  bench.isPausing = true;
  bench.after(everyMs, () => {
    bench.isPausing = false;
    pump(bench);
  });
}

function strikeIfDue(bench: Bench): void {
  const { aim } = bench;
  if (aim === null || aim.left > 0) return;
  bench.aim = null;
  aim.strike();
}

/** The printer gets bytes: questions that it hears whatever it is doing, then commands. */
function take(bench: Bench, line: Line, piece: Uint8Array): void {
  const { family, cable, hearsInData, mechanism } = bench;
  const read = (family === 'star' ? readStar : readEscPos)(Buffer.concat([cable.isOneStream ? bench.rest : line.rest, piece]));
  if (cable.isOneStream) bench.rest = read.rest;
  else line.rest = read.rest;
  const isAsked = (op: PrinterOp): boolean => op.kind === 'status' || op.kind === 'star-status';
  mechanism.take(hearsInData ? [...heard(bench, piece), ...read.ops.filter((op) => !isAsked(op))] : read.ops, line.mechanism);
  bench.heldBytes = canPrint(mechanism.switches()) ? 0 : bench.heldBytes + piece.length;
}

function heard(bench: Bench, piece: Uint8Array): readonly PrinterOp[] {
  const text = bench.tail + Buffer.from(piece).toString('latin1');
  bench.tail = text.slice(-2);
  const question = bench.family === 'star' ? ASK_STAR : DLE_EOT;
  const found: PrinterOp[] = [];
  for (let at = text.indexOf(question); at >= 0; at = text.indexOf(question, at + 1)) {
    const which = text.charCodeAt(at + 2);
    if (which >= 1 && which <= 4) found.push(bench.family === 'star' ? { kind: 'star-status' } : { kind: 'status', which });
  }
  return found;
}

/** An answer sets out, now or late; a loss of power swallows it. */
function say(bench: Bench, line: Line, bytes: Uint8Array, isInTurn: boolean): void {
  const { epoch, late } = bench;
  const arrive = (): void => {
    if (bench.epoch === epoch) answer(bench, line, bytes);
  };
  const isLate = late !== null && (isInTurn || !late.isDoneOnly);
  const act = inOrder(isInTurn ? bench.saying.inTurn : bench.saying.atOnce, arrive);
  if (isLate) bench.after(late.ms, act);
  else queueMicrotask(act);
}

/** What is called once the answer may arrive; it does so behind those that set out before it. */
function inOrder(saying: Answer[], arrive: () => void): () => void {
  const one: Answer = { isDue: false, arrive };
  saying.push(one);
  return () => {
    one.isDue = true;
    while (saying[0]?.isDue === true) saying.shift()?.arrive();
  };
}

function answer(bench: Bench, line: Line, bytes: Uint8Array): void {
  if (line.isForgotten || line.isStale) return;
  if (bench.reach !== 'well') {
    bench.stuck.push({ line, bytes });
    return;
  }
  if (line.isHeld) line.host.onBytes(bytes);
  else if (bench.cable.keepsAnswers) {
    const now = bench.lines.find(({ isHeld, isOpen }) => isHeld && isOpen);
    if (now === undefined) bench.kept.push(bytes);
    else now.host.onBytes(bytes);
  }
}

function heal(bench: Bench): void {
  const { mechanism, stuck } = bench;
  Object.assign(bench, { reach: 'well', isHung: false, late: null, pieces: null, stuck: [] });
  mechanism.lie(NO_LIES);
  mechanism.set(ALL_WELL);
  bench.heldBytes = 0;
  for (const { line, bytes } of stuck) answer(bench, line, bytes);
  for (const line of bench.lines) if (!line.isStale) opened(bench, line);
  pump(bench);
}
