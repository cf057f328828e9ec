import { always, waiting, type Begin, type PrinterTransport, type PrintOutcome, type WaitReason } from './port.ts';

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
};

/** A printer in memory that keeps its paper. `paper()` is what came out, in order, a torn job included. */
export type MemoryPrinter = {
  readonly transport: PrinterTransport;
  readonly paper: () => Uint8Array;
  readonly behave: (change: Partial<MemoryBehaviour>) => void;
};

/** A ready, answering printer; it passes the same conformance suite as the real wires. */
export function createMemoryPrinter(): MemoryPrinter {
  let behaviour: MemoryBehaviour = { trouble: null, answers: true, breaks: null, isPaperLow: false, hold: null };
  const strips: Uint8Array[] = [];
  let last: Promise<unknown> = Promise.resolve();
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
      print: (job, signal, begin = always) => {
        const result = last.then(() => run(job, signal, begin));
        last = result;
        return result;
      },
    },
    paper: () => Uint8Array.from(strips.flatMap((strip) => [...strip])),
    behave: (change) => {
      behaviour = { ...behaviour, ...change };
    },
  };
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
