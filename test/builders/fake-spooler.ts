import { WINDOWS_ERROR, type Spooler, type SpoolerJob, type SpoolerResult } from '../../main/printer/transports/spooler-port.ts';

/** How the fake spooler's one queue behaves. */
export type SpoolerManners = {
  readonly status: number;
  /** What becomes of a spooled job: handed over at once, left in the queue untouched, or begun and stuck. */
  readonly jobs: 'print' | 'hold' | 'stick';
  /** The error number of every spooling; null for none. */
  readonly refuses: number | null;
};

/** A Windows spooler in memory with one queue, `Receipts`. */
export type FakeSpooler = {
  readonly spooler: Spooler;
  readonly behave: (change: Partial<SpoolerManners>) => void;
  readonly paper: () => Uint8Array;
  readonly queued: () => number;
};

export const FAKE_QUEUE = 'Receipts';
const PRINTING = 0x10;

/** Ready and printing. */
export function createFakeSpooler(): FakeSpooler {
  let manners: SpoolerManners = { status: 0, jobs: 'print', refuses: null };
  let jobs: readonly (SpoolerJob & { readonly document: Uint8Array })[] = [];
  let lastId = 0;
  const paper: Uint8Array[] = [];
  const on = <Value>(name: string, answer: () => SpoolerResult<Value>): Promise<SpoolerResult<Value>> =>
    Promise.resolve(name === FAKE_QUEUE ? answer() : { ok: false, error: WINDOWS_ERROR.invalidName });
  const described = () => ({
    name: FAKE_QUEUE,
    port: 'USB001',
    driver: 'Generic / Text Only',
    status: manners.status,
    attributes: 0,
  });
  return {
    behave: (change) => {
      manners = { ...manners, ...change };
    },
    paper: () => Uint8Array.from(Buffer.concat(paper)),
    queued: () => jobs.length,
    spooler: {
      printers: () => Promise.resolve({ ok: true, value: [described()] }),
      printer: (name) => on(name, () => ({ ok: true, value: described() })),
      spool: (name, title, document) =>
        on(name, () => {
          if (manners.refuses !== null) return { ok: false, error: manners.refuses };
          lastId += 1;
          if (manners.jobs === 'print') paper.push(document);
          else jobs = [...jobs, { id: lastId, title, document, status: manners.jobs === 'stick' ? PRINTING : 0 }];
          if (manners.jobs === 'stick') paper.push(document.slice(0, 4));
          return { ok: true, value: lastId };
        }),
      jobs: (name) => on(name, () => ({ ok: true, value: jobs })),
      cancel: (name, id) =>
        on(name, () => {
          jobs = jobs.filter((job) => job.id !== id);
          return { ok: true, value: null };
        }),
    },
  };
}
