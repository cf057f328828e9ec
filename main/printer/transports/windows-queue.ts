import type { WaitReason } from './port.ts';
import type { PrintQueue, QueuedJob } from './queue.ts';
import { WINDOWS_ERROR, type Spooler, type SpoolerJob, type SpoolerPrinter } from './spooler-port.ts';

/** One queue of the Windows spooler. A job that is no longer in it was handed over, unless it was seen being deleted. */
export function windowsQueue(spooler: Spooler, name: string): PrintQueue {
  const seen = new Map<number, QueuedJob>();
  const jobs = async (): Promise<readonly SpoolerJob[] | null> => {
    const found = await spooler.jobs(name);
    return found.ok ? found.value : null;
  };
  const remember = (job: QueuedJob): QueuedJob => {
    seen.set(job.id, job);
    return job;
  };
  return {
    check: async () => {
      const found = await spooler.printer(name);
      const reason = found.ok ? windowsTrouble(found.value) : reasonOfError(found.error);
      return reason === null ? { kind: 'unknown' } : { kind: 'trouble', reason };
    },
    submit: async (title, document) => {
      const taken = await spooler.spool(name, title, document);
      if (!taken.ok) return { reason: reasonOfError(taken.error) };
      remember({ id: taken.value, end: 'open', hasBegun: false });
      return { id: taken.value };
    },
    look: async (id) => {
      const listed = await jobs();
      const before = seen.get(id) ?? { id, end: 'open', hasBegun: true };
      // A spooler that took the job and does not say what became of it: sent is all that can be said.
      if (listed === null) return { ...before, end: 'handed-over' };
      const job = listed.find((one) => one.id === id);
      if (job !== undefined) return remember(queuedJob(job, before));
      return before.end === 'dropped' ? before : { ...before, end: 'handed-over' };
    },
    find: async (title) => {
      const job = (await jobs())?.find((one) => one.title === title);
      // After a restart nobody saw what the job went through before.
      return job === undefined ? null : remember(queuedJob(job, { id: job.id, end: 'open', hasBegun: false }));
    },
    cancel: async (id) => {
      const before = seen.get(id);
      const cancelled = await spooler.cancel(name, id);
      if (cancelled.ok && before !== undefined) remember({ ...before, end: 'dropped' });
    },
  };
}

/** JOB_STATUS bits. */
const JOB = { deleting: 0x4, printing: 0x10, printed: 0x80, deleted: 0x100, restart: 0x800, complete: 0x1000 } as const;

/** Anything but waiting untouched counts as begun; a job that was begun once stays so. */
function queuedJob({ id, status }: SpoolerJob, before: QueuedJob): QueuedJob {
  const hasBegun = before.hasBegun || (status & (JOB.printing | JOB.printed | JOB.restart | JOB.complete)) !== 0;
  if ((status & (JOB.printed | JOB.complete)) !== 0) return { id, end: 'handed-over', hasBegun };
  return { id, end: (status & JOB.deleted) !== 0 ? 'dropped' : 'open', hasBegun };
}

/** PRINTER_STATUS bits, the most useful to a cashier first. */
const PRINTER_TROUBLE: readonly (readonly [bits: number, reason: WaitReason])[] = [
  [0x400000, 'cover-open'],
  [0x10 | 0x40, 'paper-out'],
  [0x80 | 0x1000, 'offline'],
  [0x1 | 0x4, 'queue-paused'],
  [0x2 | 0x8 | 0x100000, 'printer-error'],
];
const WORK_OFFLINE = 0x400;

/** Ports behind which pages end up, and no printer commands. */
const PAGES_ONLY = /^(PORTPROMPT:|XPSPort:|SHRFAX:|nul:|FILE:|Microsoft\.Office\.OneNote)/i;

/** What keeps a queue from printing raw bytes; null when nothing is known to. */
export function windowsTrouble({ port, status, attributes }: SpoolerPrinter): WaitReason | null {
  if (PAGES_ONLY.test(port)) return 'wrong-queue';
  const [, reason] = PRINTER_TROUBLE.find(([bits]) => (status & bits) !== 0) ?? [];
  return reason ?? ((attributes & WORK_OFFLINE) !== 0 ? 'offline' : null);
}

/** Windows' own errors as reasons. */
export function reasonOfError(error: number): WaitReason {
  switch (error) {
    case WINDOWS_ERROR.accessDenied:
      return 'access-denied';
    case WINDOWS_ERROR.invalidName:
      return 'not-found';
    case WINDOWS_ERROR.invalidDatatype:
      return 'wrong-queue';
    case WINDOWS_ERROR.serverUnavailable:
      return 'no-spooler';
    case WINDOWS_ERROR.unknownOutcome:
      return 'no-answer';
    default:
      return 'printer-error';
  }
}
