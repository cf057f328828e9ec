import { always, waiting, type Begin, type PrinterTransport, type PrintOutcome } from '../../main/printer/transports/port.ts';
import type { Agenda } from './agenda.ts';
import type { Run } from './host.ts';
import type { Plan, PrinterTrouble } from './plan.ts';

/** A paper that came out, whole or torn. */
export type Paper = { readonly text: string; readonly isWhole: boolean; readonly atMs: number; readonly run: number };

/** The receipt printer of the world: it keeps its paper over every restart of the counter. */
export type Press = {
  readonly transportFor: (run: Run) => PrinterTransport;
  readonly trouble: (trouble: PrinterTrouble | null) => void;
};

/** What a press is made of. */
export type PressParts = {
  readonly agenda: Agenda;
  readonly kind: Plan['shop']['printer'];
  readonly note: (line: string) => void;
  readonly struck: (name: string) => void;
  readonly onPaper: (paper: Paper) => void;
};

const PRINT_MS = 700;
const ASK_MS = 30;
const STALL_MS = 25_000;

/** A ready printer. */
export function createPress(parts: PressParts): Press {
  let trouble: PrinterTrouble | null = null;
  const current = (): PrinterTrouble | null => trouble;
  return {
    transportFor: (run) => {
      let last: Promise<unknown> = Promise.resolve();
      return {
        print: (job, _signal, begin = always) => {
          const result = last.then(() => print(parts, run, current, job, begin));
          last = result;
          return result;
        },
        check: () => Promise.resolve({ kind: 'unknown' }),
        recall: () => Promise.resolve('unknown'),
      };
    },
    trouble: (next) => {
      trouble = next;
    },
  };
}

async function print(
  parts: PressParts,
  run: Run,
  trouble: () => PrinterTrouble | null,
  job: Uint8Array,
  begin: Begin,
): Promise<PrintOutcome> {
  await pause(run, ASK_MS);
  const now = trouble();
  if (now !== null) parts.struck(`printer-${now}`);
  if (now === 'paper-out' || now === 'cover-open' || now === 'refused') return waiting(now, 'no');
  if (!(await begin())) return waiting('journal-failed', 'no');
  await pause(run, 1);
  putOut(parts, run, Buffer.from(job).toString('utf8'), now !== 'cut');
  await pause(run, now === 'stall' ? STALL_MS : PRINT_MS);
  if (now !== null) return waiting(now === 'cut' ? 'no-answer' : 'timeout', 'maybe');
  return parts.kind === 'one-way' ? { kind: 'sent' } : { kind: 'printed', isPaperLow: false };
}

function putOut({ note, onPaper, agenda }: PressParts, run: Run, text: string, isWhole: boolean): void {
  note(`the printer prints ${isWhole ? 'a paper' : 'half of a paper and stops'}`);
  onPaper({ text: isWhole ? text : text.slice(0, text.length / 2), isWhole, atMs: agenda.now(), run: run.number });
}

/** Never ends for a run that was killed meanwhile. */
const pause = (run: Run, ms: number): Promise<void> =>
  new Promise((resolve) => {
    run.after(ms, resolve);
  });
