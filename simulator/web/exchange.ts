import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The whole body, or null when it is longer than `maxBytes`. Rejects when the peer goes away in the middle. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue;
    length += part.byteLength;
    if (length <= maxBytes) parts.push(part);
  }
  return length > maxBytes ? null : Buffer.concat(parts);
}

/** A parsed JSON object; null for anything else. An empty body counts as `{}`. */
export function readObject(body: Buffer | null): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = body === null ? null : JSON.parse(body.byteLength === 0 ? '{}' : body.toString('utf8'));
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** True for an object that is no list. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Answers with JSON that nobody may keep. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(JSON.stringify(value));
}

/** Listens and answers with the port; rejects when the port is taken. */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

/** Stops listening and cuts every connection. */
export const shut = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
