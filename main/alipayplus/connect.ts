import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { isLoopbackAddress, type BaseUrl } from './base-url.ts';
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

/** A socket of this machine: TLS, or plain for plain http. */
export const openSystemSocket: OpenSocket = (target) =>
  target.url.isSecure ? secureSocket(target) : connectPlain({ host: target.url.hostname, port: target.url.port });

/** SECURITY: the certificate is always checked, whatever the environment says, and nothing below TLS 1.2 is spoken. */
function secureSocket({ url, caPem }: Parameters<OpenSocket>[0]): Socket {
  return connectTls({
    host: url.hostname,
    port: url.port,
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    ALPNProtocols: ['http/1.1'],
    ...(isIP(url.hostname) === 0 ? { servername: url.hostname } : {}),
    ...(caPem === undefined ? {} : { ca: caPem }),
  });
}

function once(opened: Opened): Opened {
  let isDone = false;
  return (failure, socket) => {
    if (isDone) return;
    isDone = true;
    opened(failure, socket);
  };
}
