import type { Begin, PrinterTransport } from '../../main/printer/transports/port.ts';
import type { Talk } from '../../main/printer/transports/talk.ts';

/** Mistakes that other tills make, planted to see that this trial finds them. */
export const DEFECTS = [
  'printed-once-written',
  'sends-doubt-again',
  'copies-unmarked',
  'forgets-owed',
  'believes-late-answers',
] as const;
export type Defect = (typeof DEFECTS)[number];

/** The talk with its mistake. */
export function talkWith<Reply>(talk: Talk<Reply>, defect: Defect | null): Talk<Reply> {
  if (defect === 'believes-late-answers')
    return {
      ...talk,
      settle: () => Promise.resolve(true),
      tail: (jobId) => talk.tail(jobId, 0),
      done: (wire, job, timeoutMs) => talk.done(wire, { ...job, pending: 0 }, timeoutMs),
    };
  return talk;
}

/** The wire with its mistake. */
export function wireWith(transport: PrinterTransport, defect: Defect | null): PrinterTransport {
  if (defect === 'sends-doubt-again')
    return {
      ...transport,
      print: async (...job) => {
        const outcome = await transport.print(...job);
        return outcome.kind === 'waiting' ? { ...outcome, sent: 'no' } : outcome;
      },
    };
  if (defect === 'printed-once-written')
    return {
      ...transport,
      print: async (job, signal, begin, jobId) => {
        const begun: string[] = [];
        const noted: Begin = () => {
          begun.push(jobId ?? '');
          return begin?.() ?? Promise.resolve(true);
        };
        const outcome = await transport.print(job, signal, noted, jobId);
        return begun.length > 0 && outcome.kind === 'waiting' ? { kind: 'printed', isPaperLow: false } : outcome;
      },
    };
  return transport;
}
