import type { Bench } from './failing-bench.ts';
import type { Fault } from './failing-faults.ts';
import type { PrinterLies } from './mechanism.ts';

const LIES: Readonly<Record<Extract<Fault, { kind: 'lies' }>['about'], PrinterLies>> = {
  status: { status: 'all-well', isDoneEarly: false },
  done: { status: 'true', isDoneEarly: true },
  both: { status: 'all-well', isDoneEarly: true },
  'false-alarm': { status: 'no-paper', isDoneEarly: false },
};

/** The trouble begins. */
export function suffer(bench: Bench, fault: Fault): void {
  switch (fault.kind) {
    case 'paper-out':
      bench.mechanism.set({ paperOut: true });
      return;
    case 'cover-open':
      bench.mechanism.set({ coverOpen: true });
      return;
    case 'cutter-jam':
      bench.mechanism.set({ cutterJam: true });
      return;
    case 'lies':
      bench.mechanism.lie(LIES[fault.about]);
      bench.mechanism.set({ paperOut: fault.about !== 'false-alarm' });
      return;
    case 'late':
      bench.late = fault;
      return;
    case 'trickle':
      bench.pieces = fault;
      return;
    case 'hung':
      bench.isHung = true;
      return;
    default:
      sufferOnWire(bench, fault.kind);
  }
}

function sufferOnWire(bench: Bench, kind: 'power-loss' | 'cable' | 'half-open' | 'hang-up'): void {
  switch (kind) {
    case 'power-loss':
      losePower(bench);
      bench.reach = 'off';
      return;
    case 'cable':
      bench.reach = 'cut';
      if (bench.cable.tellsBreak) breakLines(bench);
      return;
    case 'half-open':
      for (const line of bench.lines) Object.assign(line, { isForgotten: true, queue: [] });
      return;
    case 'hang-up':
      breakLines(bench);
  }
}

/** What it held, what it had half of and what it was about to say is gone. */
export function losePower(bench: Bench): void {
  bench.mechanism.restart();
  Object.assign(bench, { epoch: bench.epoch + 1, rest: new Uint8Array(), tail: '', kept: [], stuck: [], heldBytes: 0 });
  bench.saying = { inTurn: [], atOnce: [] };
  if (bench.cable.tellsBreak) breakLines(bench);
  else for (const line of bench.lines) Object.assign(line, { isStale: true, queue: [], rest: new Uint8Array() });
}

function breakLines(bench: Bench): void {
  for (const line of bench.lines) {
    Object.assign(line, { isStale: true, queue: [] });
    if (line.isHeld) queueMicrotask(() => line.isHeld && line.host.onBroken('gone'));
  }
}
