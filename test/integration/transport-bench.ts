import type { Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { parseBaseUrl, type BaseUrl } from '../../main/alipayplus/base-url.ts';
import { DEFAULT_LIMITS } from '../../main/alipayplus/options.ts';
import { createTransport, type Post, type Transport, type TransportLimits } from '../../main/alipayplus/transport.ts';
import { onRequest, startRawServer, type RawServer } from '../builders/raw-server.ts';

/** Bounds short enough that a test can wait for them. */
export const LIMITS: TransportLimits = {
  ...DEFAULT_LIMITS,
  connectTimeoutMs: 2_000,
  readTimeoutMs: 600,
  responseBytesMax: 1_000,
};

/** A raw server that is closed when the test ends. */
export async function serve(act: (socket: Socket, at: number) => void): Promise<RawServer> {
  const server = await startRawServer(act);
  onTestFinished(server.close);
  return server;
}

/** A transport with those bounds, and the changes, that is closed when the test ends. */
export function transportTo(url: string, changes: Partial<TransportLimits> = {}): Transport {
  const transport = createTransport({
    url: parseBaseUrl(url) as BaseUrl,
    caPem: undefined,
    limits: { ...LIMITS, ...changes },
    monotonicMs: () => performance.now(),
  });
  onTestFinished(transport.close);
  return transport;
}

/** One small request on the lane of charges. */
export const post = (changes: Partial<Post> = {}): Post => ({
  lane: 'charge',
  path: '/pay',
  headers: { 'Content-Type': 'application/json' },
  body: Buffer.from('{"a":"1"}'),
  ...changes,
});

/** Answers every request with one text and keeps the connection. */
export const always =
  (text: string) =>
  (socket: Socket): void => {
    onRequest(socket, () => {
      socket.write(text);
    });
  };

/** Lets every event that is already on its way happen. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 5; i += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Comes back as soon as it is so; throws when it is not so within 5 seconds. */
export async function waitFor(isSo: () => boolean): Promise<void> {
  const untilMs = performance.now() + 5_000;
  while (!isSo()) {
    if (performance.now() > untilMs) throw new Error('waited in vain');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
