import { Agent, type ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { openConnection, type ConnectTarget } from './connect.ts';

/** The measures of one lane. */
export type LaneLimits = {
  /** Connections at once; a call beyond them waits within its connect time-out. */
  readonly socketsMax: number;
  /** Idle connections that `warm` sees to. */
  readonly spareCount: number;
  /** An idle connection older than this is closed unused, because something on the way may have forgotten it. */
  readonly idleMsMax: number;
};

type HandOver = (failure: Error | null, socket: Duplex) => void;

/**
 * The connections of one kind of call. It overrides `createConnection`, as Node documents for custom agents, to hand out a
 * spare that is already connected and secured, or else to answer only when a new one is: a request gets its socket, and so
 * can send its first byte, only on a connection that is ready.
 * https://nodejs.org/docs/latest-v20.x/api/http.html#agentcreateconnectionoptions-callback
 */
export class Lane extends Agent {
  readonly #target: ConnectTarget;
  readonly #limits: LaneLimits;
  readonly #spares: Socket[] = [];
  readonly #opening = new Set<() => void>();
  #warming: Promise<number> | null = null;
  #isClosed = false;

  constructor(target: ConnectTarget, limits: LaneLimits) {
    super({ keepAlive: true, maxSockets: limits.socketsMax, timeout: limits.idleMsMax });
    this.#target = target;
    this.#limits = limits;
  }

  /** Opens idle connections until there are as many as wanted; resolves with how many are ready, never rejects. */
  warm(): Promise<number> {
    this.#warming ??= this.#openSpares().finally(() => {
      this.#warming = null;
    });
    return this.#warming;
  }

  /** Connections that could take a request this moment. */
  idleCount(): number {
    return this.#spares.length + Object.values(this.freeSockets).reduce((sum, sockets) => sum + (sockets?.length ?? 0), 0);
  }

  /** Ends every connection, idle, opening or in use. */
  close(): void {
    this.#isClosed = true;
    for (const giveUp of this.#opening) giveUp();
    for (const spare of this.#spares.splice(0)) spare.destroy();
    this.destroy();
  }

  override createConnection(_options: unknown, handOver?: HandOver): Socket | undefined {
    const spare = this.#takeSpare();
    if (spare !== undefined) return spare;
    this.#open((failure, socket) => {
      handOver?.(failure, socket as Socket);
    });
    return undefined;
  }

  /** A connection that has something to say between two answers would answer the wrong question: it is not kept. */
  override keepSocketAlive(socket: Duplex): boolean {
    const keep: (socket: Duplex) => unknown = super.keepSocketAlive.bind(this); // the typings forget that it answers
    if (keep(socket) === false || this.#isClosed) return false;
    watchIdle(socket);
    return true;
  }

  override reuseSocket(socket: Duplex, request: ClientRequest): void {
    unwatchIdle(socket);
    super.reuseSocket(socket, request);
  }

  #takeSpare(): Socket | undefined {
    const spare = this.#spares.pop();
    if (spare === undefined) return undefined;
    unwatchIdle(spare);
    spare.off('timeout', condemn).setTimeout(0);
    spare.ref();
    return spare.writable ? spare : this.#takeSpare();
  }

  #open(done: (failure: Error | null, socket: Socket | null) => void): void {
    if (this.#isClosed) {
      done(new Error('closed'), null);
      return;
    }
    const giveUp = openConnection(this.#target, (failure, socket) => {
      this.#opening.delete(giveUp);
      done(failure, socket);
    });
    this.#opening.add(giveUp);
  }

  async #openSpares(): Promise<number> {
    const missing = this.#limits.spareCount - this.idleCount();
    await Promise.all(Array.from({ length: Math.max(0, missing) }, () => this.#openSpare()));
    return this.idleCount();
  }

  #openSpare(): Promise<void> {
    return new Promise((resolve) => {
      this.#open((_failure, socket) => {
        if (socket !== null) this.#keepSpare(socket);
        resolve();
      });
    });
  }

  #keepSpare(socket: Socket): void {
    this.#spares.push(socket);
    watchIdle(socket);
    socket.unref();
    socket.once('timeout', condemn).setTimeout(this.#limits.idleMsMax);
    socket.once('close', () => {
      const at = this.#spares.indexOf(socket);
      if (at >= 0) this.#spares.splice(at, 1);
    });
  }
}

/** Reading an idle connection is what notices its end; a byte on it was not asked for and condemns it. */
function watchIdle(socket: Duplex): void {
  socket.on('data', condemn);
  socket.resume();
}

/** It is not paused: Node's HTTP client does not resume a paused socket. */
function unwatchIdle(socket: Duplex): void {
  socket.off('data', condemn);
}

function condemn(this: Duplex): void {
  this.destroy();
}
