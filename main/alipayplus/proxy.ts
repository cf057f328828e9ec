import { connect as connectPlain, type Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** A proxy that is spoken to with CONNECT. */
export type Proxy = { readonly host: string; readonly port: number };

/**
 * The first way of a system's answer such as `PROXY 10.0.0.1:3128; DIRECT` that can be taken; null goes directly. Proxies that ask
 * for a password, SOCKS and proxies behind TLS are not spoken, and what cannot be taken is passed over.
 */
export function readProxy(answer: string): Proxy | null {
  for (const way of answer.slice(0, 4_096).split(';')) {
    const [kind = '', place = ''] = way.trim().split(' ');
    if (kind.toUpperCase() === 'DIRECT') return null;
    const proxy = kind.toUpperCase() === 'PROXY' ? placeOf(place) : null;
    if (proxy !== null) return proxy;
  }
  return null;
}

function placeOf(place: string): Proxy | null {
  const url = URL.canParse(`http://${place}`) ? new URL(`http://${place}`) : null;
  if (url === null || url.hostname === '' || url.username !== '') return null;
  return { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port: url.port === '' ? 80 : Number(url.port) };
}

/** An answer to CONNECT longer than this is none. */
const HEAD_BYTES_MAX = 16_384;
const HEAD_END = '\r\n\r\n';

/**
 * A stream to `authority` (host:port) through the proxy. It takes bytes only once the proxy said yes; if it does not, the stream
 * ends with an error, and nothing that was meant for the other end was sent. The proxy sees TLS and can neither read nor change it.
 */
export function openTunnel({ host, port }: Proxy, authority: string): Duplex {
  const raw = connectPlain({ host, port });
  raw.setNoDelay(true);
  const stream = new Duplex({
    construct: (ready) => {
      shakeHands(raw, authority, (failure, early) => {
        if (failure === null) join(raw, stream, early);
        ready(failure);
      });
    },
    read: () => void raw.resume(),
    write: (chunk: Buffer, _encoding, done) => void raw.write(chunk, done),
    final: (done) => void raw.end(done),
    destroy: (cause, done) => {
      raw.destroy();
      done(cause);
    },
  });
  return stream;
}

function join(raw: Socket, stream: Duplex, early: Buffer): void {
  raw.on('data', (chunk: Buffer) => {
    if (!stream.push(chunk)) raw.pause();
  });
  raw.on('end', () => stream.push(null));
  raw.on('error', (cause) => stream.destroy(cause));
  raw.on('close', () => stream.destroy());
  if (early.length > 0) stream.push(early);
}

/** Asks the proxy; `early` is what came behind its answer. Answers once. */
function shakeHands(raw: Socket, authority: string, answer: (failure: Error | null, early: Buffer) => void): void {
  let head = Buffer.alloc(0);
  const end = (failure: Error | null, early = Buffer.alloc(0)): void => {
    raw.removeAllListeners('data').removeAllListeners('close').removeAllListeners('error');
    if (failure !== null) raw.on('error', () => undefined).destroy();
    answer(failure, early);
  };
  raw.once('connect', () => raw.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`));
  raw.on('error', (cause) => {
    end(cause);
  });
  raw.on('close', () => {
    end(new Error('proxy-closed'));
  });
  raw.on('data', (chunk: Buffer) => {
    head = Buffer.concat([head, chunk]);
    const at = head.indexOf(HEAD_END);
    if (at < 0 && head.length <= HEAD_BYTES_MAX) return;
    const isOpen = at >= 0 && /^HTTP\/1\.[01] 2\d\d(?: |\r\n)/.test(head.toString('latin1', 0, 32));
    raw.pause();
    end(isOpen ? null : new Error('proxy-refused'), head.subarray(at + HEAD_END.length));
  });
}
