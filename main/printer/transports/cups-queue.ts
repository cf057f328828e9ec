import { JOB_COMPLETED, JOB_ENDED, type CupsClient, type CupsJob, type CupsQueue } from './cups-client.ts';
import type { WaitReason } from './port.ts';
import type { PrintQueue, QueuedJob } from './queue.ts';

/** One queue of CUPS. Its jobs are remembered by the service, finished ones too, as long as it keeps its history. */
export const cupsQueue = (client: CupsClient, name: string): PrintQueue => ({
  check: async () => {
    const found = await client.queue(name);
    if (!found.ok) return { kind: 'trouble', reason: found.reason };
    const reason = cupsTrouble(found.value);
    if (reason !== null) return { kind: 'trouble', reason };
    return has(found.value, /^media-low/) ? { kind: 'ready', isPaperLow: true } : { kind: 'unknown' };
  },
  submit: async (title, document) => {
    const taken = await client.print(name, title, document);
    return taken.ok ? { id: taken.value } : { reason: taken.reason };
  },
  look: async (id) => {
    const found = await client.job(name, id);
    return found.ok ? queuedJob(found.value) : null;
  },
  find: async (title) => {
    for (const which of ['not-completed', 'completed'] as const) {
      const jobs = await client.jobs(name, which);
      const found = jobs.ok ? jobs.value.find((job) => job.name === title) : undefined;
      if (found !== undefined) return queuedJob(found);
    }
    return null;
  },
  cancel: (id) => client.cancel(name, id),
});

function queuedJob({ id, state, hasBegun }: CupsJob): QueuedJob {
  return { id, hasBegun, end: state < JOB_ENDED ? 'open' : state === JOB_COMPLETED ? 'handed-over' : 'dropped' };
}

const has = ({ reasons }: CupsQueue, pattern: RegExp): boolean => reasons.some((reason) => pattern.test(reason));

/** Destinations that take pages and no printer commands. */
const PAGES_ONLY = /^(ipps?|dnssd|implicitclass|cups-pdf|file|mdns):/;

/** What keeps a queue from printing raw bytes; null when nothing does. */
export function cupsTrouble(queue: CupsQueue): WaitReason | null {
  if (PAGES_ONLY.test(queue.deviceUri)) return 'wrong-queue';
  if (has(queue, /^(cover|door|interlock)-open/)) return 'cover-open';
  if (has(queue, /^media-(empty|needed)/)) return 'paper-out';
  if (has(queue, /^(offline|shutdown|connecting-to-device|timed-out)/)) return 'offline';
  if (queue.isStopped || !queue.isAccepting || has(queue, /^(paused|moving-to-paused)/)) return 'queue-paused';
  return has(queue, /-error$/) ? 'printer-error' : null;
}
