import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls, createSecureContext, type SecureContext } from 'node:tls';
import { systemSources, trustedAuthorities, type AuthoritySources } from './authorities.ts';
import { isLoopbackAddress, type BaseUrl } from './base-url.ts';
import { openTunnel, type Proxy } from './proxy.ts';
import type { Timers } from './timers.ts';

/** Starts a connection that tells of itself as the sockets of node:net and node:tls do. */
export type OpenSocket = (target: Pick<ConnectTarget, 'url' | 'caPem'>) => Socket;

/** How a connection is made. */
export type ConnectTarget = {
  readonly url: BaseUrl;
  /** PEM of a private certificate authority; it then replaces the public ones. */
  readonly caPem: string | undefined;
  /** Bounds name look-up, connecting and the TLS handshake together. */
  readonly connectTimeoutMs: number;
  readonly open: OpenSocket;
  readonly timers: Timers;
};

/** Receives the one outcome of opening: a socket that is ready for its first request byte, or why there is none. */
export type Opened = (failure: Error | null, socket: Socket | null) => void;

/**
 * Opens one connection and reports it only when a request may be written: after the TLS handshake, or for plain http after
 * the peer proved to be this machine. So a failure reported here means that no byte of any request left.
 * The returned function gives up at once.
 */
export function openConnection(target: ConnectTarget, opened: Opened): () => void {
  const socket = target.open(target);
  const settle = once(opened);
  const fail = (failure: Error): void => {
    stopTimer();
    socket.destroy();
    settle(failure, null);
  };
  const stopTimer = target.timers.after(target.connectTimeoutMs, () => {
    fail(new Error('connect-timeout'));
  });
  socket.on('error', fail); // stays for the socket's whole life, so that an idle one can never crash the process
  socket.once('close', () => {
    fail(new Error('closed'));
  });
  socket.once(target.url.isSecure ? 'secureConnect' : 'connect', () => {
    stopTimer();
    if (!target.url.isSecure && !isLoopbackAddress(socket.remoteAddress ?? '')) {
      fail(new Error('not-loopback'));
      return;
    }
    socket.setNoDelay(true);
    settle(null, socket);
  });
  return () => {
    fail(new Error('aborted'));
  };
}

/** A socket of this machine: TLS, or plain for plain http, which never leaves it and so never meets a proxy. */
export const openSystemSocket: OpenSocket = openSocketVia(null);

/** The same through a proxy where one is given. `sources`: which authorities are trusted when the shop names none of its own. */
export function openSocketVia(proxy: Proxy | null, sources: AuthoritySources = systemSources): OpenSocket {
  const trust = onceOnly(() => contextOf(sources));
  return (target) =>
    target.url.isSecure ? secureSocket(target, proxy, trust) : connectPlain({ host: target.url.hostname, port: target.url.port });
}

/** Read at the first connection and then kept, because reading all authorities takes longer than a handshake. */
function contextOf(sources: AuthoritySources): SecureContext | null {
  const ca = trustedAuthorities(sources);
  return ca === undefined ? null : createSecureContext({ ca: [...ca], minVersion: 'TLSv1.2' });
}

/** SECURITY: the certificate is always checked, whatever the environment says, and nothing below TLS 1.2 is spoken. */
function secureSocket({ url, caPem }: Parameters<OpenSocket>[0], proxy: Proxy | null, trust: () => SecureContext | null): Socket {
  const context = caPem === undefined ? trust() : null;
  const place = isIP(url.hostname) === 6 ? `[${url.hostname}]` : url.hostname;
  return connectTls({
    host: url.hostname,
    port: url.port,
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    ALPNProtocols: ['http/1.1'],
    ...(isIP(url.hostname) === 0 ? { servername: url.hostname } : {}),
    ...(caPem === undefined ? {} : { ca: caPem }),
    ...(context === null ? {} : { secureContext: context }),
    ...(proxy === null ? {} : { socket: openTunnel(proxy, `${place}:${String(url.port)}`) }),
  });
}

function onceOnly<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}

function once(opened: Opened): Opened {
  let isDone = false;
  return (failure, socket) => {
    if (isDone) return;
    isDone = true;
    opened(failure, socket);
  };
}
