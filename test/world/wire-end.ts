import { Duplex } from 'node:stream';

/** What an end of a connection tells the network. */
export type WireHooks = {
  readonly wrote: (bytes: Buffer) => void;
  /** It will write no more. */
  readonly finished: () => void;
  readonly destroyed: () => void;
  readonly after: (ms: number, run: () => void) => () => void;
};

/** Every end that a world has made, so that none of it is left behind when the world is over. */
export type WireEnds = Set<WireEnd>;

/**
 * One end of a connection in memory, with as much of a socket's face as Node's HTTP client and server look at. Its time-outs run on
 * virtual time; bytes come and go through the network alone.
 */
export class WireEnd extends Duplex {
  readonly remoteAddress = '127.0.0.1';
  timeout = 0;
  readonly #hooks: WireHooks;
  #forget = (): void => undefined;
  #isFresh = false;
  #isArmed = false;
  #isOver = false;

  constructor(ends: WireEnds, hooks: WireHooks, allowHalfOpen: boolean) {
    super({ allowHalfOpen });
    ends.add(this);
    this.#hooks = hooks;
  }

  setTimeout(ms: number, onTimeout?: () => void): this {
    this.timeout = ms;
    if (onTimeout !== undefined && ms > 0) this.once('timeout', onTimeout);
    if (onTimeout !== undefined && ms === 0) this.off('timeout', onTimeout);
    this.#arm();
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  /** Bytes arrive. */
  arrive(bytes: Buffer): void {
    this.#touch();
    if (!this.destroyed && !this.#isOver) this.push(bytes);
  }

  /** The other side writes no more. */
  arriveEnd(): void {
    if (this.destroyed || this.#isOver) return;
    this.#isOver = true;
    this.push(null);
  }

  /** The connection broke. */
  arriveReset(): void {
    if (!this.destroyed) this.destroy(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
  }

  override _read(): void {
    // Bytes are pushed when they arrive.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#touch();
    this.#hooks.wrote(chunk);
    done();
  }

  override _writev(chunks: readonly { readonly chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.#touch();
    this.#hooks.wrote(Buffer.concat(chunks.map(({ chunk }) => chunk)));
    done();
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#hooks.finished();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#forget();
    this.#hooks.destroyed();
    done(error);
  }

  #touch(): void {
    this.#isFresh = true;
    if (!this.#isArmed && this.timeout > 0) this.#arm();
  }

  #arm(): void {
    this.#forget();
    this.#isFresh = false;
    this.#isArmed = this.timeout > 0 && !this.destroyed;
    this.#forget = this.#isArmed
      ? this.#hooks.after(this.timeout, () => {
          this.#onTimer();
        })
      : () => undefined;
  }

  /** Traffic since the timer was set starts it anew; that is late by at most one time-out, as a keep-alive may be. */
  #onTimer(): void {
    this.#isArmed = false;
    if (this.#isFresh) this.#arm();
    else this.emit('timeout');
  }
}
