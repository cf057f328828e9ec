import { connect, type Socket } from 'node:net';
import { createStatusReader, type StatusReply } from '../status.ts';

/** Why a wait on the wire ended without what was awaited. `gone` is an error, a reset, or the printer hanging up first. */
export type WireEnd = 'refused' | 'gone' | 'aborted' | 'late';

/** A socket with everything that has happened on it, so that each wait is one question asked again at each event. */
export type TcpWire = {
  readonly socket: Socket;
  /** Waits until `look` finds something, at most `timeoutMs`; a broken wire or the signal ends it earlier. */
  readonly until: <T>(look: () => T | null, timeoutMs: number) => Promise<T | WireEnd>;
  /** Asks the waiting question again after something that is not a socket event. */
  readonly notify: () => void;
  /** The first answer of that kind since the last `forget`. */
  readonly reply: (kind: StatusReply['kind']) => number | null;
  readonly forget: () => void;
  readonly isOpen: () => boolean;
  /** True once both sides have ended properly. */
  readonly isClosedWell: () => boolean;
  /** Ends our half; from now on the printer may end its own. */
  readonly end: () => void;
};

/** A printer that floods the wire cannot fill the memory: later answers than these are dropped until the next `forget`. */
const REPLIES_MAX = 64;

/** Connects and keeps both halves apart (`allowHalfOpen`), so that a hang-up of the printer is seen and never answered by ours. */
export function openTcpWire(host: string, port: number, signal: AbortSignal): TcpWire {
  const socket = connect({ host, port, allowHalfOpen: true, noDelay: true });
  const seen = watch(socket);
  const listeners = new Set<() => void>();
  const notify = (): void => {
    for (const listener of [...listeners]) listener();
  };
  for (const event of ['connect', 'data', 'end', 'close', 'error']) socket.on(event, notify);
  signal.addEventListener('abort', notify);
  socket.once('close', () => {
    signal.removeEventListener('abort', notify);
  });
  return {
    socket,
    notify,
    until: (look, timeoutMs) => waitFor(() => (signal.aborted ? 'aborted' : (look() ?? brokenBy(seen))), timeoutMs, listeners),
    reply: (kind) => seen.replies.find((reply) => reply.kind === kind)?.byte ?? null,
    forget: () => {
      seen.replies.length = 0;
    },
    isOpen: () => seen.isOpen,
    isClosedWell: () => seen.isClosed && seen.failure === null,
    end: () => {
      seen.isEnding = true;
      socket.end();
    },
  };
}

type Seen = {
  isOpen: boolean;
  isEnding: boolean;
  hasPeerEnded: boolean;
  isClosed: boolean;
  failure: string | null;
  readonly replies: StatusReply[];
};

function watch(socket: Socket): Seen {
  const seen: Seen = { isOpen: false, isEnding: false, hasPeerEnded: false, isClosed: false, failure: null, replies: [] };
  const read = createStatusReader();
  socket.on('connect', () => {
    seen.isOpen = true;
  });
  socket.on('data', (bytes) => {
    seen.replies.push(...read(bytes).slice(0, REPLIES_MAX - seen.replies.length));
  });
  socket.on('end', () => {
    seen.hasPeerEnded ||= !seen.isEnding;
  });
  socket.on('close', () => {
    seen.isClosed = true;
  });
  socket.on('error', (cause: NodeJS.ErrnoException) => {
    seen.failure = cause.code ?? 'unknown';
  });
  return seen;
}

function brokenBy(seen: Seen): 'refused' | 'gone' | null {
  if (!seen.isOpen && seen.failure === 'ECONNREFUSED') return 'refused';
  return seen.failure !== null || seen.hasPeerEnded || seen.isClosed ? 'gone' : null;
}

function waitFor<T>(look: () => T | null, timeoutMs: number, listeners: Set<() => void>): Promise<T | 'late'> {
  return new Promise((resolve) => {
    const finish = (found: T | 'late'): void => {
      clearTimeout(timer);
      listeners.delete(again);
      resolve(found);
    };
    const again = (): void => {
      const found = look();
      if (found !== null) finish(found);
    };
    const timer = setTimeout(
      () => {
        finish('late');
      },
      Math.max(0, timeoutMs),
    );
    listeners.add(again);
    again();
  });
}
