import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { createServer as createHttp, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { VECTOR_CLIENT_ID, VECTOR_KEYS } from './signature-vectors.ts';

/** One request as it arrived. */
export type Received = {
  readonly api: string;
  readonly uri: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  readonly socket: Socket;
};

/** An answer about to leave. */
export type Outgoing = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Buffer };

/** A gateway that verifies and signs by itself, written apart from the code it tests, and lies when told to. */
export type SigningServer = {
  readonly url: string;
  readonly received: readonly Received[];
  /** How many connections were ever opened. */
  readonly connections: () => number;
  readonly close: () => Promise<void>;
};

/** What it does. */
export type SigningServerOptions = {
  /** The answer's body for a request; a promise that never settles is a gateway that hangs. */
  readonly answer: (received: Received) => unknown;
  /** Changes the finished answer: the place to lie. Null answers nothing; what it does to the response itself counts. */
  readonly tamper?: (outgoing: Outgoing, received: Received, response: ServerResponse) => Outgoing | null;
  /** Response-Time; default now. */
  readonly timeOf?: () => string;
  readonly tls?: { readonly key: string; readonly cert: string };
};

const GATEWAY_KEY = createPrivateKey({ key: Buffer.from(VECTOR_KEYS.gatewayPrivate, 'base64'), format: 'der', type: 'pkcs8' });
const ACQUIRER_PUBLIC = createPublicKey({ key: Buffer.from(VECTOR_KEYS.acquirerPublic, 'base64'), format: 'der', type: 'spki' });

/** The client's own signing key and the gateway's public one, as a counter holds them. */
export const COUNTER_KEYS: { readonly privateKey: KeyObject; readonly gatewayPublicKey: KeyObject } = {
  privateKey: createPrivateKey({ key: Buffer.from(VECTOR_KEYS.acquirerPrivate, 'base64'), format: 'der', type: 'pkcs8' }),
  gatewayPublicKey: createPublicKey({ key: Buffer.from(VECTOR_KEYS.gatewayPublic, 'base64'), format: 'der', type: 'spki' }),
};

/** Signs an answer with the gateway's vector key, the way the public page describes it. */
export function signedHeaders(
  uri: string,
  time: string,
  body: Buffer,
  clientId: string = VECTOR_CLIENT_ID,
): Record<string, string> {
  const content = Buffer.concat([Buffer.from(`POST ${uri}\n${clientId}.${time}.`), body]);
  const signature = encodeURIComponent(sign('sha256', content, GATEWAY_KEY).toString('base64'));
  return {
    'Client-Id': clientId,
    'Response-Time': time,
    Signature: `algorithm=RSA256, keyVersion=1, signature=${signature}`,
    tracerId: 'trace-1',
  };
}

/** Starts on a free port of 127.0.0.1. */
export async function startSigningServer(options: SigningServerOptions): Promise<SigningServer> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  let opened = 0;
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    readAll(request)
      .then((body) => respond(options, received, request, body, response))
      .catch(() => {
        response.destroy();
      });
  };
  const server: Server = options.tls === undefined ? createHttp(listener) : createHttps(options.tls, listener);
  server.on(options.tls === undefined ? 'connection' : 'secureConnection', (socket: Socket) => {
    opened += 1;
    sockets.add(socket);
    socket
      .on('error', () => undefined)
      .once('close', () => {
        sockets.delete(socket);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${String(port)}`,
    received,
    connections: () => opened,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}

async function respond(
  options: SigningServerOptions,
  received: Received[],
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  const uri = request.url ?? '';
  const entry: Received = { api: uri.split('/').at(-1) ?? '', uri, headers: request.headers, body, socket: request.socket };
  received.push(entry);
  const isGenuine = isSigned(entry);
  const answer = isGenuine ? await options.answer(entry) : { result: { resultCode: 'INVALID_SIGNATURE', resultStatus: 'F' } };
  const bytes = Buffer.from(JSON.stringify(answer));
  const time = options.timeOf?.() ?? new Date().toISOString();
  const honest: Outgoing = { status: 200, headers: isGenuine ? signedHeaders(uri, time, bytes) : {}, body: bytes };
  const outgoing = options.tamper === undefined ? honest : options.tamper(honest, entry, response);
  if (outgoing === null) return;
  response.writeHead(outgoing.status, { 'Content-Type': 'application/json; charset=UTF-8', ...outgoing.headers });
  response.end(outgoing.body);
}

function isSigned({ uri, headers, body }: Received): boolean {
  const signature = /signature=([^,]*)/.exec(String(headers['signature']))?.[1] ?? '';
  const content = Buffer.concat([
    Buffer.from(`POST ${uri}\n${String(headers['client-id'])}.${String(headers['request-time'])}.`),
    body,
  ]);
  return verify('sha256', content, ACQUIRER_PUBLIC, Buffer.from(decodeURIComponent(signature), 'base64'));
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
