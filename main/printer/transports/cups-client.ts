import { existsSync } from 'node:fs';
import { request } from 'node:http';
import {
  decodeIpp,
  encodeIpp,
  IPP_OPERATION,
  type IppAttributes,
  type IppRequest,
  type IppResponse,
  type IppValue,
} from './ipp.ts';
import type { WaitReason } from './port.ts';

/** Where the print service listens: a socket file or a loopback port. */
export type CupsAddress = { readonly socketPath: string } | { readonly host: string; readonly port: number };

/** A queue's or job's answer, or why there is none. */
export type CupsResult<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly reason: WaitReason };

/** How a queue stands. */
export type CupsQueue = {
  readonly name: string;
  readonly info: string;
  readonly model: string;
  readonly deviceUri: string;
  readonly isStopped: boolean;
  readonly isAccepting: boolean;
  readonly reasons: readonly string[];
};

/** How a job stands. `hasBegun` is true once any byte of it may have gone to the printer. */
export type CupsJob = { readonly id: number; readonly name: string; readonly state: number; readonly hasBegun: boolean };

/** RFC 8011 §5.3.7: from 7 on a job has ended; 9 says that it was handed to the printer whole. */
export const JOB_ENDED = 7;
export const JOB_COMPLETED = 9;

/** The print service of macOS and Linux, asked over IPP. No call throws. */
export type CupsClient = {
  readonly queues: () => Promise<CupsResult<readonly CupsQueue[]>>;
  readonly queue: (name: string) => Promise<CupsResult<CupsQueue>>;
  readonly print: (queue: string, title: string, document: Uint8Array) => Promise<CupsResult<number>>;
  readonly job: (queue: string, id: number) => Promise<CupsResult<CupsJob>>;
  /** The newest jobs of a queue, finished ones included as long as the service remembers them. */
  readonly jobs: (queue: string, which: 'completed' | 'not-completed') => Promise<CupsResult<readonly CupsJob[]>>;
  readonly cancel: (queue: string, id: number) => Promise<void>;
};

const SOCKETS = ['/run/cups/cups.sock', '/var/run/cups/cups.sock', '/private/var/run/cupsd'];
const DEFAULT_PORT = 631;
const ANSWER_MS = 5_000;
const JOBS_MAX = 500;

/** The service of this machine, or the one that CUPS_SERVER names as every CUPS program reads it. */
export function cupsAddress(env: Readonly<Record<string, string | undefined>>): CupsAddress {
  const named = env['CUPS_SERVER'];
  if (named?.startsWith('/') === true) return { socketPath: named };
  const [host = '', port] = (named ?? '').split(':');
  if (host !== '') return { host, port: Number(port ?? DEFAULT_PORT) || DEFAULT_PORT };
  const socketPath = SOCKETS.find((path) => existsSync(path));
  return socketPath === undefined ? { host: '127.0.0.1', port: DEFAULT_PORT } : { socketPath };
}

type Ask = (path: string, asked: IppRequest) => Promise<CupsResult<readonly IppAttributes[]>>;

/** Talks to the service as `user`, who owns the jobs and may therefore cancel them. */
export function createCupsClient(address: CupsAddress, user: string): CupsClient {
  const ask: Ask = (path, asked) =>
    post(address, path, { ...asked, attributes: [...asked.attributes, ['requesting-user-name', { tag: 'name', value: user }]] });
  return {
    queues: async () => {
      const found = await ask('/', { operation: IPP_OPERATION.printers, attributes: [wanted(QUEUE_FACTS)] });
      return mapped(found, (groups) => groups.map(queueOf));
    },
    queue: async (queue) => {
      const attributes = [onQueue(queue), wanted(QUEUE_FACTS)];
      const found = await ask(pathOf(queue), { operation: IPP_OPERATION.printerAttributes, attributes });
      return mapped(found, ([group]) => queueOf(group ?? new Map()));
    },
    ...jobCalls(ask),
  };
}

function jobCalls(ask: Ask): Omit<CupsClient, 'queues' | 'queue'> {
  return {
    print: async (queue, title, document) => {
      const attributes = [onQueue(queue), ['job-name', { tag: 'name', value: title }], ['document-format', RAW]] as const;
      const taken = await ask(pathOf(queue), { operation: IPP_OPERATION.printJob, attributes, document });
      return mapped(taken, ([group]) => numberIn(group ?? new Map(), 'job-id'));
    },
    job: async (queue, id) => {
      const attributes = [onQueue(queue), onJob(id), wanted(JOB_FACTS)];
      const found = await ask(pathOf(queue), { operation: IPP_OPERATION.jobAttributes, attributes });
      return mapped(found, ([group]) => jobOf(group ?? new Map()));
    },
    jobs: async (queue, which) => {
      const limit = ['limit', { tag: 'integer', value: JOBS_MAX }] as const;
      const attributes = [onQueue(queue), limit, wanted(JOB_FACTS), ['which-jobs', { tag: 'keyword', value: which }]] as const;
      const found = await ask(pathOf(queue), { operation: IPP_OPERATION.jobs, attributes });
      return mapped(found, (groups) => groups.map(jobOf));
    },
    cancel: async (queue, id) => {
      await ask(pathOf(queue), { operation: IPP_OPERATION.cancelJob, attributes: [onQueue(queue), onJob(id)] });
    },
  };
}

