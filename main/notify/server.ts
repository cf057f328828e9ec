import {
  createServer as createHttp,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttps, type Server as SecureServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { NotifyLimits } from './limits.ts';
import type { TlsMaterial } from './plan.ts';
import { networkOf } from './rate.ts';
import type { RefusalCause } from './refusals.ts';

/** What a server is made of. */
export type ServerParts = {
  readonly tls: TlsMaterial | null;
  readonly limits: NotifyLimits;
  readonly serve: (request: IncomingMessage, response: ServerResponse) => void;
  readonly refused: (cause: RefusalCause) => void;
};

/** A server that listens nowhere yet; `secure` is the same one when it speaks TLS. */
export type MadeServer = { readonly server: Server | SecureServer; readonly secure: SecureServer | null };

/** Makes the server with every bound of the connection; nothing below TLS 1.2 is spoken. */
export function makeServer(parts: ServerParts): MadeServer {
  const { tls, limits } = parts;
  const options: ServerOptions = {
    maxHeaderSize: limits.headerBytesMax,
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.headersTimeoutMs + limits.bodyTimeoutMs,
    keepAliveTimeout: limits.idleTimeoutMs,
    connectionsCheckingInterval: Math.min(1_000, limits.headersTimeoutMs),
    insecureHTTPParser: false,
    requireHostHeader: true,
  };
  const secure =
    tls === null ? null : createHttps({ ...options, ...tls, minVersion: 'TLSv1.2', handshakeTimeout: limits.handshakeTimeoutMs });
  const server: Server | SecureServer = secure ?? createHttp(options);
  server.maxHeadersCount = limits.headersMax;
  server.maxConnections = limits.connectionsMax;
  server.maxRequestsPerSocket = limits.requestsPerConnectionMax;
  listenTo(server, secure, parts);
  return { server, secure };
}

function listenTo(server: Server | SecureServer, secure: SecureServer | null, parts: ServerParts): void {
  const { limits, refused } = parts;
  const addresses = new Map<string, number>();
  server.on('request', parts.serve);
  server.on('checkContinue', parts.serve);
  server.on('checkExpectation', (request: IncomingMessage) => {
    refused('malformed');
    request.socket.destroy();
  });
  server.on('clientError', (cause: Error, socket: Duplex) => {
    refused(causeOf(cause));
    if (!socket.writable) socket.destroy();
    else socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () => socket.destroy());
  });
  server.on('drop', () => {
    refused('crowded');
  });
  server.on('dropRequest', () => {
    refused('crowded');
  });
  server.on('connection', (socket: Socket) => {
    if (!admit(addresses, socket, limits.connectionsPerAddressMax)) refused('crowded');
  });
  secure?.on('tlsClientError', (_cause: Error, socket: Socket) => {
    refused('malformed');
    socket.destroy();
  });
}

/** Counts the connections of one sender; one beyond its share is cut at once. */
function admit(addresses: Map<string, number>, socket: Socket, max: number): boolean {
  const name = networkOf(socket.remoteAddress ?? '');
  const count = (addresses.get(name) ?? 0) + 1;
  if (count > max) {
    socket.destroy();
    return false;
  }
  addresses.set(name, count);
  socket.once('close', () => {
    const left = (addresses.get(name) ?? 1) - 1;
    if (left === 0) addresses.delete(name);
    else addresses.set(name, left);
  });
  return true;
}

function causeOf(cause: Error): RefusalCause {
  switch (Reflect.get(cause, 'code')) {
    case 'HPE_HEADER_OVERFLOW':
      return 'too-large';
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 'slow';
    case 'ECONNRESET':
    case 'EPIPE':
      return 'cut';
    default:
      return 'malformed';
  }
}
