import { createServer, type AddressInfo, type Socket } from 'node:net';

/** How the double treats a connection. Bytes of DLE EOT, GS r and GS I are questions; everything else is the job. It has no name. */
export type DoubleManners = {
  /** Answers to DLE EOT 1, 2 and 4; null stays silent. */
  readonly status: { readonly 1: number; readonly 2: number; readonly 4: number } | null;
  /** The answers to DLE EOT once the job has come; the same as before when left out. */
  readonly statusAfter?: DoubleManners['status'];
  /** The answer to GS r 1; null stays silent. */
  readonly gsR: number | null;
  /** Bytes that it pushes on its own: once on connecting and before each answer. */
  readonly push?: readonly number[];
  /** On connecting, or at the first byte of the job: hang up properly, reset, or stop reading for good. */
  readonly onConnect?: 'end' | 'reset' | 'pause';
  readonly onJob?: 'end' | 'reset' | 'pause';
  /** Keeps its half open after the other side has ended. */
  readonly keepsOpen?: boolean;
};

/** A printer on a loopback port of its own. */
export type TcpDouble = {
  readonly port: number;
  readonly become: (manners: DoubleManners) => void;
  readonly paper: () => Uint8Array;
  readonly begun: () => Promise<void>;
  readonly connections: () => number;
  readonly close: () => Promise<void>;
};

/** Status of a printer with nothing wrong. */
export const READY = { 1: 0x12, 2: 0x12, 4: 0x12 } as const;

/** A promise that is resolved from outside. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  const openers: (() => void)[] = [];
  const opened = new Promise<void>((resolve) => {
    openers.push(resolve);
  });
  return {
    opened,
    open: () => {
      for (const open of openers) open();
    },
  };
}

/** Starts the double on `port`, 0 for any free one. */
export async function startTcpDouble(first: DoubleManners, port = 0): Promise<TcpDouble> {
  let manners = first;
  let connections = 0;
  const paper: number[][] = [];
  const sockets = new Set<Socket>();
  const begun = gate();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
    });
    serve(socket, manners, (bytes) => {
      paper.push(bytes);
      begun.open();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    become: (next) => {
      manners = next;
    },
    paper: () => Uint8Array.from(paper.flat()),
    begun: () => begun.opened,
    connections: () => connections,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function serve(socket: Socket, manners: DoubleManners, onPaper: (bytes: number[]) => void): void {
  socket.on('error', () => {
    /* a reset by the client is the client's business */
  });
  socket.on('end', () => {
    if (manners.keepsOpen !== true) socket.end();
  });
  act(socket, manners.onConnect);
  const push = (): void => {
    if (manners.push !== undefined) socket.write(Uint8Array.from(manners.push));
  };
  push();
  let held: number[] = [];
  let hasJob = false;
  socket.on('data', (chunk) => {
    const { job, questions, rest } = sort([...held, ...chunk]);
    held = rest;
    if (job.length > 0) {
      hasJob = true;
      onPaper(job);
      act(socket, manners.onJob);
    }
    for (const question of questions) {
      const status = hasJob && manners.statusAfter !== undefined ? manners.statusAfter : manners.status;
      const answer = { name: null, gsR: manners.gsR, 1: null, 2: null, 4: null, ...status }[question];
      push();
      if (answer !== null && !socket.writableEnded) socket.write(Uint8Array.of(answer));
    }
  });
}

function act(socket: Socket, what: 'end' | 'reset' | 'pause' | undefined): void {
  if (what === 'end') socket.end();
  if (what === 'reset') socket.resetAndDestroy();
  if (what === 'pause') socket.pause();
}

type Question = 1 | 2 | 4 | 'gsR' | 'name';
const QUESTIONS: readonly (readonly [Question, readonly number[]])[] = [
  [1, [0x10, 4, 1]],
  [2, [0x10, 4, 2]],
  [4, [0x10, 4, 4]],
  ['gsR', [0x1d, 0x72, 1]],
  ['name', [0x1d, 0x49, 0x43]],
];

const QUESTION_HEADS: ReadonlySet<number> = new Set(QUESTIONS.map(([, [head = 0]]) => head));

/** Splits a stream into job bytes and questions; a question that is not complete yet is kept for the next piece. */
function sort(bytes: readonly number[]): {
  readonly job: number[];
  readonly questions: readonly Question[];
  readonly rest: number[];
} {
  const job: number[] = [];
  const questions: Question[] = [];
  let at = 0;
  while (at < bytes.length) {
    const head = bytes[at] ?? 0;
    if (!QUESTION_HEADS.has(head)) {
      job.push(head);
      at += 1;
      continue;
    }
    const begins = (length: number): readonly (readonly [Question, readonly number[]])[] =>
      QUESTIONS.filter(([, pattern]) => pattern.slice(0, length).every((byte, index) => bytes[at + index] === byte));
    const whole = begins(3)[0];
    if (whole === undefined && begins(bytes.length - at).length > 0 && bytes.length - at < 3) break;
    if (whole === undefined) job.push(head);
    else questions.push(whole[0]);
    at += whole === undefined ? 1 : 3;
  }
  return { job, questions, rest: bytes.slice(at) };
}