/** Passes the bytes through as they are, whatever driver the queue has. */
const RAW: IppValue = { tag: 'mime', value: 'application/vnd.cups-raw' };

const onQueue = (queue: string): readonly [string, IppValue] => [
  'printer-uri',
  { tag: 'uri', value: `ipp://localhost${pathOf(queue)}` },
];

const onJob = (id: number): readonly [string, IppValue] => ['job-id', { tag: 'integer', value: id }];

const wanted = (names: readonly string[]): readonly [string, ...IppValue[]] => [
  'requested-attributes',
  ...names.map((value) => ({ tag: 'keyword', value }) as const),
];

const QUEUE_FACTS = [
  'printer-name',
  'printer-info',
  'printer-make-and-model',
  'device-uri',
  'printer-state',
  'printer-state-reasons',
  'printer-is-accepting-jobs',
];
const JOB_FACTS = ['job-id', 'job-name', 'job-state', 'time-at-processing'];

const pathOf = (queue: string): string => `/printers/${encodeURIComponent(queue)}`;

function mapped<From, To>(result: CupsResult<From>, map: (value: From) => To): CupsResult<To> {
  return result.ok ? { ok: true, value: map(result.value) } : result;
}

const PRINTER_STOPPED = 5;

const queueOf = (found: IppAttributes): CupsQueue => ({
  name: textIn(found, 'printer-name'),
  info: textIn(found, 'printer-info'),
  model: textIn(found, 'printer-make-and-model'),
  deviceUri: textIn(found, 'device-uri'),
  isStopped: numberIn(found, 'printer-state') === PRINTER_STOPPED,
  isAccepting: found.get('printer-is-accepting-jobs')?.[0] !== false,
  reasons: (found.get('printer-state-reasons') ?? []).map(String).filter((reason) => reason !== 'none'),
});

const jobOf = (found: IppAttributes): CupsJob => ({
  id: numberIn(found, 'job-id'),
  name: textIn(found, 'job-name'),
  state: numberIn(found, 'job-state'),
  // Without a word about it, it may have begun.
  hasBegun: found.has('time-at-processing') || !found.has('job-state') || numberIn(found, 'job-state') === 5,
});

function textIn(found: IppAttributes, name: string): string {
  const value = found.get(name)?.[0];
  return typeof value === 'string' ? value : '';
}

function numberIn(found: IppAttributes, name: string): number {
  const value = found.get(name)?.[0];
  return typeof value === 'number' ? value : 0;
}

function post(address: CupsAddress, path: string, asked: IppRequest): Promise<CupsResult<readonly IppAttributes[]>> {
  const body = encodeIpp(asked);
  return new Promise((resolve) => {
    const fail = (reason: WaitReason): void => {
      resolve({ ok: false, reason });
    };
    const sent = request(
      {
        ...address,
        path,
        method: 'POST',
        timeout: ANSWER_MS,
        agent: false,
        headers: { host: 'localhost', 'content-type': 'application/ipp', 'content-length': body.length },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', () => {
          fail('no-answer');
        });
        response.on('end', () => {
          resolve(judge(response.statusCode ?? 0, decodeIpp(Buffer.concat(parts))));
        });
      },
    );
    sent.on('timeout', () => sent.destroy());
    sent.on('error', (cause: NodeJS.ErrnoException) => {
      fail(
        cause.code === 'ECONNREFUSED' || cause.code === 'ENOENT'
          ? 'no-spooler'
          : cause.code === 'EACCES'
            ? 'access-denied'
            : 'no-answer',
      );
    });
    sent.end(body);
  });
}

function judge(httpStatus: number, answer: IppResponse | null): CupsResult<readonly IppAttributes[]> {
  if (httpStatus === 401 || httpStatus === 403) return { ok: false, reason: 'access-denied' };
  if (httpStatus === 404) return { ok: false, reason: 'not-found' };
  if (httpStatus !== 200 || answer === null) return { ok: false, reason: 'no-answer' };
  return answer.status < 0x0400
    ? { ok: true, value: answer.groups }
    : { ok: false, reason: REFUSALS[answer.status] ?? 'printer-error' };
}

/** Status codes of RFC 8011, appendix B, that say what to do. */
const REFUSALS: Readonly<Record<number, WaitReason>> = {
  0x0401: 'access-denied',
  0x0402: 'access-denied',
  0x0403: 'access-denied',
  0x0406: 'not-found',
  0x040a: 'wrong-queue',
  0x0506: 'queue-paused',
};
