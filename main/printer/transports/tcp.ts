import { ASK_WHEN_DONE, dleEot, isPaperLow, isPaperOut, troubleOf, type PrinterStatus } from '../status.ts';
import { always, waiting, type Begin, type PrinterTransport, type PrintOutcome } from './port.ts';
import { openTcpWire, type TcpWire, type WireEnd } from './tcp-wire.ts';

/** How long each step may take; the whole job ends within `totalMs`, closing included. */
export type TcpLimits = {
  readonly connectMs: number;
  readonly statusMs: number;
  readonly closeMs: number;
  readonly totalMs: number;
};

/**
 * Where the printer is and what it answers (raw TCP, mostly port 9100).
 * `auto` finds out: a printer that has answered once is expected to answer ever after, one that never did is a one-way wire.
 * `always` expects answers from the first job. `status-only` is for printers that report faults but do not confirm a job
 * (no GS r): they end as `sent`. `never` asks nothing, as for printers that speak no ESC/POS, such as Star's.
 */
export type TcpPrinterConfig = {
  readonly host: string;
  readonly port: number;
  readonly answers: 'auto' | 'always' | 'status-only' | 'never';
  readonly limits?: Partial<TcpLimits>;
};

/** Long enough for a slow printer with a long receipt, short enough for a queue of customers. */
const LIMITS: TcpLimits = { connectMs: 3_000, statusMs: 1_000, closeMs: 2_000, totalMs: 20_000 };

/**
 * A printer on TCP: asks for its status, hands the job over, waits for its answer that the job is done, and ends the
 * connection in order. One connection a job, one job at a time, never a second try of its own.
 */
export function createTcpPrinter(config: TcpPrinterConfig): PrinterTransport {
  const limits = { ...LIMITS, ...config.limits };
  let hasAnswered = config.answers === 'always' || config.answers === 'status-only';
  let last: Promise<unknown> = Promise.resolve();
  const run = async (job: Uint8Array, signal: AbortSignal, begin: Begin): Promise<PrintOutcome> => {
    const endMs = performance.now() + limits.totalMs - limits.closeMs;
    const wire = openTcpWire(config.host, config.port, signal);
    try {
      const opened = await wire.until(() => (wire.isOpen() ? 'open' : null), limits.connectMs);
      if (opened !== 'open') return waiting(opened === 'late' ? 'no-answer' : reasonOf(opened), 'no');
      const before = config.answers === 'never' ? 'silent' : await askStatus(wire, limits.statusMs);
      const errand: Errand = { wire, job, limits, endMs, begin };
      if (before === 'silent') return hasAnswered ? waiting('no-answer', 'no') : await sendOneWay(errand);
      if (typeof before === 'string') return waiting(reasonOf(before), 'no');
      hasAnswered = true;
      return await sendWhenReady(errand, before, config.answers === 'status-only');
    } finally {
      wire.socket.destroy();
    }
  };
  return {
    print: (job, signal, begin = always) => {
      const result = last.then(() => (signal.aborted ? waiting('aborted', 'no') : run(job, signal, begin)));
      last = result;
      return result;
    },
  };
}

/** `endMs` is when the job itself must have ended, on the clock of performance.now(). */
type Errand = {
  readonly wire: TcpWire;
  readonly job: Uint8Array;
  readonly limits: TcpLimits;
  readonly endMs: number;
  readonly begin: Begin;
};

/** The status the printer gives: first refuse to start what cannot print, then wait for its word that it has printed. */
async function sendWhenReady(errand: Errand, before: PrinterStatus, isStatusOnly: boolean): Promise<PrintOutcome> {
  const trouble = troubleOf(before);
  if (trouble !== null) return waiting(trouble, 'no');
  if (isStatusOnly) return sendOneWay(errand);
  const outcome = await sendAndConfirm(errand);
  await close(errand);
  return outcome;
}

async function sendAndConfirm(errand: Errand): Promise<PrintOutcome> {
  const { wire, limits } = errand;
  if (!(await errand.begin())) return waiting('journal-failed', 'no');
  wire.forget();
  const handed = await handOver(errand, Buffer.concat([errand.job, ASK_WHEN_DONE]));
  if (handed !== 'taken') return waiting(reasonOf(handed), 'maybe');
  const done = await wire.until(() => wire.reply('paper'), leftMs(errand) - 3 * limits.statusMs);
  if (done === 'late' || typeof done === 'number') return confirm(errand, done);
  return waiting(reasonOf(done), 'maybe');
}

/** Printed only when the printer says both that it is done and that nothing is wrong; without the first, the second gives the reason. */
async function confirm({ wire, limits }: Errand, done: number | 'late'): Promise<PrintOutcome> {
  const after = await askStatus(wire, limits.statusMs);
  if (typeof after === 'string') return waiting(after === 'aborted' ? 'aborted' : 'no-answer', 'maybe');
  const trouble = troubleOf(after);
  if (trouble !== null) return waiting(trouble, 'maybe');
  if (done === 'late') return waiting('no-answer', 'maybe');
  return isPaperOut(done) ? waiting('paper-out', 'maybe') : { kind: 'printed', isPaperLow: isPaperLow(after) };
}

/** No answer to expect: the job counts as sent when every byte is taken and the printer has not broken the wire since. */
async function sendOneWay(errand: Errand): Promise<PrintOutcome> {
  if (!(await errand.begin())) return waiting('journal-failed', 'no');
  const handed = await handOver(errand, errand.job);
  if (handed !== 'taken') return waiting(handed === 'late' ? 'timeout' : reasonOf(handed), 'maybe');
  const ended = await close(errand);
  return ended === 'closed' || ended === 'late' ? { kind: 'sent' } : waiting(reasonOf(ended), 'maybe');
}

/** Resolves as `taken` when the operating system has every byte. */
function handOver(errand: Errand, bytes: Uint8Array): Promise<'taken' | WireEnd> {
  const { wire } = errand;
  let isTaken = false;
  wire.socket.write(bytes, (cause) => {
    isTaken = cause === undefined || cause === null;
    wire.notify();
  });
  return wire.until(() => (isTaken ? 'taken' : null), leftMs(errand));
}

/** Ends our half and reads until the printer has ended its own: closing on unread bytes would reset the wire and lose the tail of the job. */
function close({ wire, limits }: Errand): Promise<'closed' | WireEnd> {
  wire.end();
  return wire.until(() => (wire.isClosedWell() ? 'closed' : null), limits.closeMs);
}

/**
 * DLE EOT 1, 2 and 4 one after the other, so that no answer can be taken for another's. `silent` when the first stays
 * without an answer; a printer that answers the first and then no more is `gone`.
 */
async function askStatus(wire: TcpWire, statusMs: number): Promise<PrinterStatus | 'silent' | Exclude<WireEnd, 'late'>> {
  const bytes: number[] = [];
  for (const which of [1, 2, 4] as const) {
    wire.forget();
    wire.socket.write(dleEot(which));
    const byte = await wire.until(() => wire.reply('realtime'), statusMs);
    if (byte === 'late') return which === 1 ? 'silent' : 'gone';
    if (typeof byte === 'string') return byte;
    bytes.push(byte);
  }
  const [printer = 0, cause = 0, paper = 0] = bytes;
  return { printer, cause, paper };
}

const leftMs = (errand: Errand): number => errand.endMs - performance.now();

function reasonOf(end: WireEnd): 'refused' | 'no-answer' | 'timeout' | 'aborted' {
  switch (end) {
    case 'refused':
    case 'aborted':
      return end;
    case 'gone':
      return 'no-answer';
    case 'late':
      return 'timeout';
  }
}
