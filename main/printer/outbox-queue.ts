import { isFinal, type JobState, type JobView, type PrintJob } from './outbox-state.ts';

/** A job with what is known of it. */
export type Entry = { readonly job: PrintJob; view: JobView };

/** The jobs in their order; every change is reported with the whole picture. */
export type Queue = {
  readonly add: (job: PrintJob) => 'queued' | 'duplicate' | 'full';
  /** The oldest job that is not final, or null. */
  readonly first: () => Entry | null;
  readonly change: (entry: Entry, change: { readonly attempt: number; readonly state: JobState }) => void;
  readonly views: () => readonly JobView[];
};

/** More than a busy day; a job waits as a function, not as bytes. */
const UNFINISHED_MAX = 2_000;
const FINISHED_KEPT = 50;

/** An empty queue. Job ids are remembered for as long as it lives, because the same id must never print twice. */
export function createQueue(onChange: (jobs: readonly JobView[]) => void): Queue {
  const known = new Set<string>();
  const open: Entry[] = [];
  const finished: JobView[] = [];
  const views = (): readonly JobView[] => [...finished, ...open.map((entry) => entry.view)];
  return {
    add: (job) => {
      if (known.has(job.jobId)) return 'duplicate';
      if (open.length >= UNFINISHED_MAX) return 'full';
      known.add(job.jobId);
      open.push({ job, view: firstView(job) });
      onChange(views());
      return 'queued';
    },
    first: () => open[0] ?? null,
    change: (entry, change) => {
      entry.view = { ...entry.view, ...change };
      if (isFinal(change.state)) {
        open.splice(open.indexOf(entry), 1);
        finished.push(entry.view);
        finished.splice(0, finished.length - FINISHED_KEPT);
      }
      onChange(views());
    },
    views,
  };
}

function firstView({ jobId, documentKind, copyOf }: PrintJob): JobView {
  return { jobId, documentKind, ...(copyOf === undefined ? {} : { copyOf }), attempt: 0, state: { kind: 'queued' } };
}
