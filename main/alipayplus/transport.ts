import { request as httpRequest, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { BaseUrl } from './base-url.ts';
import { openSystemSocket, type ConnectTarget, type OpenSocket } from './connect.ts';
import { Lane, type LaneLimits } from './pool.ts';
import { systemTimers, type Timers } from './timers.ts';

/** Charging (pay, cancel) and asking (inquiry, refund) have connections of their own, so that a pay never waits behind an inquiry. */
export type LaneName = 'charge' | 'ask';

/** Every bound of the transport. */
export type TransportLimits = {
  /** From the call to a connection that is ready, waiting for a free one included. */
  readonly connectTimeoutMs: number;
  /** From the request's first byte to the answer's last, however steadily it trickles. */
  readonly readTimeoutMs: number;
  readonly responseBytesMax: number;
  readonly lanes: Readonly<Record<LaneName, LaneLimits>>;
};

/** One POST. Its first byte's moment, on the monotonic clock, goes to `onFirstByte`; `onAnswer` hears of the answer's last byte. */
export type Post = {
  readonly lane: LaneName;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly onFirstByte?: (atMs: number) => void;
  readonly onAnswer?: () => void;
};

/** Whatever the other side said, believed by nobody yet. */
export type RawAnswer = {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** No whole answer. `sent` is `no` only when the request never had a connection to be written to. */
export type NoAnswer = {
  readonly kind: 'none';
  readonly cause: 'connect-failed' | 'timeout' | 'reset' | 'too-large' | 'unparsable' | 'aborted';
  readonly sent: 'no' | 'maybe';
};

/** HTTP as Alipay+ is spoken to: POST only, no redirect followed, nothing retried. */
export type Transport = {
  /** Never rejects. */
  readonly post: (post: Post) => Promise<RawAnswer | NoAnswer>;
  /** Opens idle connections ahead of need; resolves with how many are ready, never rejects. */
  readonly warm: () => Promise<number>;
  /** Ends all connections; calls under way end as `aborted`, and so does every later one. */
  readonly close: () => void;
};

/** What a transport is made of. */
export type TransportOptions = {
  readonly url: BaseUrl;
  readonly caPem: string | undefined;
  readonly limits: TransportLimits;
  readonly monotonicMs: () => number;
  /** The machine's own unless given. */
  readonly open?: OpenSocket;
  readonly timers?: Timers;
};

type Call = {
  readonly post: Post;
  readonly lane: Lane;
  readonly options: TransportOptions;
  readonly settle: (outcome: RawAnswer | NoAnswer) => void;
  readonly lose: (cause: NoAnswer['cause']) => void;
  readonly hasSocket: () => void;
};

/** Makes a transport to one gateway; it connects only when called. */
export function createTransport(options: TransportOptions): Transport {
  const { url, caPem, open = openSystemSocket, timers = systemTimers } = options;
  const target: ConnectTarget = { url, caPem, open, timers, connectTimeoutMs: options.limits.connectTimeoutMs };
  const lanes = { charge: new Lane(target, options.limits.lanes.charge), ask: new Lane(target, options.limits.lanes.ask) };
  const pending = new Set<() => void>();
  let isClosed = false;
  return {
    post: (post) => (isClosed ? Promise.resolve(ABORTED) : perform(post, lanes[post.lane], options, pending)),
    warm: async () => (await Promise.all([lanes.charge.warm(), lanes.ask.warm()])).reduce((a, b) => a + b, 0),
    close: () => {
      isClosed = true;
      for (const abort of pending) abort();
      lanes.charge.close();
      lanes.ask.close();
    },
  };
}

const ABORTED: NoAnswer = { kind: 'none', cause: 'aborted', sent: 'no' };

/** Runs one call to its single outcome; every timer and listener ends with it. */
function perform(post: Post, lane: Lane, options: TransportOptions, pending: Set<() => void>): Promise<RawAnswer | NoAnswer> {
  const { after } = options.timers ?? systemTimers;
  return new Promise((resolve) => {
    let sent: NoAnswer['sent'] = 'no';
    let request: ClientRequest | null = null;
    let isSettled = false;
    const settle = (outcome: RawAnswer | NoAnswer): void => {
      if (isSettled) return; // the socket may carry another request by now and must not be touched again
      isSettled = true;
      stopTimer();
      pending.delete(abort);
      resolve(outcome);
      if (outcome.kind === 'none') request?.destroy();
    };
    const lose = (cause: NoAnswer['cause']): void => {
      settle({ kind: 'none', cause, sent });
    };
    const abort = (): void => {
      lose('aborted');
    };
    const hasSocket = (): void => {
      sent = 'maybe'; // Node writes the request in this very turn, so from here on doubt is the honest word
      stopTimer();
      stopTimer = after(options.limits.readTimeoutMs, () => {
        lose('timeout');
      });
    };
    let stopTimer = after(options.limits.connectTimeoutMs, () => {
      lose('connect-failed');
    });
    pending.add(abort);
    try {
      request = start({ post, lane, options, settle, lose, hasSocket });
    } catch {
      lose('aborted'); // Node refuses to build the request, for example for a header with a line break
    }
  });
}

function start(call: Call): ClientRequest {
  const { post, lane, options } = call;
  const request = httpRequest({
    method: 'POST',
    host: options.url.hostname,
    port: options.url.port,
    path: post.path,
    headers: { ...post.headers, Host: options.url.authority, 'Content-Length': String(post.body.length) },
    agent: lane,
    setHost: false,
  });
  request.once('socket', () => {
    call.hasSocket();
    queueMicrotask(() => post.onFirstByte?.(options.monotonicMs()));
  });
  request.once('response', (response) => {
    collect(call, response);
  });
  request.on('error', (error: NodeJS.ErrnoException) => {
    call.lose(causeOf(request, error));
  });
  request.once('close', () => {
    call.lose('reset');
  });
  request.end(post.body);
  return request;
}

/** Without a socket nothing was sent; with one, a malformed answer is told apart from a broken connection. */
function causeOf(request: ClientRequest, error: NodeJS.ErrnoException): NoAnswer['cause'] {
  if (request.socket === null) return 'connect-failed';
  if (error.code === 'HPE_HEADER_OVERFLOW') return 'too-large';
  return error.code?.startsWith('HPE_') === true ? 'unparsable' : 'reset';
}

function collect(call: Call, response: IncomingMessage): void {
  const chunks: Buffer[] = [];
  let length = 0;
  response.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > call.options.limits.responseBytesMax) {
      call.lose('too-large');
      return;
    }
    chunks.push(chunk);
  });
  response.on('error', (error: NodeJS.ErrnoException) => {
    call.lose(error.code?.startsWith('HPE_') === true ? 'unparsable' : 'reset');
  });
  response.once('end', () => {
    if (!response.complete) {
      call.lose('reset');
      return;
    }
    call.post.onAnswer?.();
    call.settle({ kind: 'answer', status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
  });
}
