import {
  always,
  inTurn,
  waiting,
  type Begin,
  type PrinterCheck,
  type PrinterTransport,
  type PrintOutcome,
  type Recall,
  type WaitReason,
} from './port.ts';

/** How the printer in memory behaves from now on. */
export type MemoryBehaviour = {
  /** What keeps it from starting; null when it is ready. */
  readonly trouble: Exclude<WaitReason, 'aborted'> | null;
  /** False for a wire that cannot answer. */
  readonly answers: boolean;
  /** It takes this many bytes of a job and then stops for the reason; null for never. */
  readonly breaks: { readonly afterBytes: number; readonly reason: Exclude<WaitReason, 'aborted' | 'refused'> } | null;
  readonly isPaperLow: boolean;
  /** Called with each whole job on paper; the answer is held back until it resolves. Null answers at once. */
  readonly hold: (() => Promise<void>) | null;
  /** What it says of a job that an earlier run began. */
  readonly recalls: Recall;
};

/** A printer in memory that keeps its paper. `paper()` is what came out, in order, a torn job included. */
export type MemoryPrinter = {
  readonly transport: PrinterTransport;
  readonly paper: () => Uint8Array;
  readonly behave: (change: Partial<MemoryBehaviour>) => void;
};

const CALM: MemoryBehaviour = { trouble: null, answers: true, breaks: null, isPaperLow: false, hold: null, recalls: 'unknown' };

/** A ready, answering printer; it passes the same conformance suite as the real wires. */
export function createMemoryPrinter(): MemoryPrinter {
  let behaviour = CALM;
  const strips: Uint8Array[] = [];
  const turn = inTurn();
  const run = async (job: Uint8Array, signal: AbortSignal, begin: Begin): Promise<PrintOutcome> => {
    const { trouble, answers, breaks, isPaperLow, hold } = behaviour;
    if (signal.aborted) return waiting('aborted', 'no');
    if (trouble !== null) return waiting(trouble, 'no');
    if (!(await begin())) return waiting('journal-failed', 'no');
    strips.push(job.slice(0, breaks?.afterBytes ?? job.length));
    if (breaks !== null) return waiting(breaks.reason, 'maybe');
    if (hold !== null && (await heldBack(hold(), signal)) === 'aborted') return waiting('aborted', 'maybe');
    return answers ? { kind: 'printed', isPaperLow } : { kind: 'sent' };
  };
  return {
    transport: {
      print: (job, signal, begin = always) => turn(() => run(job, signal, begin)),
      check: () => turn(() => Promise.resolve(checkOf(behaviour))),
      recall: () => turn(() => Promise.resolve(behaviour.recalls)),
    },
    paper: () => Uint8Array.from(strips.flatMap((strip) => [...strip])),
    behave: (change) => {
      behaviour = { ...behaviour, ...change };
    },
  };
}

function checkOf({ trouble, answers, isPaperLow }: MemoryBehaviour): PrinterCheck {
  if (trouble !== null) return { kind: 'trouble', reason: trouble };
  return answers ? { kind: 'ready', isPaperLow } : { kind: 'unknown' };
}

function heldBack(held: Promise<void>, signal: AbortSignal): Promise<'released' | 'aborted'> {
  return new Promise((resolve) => {
    const onAbort = (): void => {
      resolve('aborted');
    };
    signal.addEventListener('abort', onAbort, { once: true });
    void held.then(() => {
      signal.removeEventListener('abort', onAbort);
      resolve('released');
    });
  });
}
