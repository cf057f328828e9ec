import { createServer, type AddressInfo, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { parseBaseUrl, type BaseUrl } from '../../main/alipayplus/base-url.ts';
import { DEFAULT_LIMITS } from '../../main/alipayplus/options.ts';
import { createTransport, type Post, type Transport, type TransportLimits } from '../../main/alipayplus/transport.ts';
import { ok, onRequest, startRawServer, type RawServer } from '../builders/raw-server.ts';

const stops: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const LIMITS: TransportLimits = { ...DEFAULT_LIMITS, connectTimeoutMs: 2_000, readTimeoutMs: 600, responseBytesMax: 1_000 };

async function serve(act: (socket: Socket, at: number) => void): Promise<RawServer> {
  const server = await startRawServer(act);
  stops.push(server.close);
  return server;
}

function transportTo(url: string, changes: Partial<TransportLimits> = {}): Transport {
  const transport = createTransport({
    url: parseBaseUrl(url) as BaseUrl,
    caPem: undefined,
    limits: { ...LIMITS, ...changes },
    monotonicMs: () => performance.now(),
  });
  stops.push(transport.close);
  return transport;
}

const post = (changes: Partial<Post> = {}): Post => ({
  lane: 'charge',
  path: '/pay',
  headers: { 'Content-Type': 'application/json' },
  body: Buffer.from('{"a":"1"}'),
  ...changes,
});

/** Answers every request with one text and keeps the connection. */
const always =
  (text: string) =>
  (socket: Socket): void => {
    onRequest(socket, () => {
      socket.write(text);
    });
  };

describe('a request', () => {
  it('arrives once, whole, as POST to its path with exact length and host', async () => {
    let seen = '';
    const server = await serve((socket) => {
      socket.on('data', (chunk) => {
        seen += chunk.toString();
        socket.write(ok('{}'));
      });
    });
    expect(await transportTo(server.url).post(post({ body: Buffer.from('{"a":"é"}') }))).toMatchObject({
      kind: 'answer',
      status: 200,
    });
    expect(seen).toMatch(/^POST \/pay HTTP\/1\.1\r\n/);
    expect(seen).toContain(`Host: 127.0.0.1:${String(server.port)}\r\n`);
    expect(seen).toContain('Content-Length: 10\r\n');
    expect(seen.endsWith('{"a":"é"}')).toBe(true);
  });

  it('tells when its first byte was handed to the socket', async () => {
    const server = await serve(always(ok('{}')));
    const moments: number[] = [];
    const beforeMs = performance.now();
    await transportTo(server.url).post(post({ onFirstByte: (atMs) => moments.push(atMs) }));
    expect(moments).toHaveLength(1);
    expect(moments[0]).toBeGreaterThan(beforeMs);
    expect(moments[0]).toBeLessThan(performance.now());
  });

  it('with a header that would break the wire is not sent', async () => {
    const server = await serve(always(ok('{}')));
    expect(await transportTo(server.url).post(post({ headers: { 'Client-Id': 'a\r\nX: y' } }))).toEqual({
      kind: 'none',
      cause: 'aborted',
      sent: 'no',
    });
    expect(server.sockets).toHaveLength(0);
  });
});

describe('nothing can have left when', () => {
  it('nobody listens', async () => {
    const server = await startRawServer(() => undefined);
    await server.close();
    const moments: number[] = [];
    expect(await transportTo(server.url).post(post({ onFirstByte: (atMs) => moments.push(atMs) }))).toEqual({
      kind: 'none',
      cause: 'connect-failed',
      sent: 'no',
    });
    expect(moments).toEqual([]);
  });

  it('the name does not resolve', async () => {
    expect(await transportTo('https://no-such-host.invalid', { connectTimeoutMs: 5_000 }).post(post())).toEqual({
      kind: 'none',
      cause: 'connect-failed',
      sent: 'no',
    });
  });

  it('the other side takes the connection and never shakes hands', async () => {
    const server = await serve(() => undefined);
    expect(await transportTo(server.url.replace('http:', 'https:'), { connectTimeoutMs: 200 }).post(post())).toEqual({
      kind: 'none',
      cause: 'connect-failed',
      sent: 'no',
    });
  });

  it('the other side resets during the handshake or speaks no TLS', async () => {
    const resets = await serve((socket) => {
      socket.once('data', () => {
        socket.resetAndDestroy();
      });
    });
    expect(await transportTo(resets.url.replace('http:', 'https:')).post(post())).toEqual({
      kind: 'none',
      cause: 'connect-failed',
      sent: 'no',
    });
    const plain = await serve((socket) => {
      socket.once('data', () => {
        socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
      });
    });
    expect(await transportTo(plain.url.replace('http:', 'https:')).post(post())).toEqual({
      kind: 'none',
      cause: 'connect-failed',
      sent: 'no',
    });
  });

  it('every connection of its lane is taken until the connect time-out', async () => {
    const server = await serve(() => undefined);
    const lanes = { ...LIMITS.lanes, ask: { ...LIMITS.lanes.ask, socketsMax: 1 } };
    const transport = transportTo(server.url, { readTimeoutMs: 700, connectTimeoutMs: 300, lanes });
    const first = transport.post(post({ lane: 'ask' }));
    await waitFor(() => server.sockets.length === 1);
    expect(await transport.post(post({ lane: 'ask' }))).toEqual({ kind: 'none', cause: 'connect-failed', sent: 'no' });
    expect(await first).toEqual({ kind: 'none', cause: 'timeout', sent: 'maybe' });
  });
});

describe('the request may have arrived when', () => {
  it.each<[string, 'timeout' | 'reset' | 'too-large' | 'unparsable', (socket: Socket) => void]>([
    ['nothing is answered', 'timeout', () => undefined],
    [
      'the answer stops after its headers',
      'timeout',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n');
      },
    ],
    [
      'the answer stops in its body',
      'timeout',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{"a"');
      },
    ],
    [
      'the answer trickles past the bound',
      'timeout',
      (socket) => {
        trickle(socket);
      },
    ],
    [
      'the connection is closed without an answer',
      'reset',
      (socket) => {
        socket.end();
      },
    ],
    [
      'the connection is reset',
      'reset',
      (socket) => {
        socket.resetAndDestroy();
      },
    ],
    [
      'the connection ends inside the body',
      'reset',
      (socket) => {
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{"a"');
      },
    ],
    [
      'the connection ends inside a chunk',
      'reset',
      (socket) => {
        socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a"');
      },
    ],
    [
      'the answer claims to be huge',
      'too-large',
      (socket) => {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n${'x'.repeat(5_000)}`);
      },
    ],
    [
      'the answer is huge without saying so',
      'too-large',
      (socket) => {
        socket.write(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n800\r\n${'x'.repeat(2_048)}\r\n`);
      },
    ],
    [
      'the headers are huge',
      'too-large',
      (socket) => {
        socket.write(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`);
      },
    ],
    [
      'the answer is not HTTP',
      'unparsable',
      (socket) => {
        socket.write('\u0016\u0003\u0001 hello');
      },
    ],
    [
      'the answer has two lengths',
      'unparsable',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}');
      },
    ],
    [
      'the chunks are malformed',
      'unparsable',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}');
      },
    ],
    [
      'the other side changes protocol',
      'reset',
      (socket) => {
        socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n');
      },
    ],
  ])('%s', async (_name, cause, act) => {
    const server = await serve((socket) => {
      onRequest(socket, () => {
        act(socket);
      });
    });
    expect(await transportTo(server.url).post(post())).toEqual({ kind: 'none', cause, sent: 'maybe' });
    expect(server.sockets).toHaveLength(1);
  });

  it('a kept connection is reset just as it is used again', async () => {
    const server = await serve((socket) => {
      let requests = 0;
      onRequest(socket, () => {
        requests += 1;
        if (requests === 1) socket.write(ok('{}'));
        else socket.resetAndDestroy();
      });
    });
    const transport = transportTo(server.url);
    expect(await transport.post(post())).toMatchObject({ kind: 'answer' });
    await settled();
    expect(await transport.post(post())).toEqual({ kind: 'none', cause: 'reset', sent: 'maybe' });
    expect(server.sockets).toHaveLength(1);
  });
});

describe('an answer of any status', () => {
  it('is handed on and no redirect is followed', async () => {
    const target = await serve(always(ok('{}')));
    const server = await serve(always(`HTTP/1.1 302 Found\r\nLocation: ${target.url}/pay\r\nContent-Length: 0\r\n\r\n`));
    expect(await transportTo(server.url).post(post())).toMatchObject({ kind: 'answer', status: 302 });
    expect(target.sockets).toHaveLength(0);
  });
});

describe('connections', () => {
  it('are kept and used again', async () => {
    const server = await serve(always(ok('{}')));
    const transport = transportTo(server.url);
    for (let i = 0; i < 5; i += 1) {
      expect(await transport.post(post())).toMatchObject({ kind: 'answer' });
      await settled();
    }
    expect(server.sockets).toHaveLength(1);
  });

  it('are opened ahead of need, once, and then taken', async () => {
    const server = await serve(always(ok('{}')));
    const transport = transportTo(server.url);
    expect(await Promise.all([transport.warm(), transport.warm()])).toEqual([3, 3]);
    expect(await transport.warm()).toBe(3);
    await waitFor(() => server.sockets.length === 3);
    await Promise.all([transport.post(post()), transport.post(post()), transport.post(post({ lane: 'ask' }))]);
    expect(server.sockets).toHaveLength(3);
  });

  it('that were opened ahead and closed by the other side are dropped and never used', async () => {
    const server = await serve(always(ok('{}')));
    const transport = transportTo(server.url);
    await transport.warm();
    await waitFor(() => server.sockets.length === 3);
    const closed = Promise.all(server.sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    for (const socket of server.sockets) socket.end();
    await closed;
    await settled();
    expect(await transport.post(post())).toMatchObject({ kind: 'answer' });
    expect(server.sockets).toHaveLength(4);
  });

  it('that were opened ahead survive a reset without harm to the process', async () => {
    const server = await serve(always(ok('{}')));
    const transport = transportTo(server.url);
    await transport.warm();
    await waitFor(() => server.sockets.length === 3);
    for (const socket of server.sockets) socket.resetAndDestroy();
    await settled();
    expect(await transport.post(post())).toMatchObject({ kind: 'answer' });
  });

  it('that were idle for too long are closed unused', async () => {
    const server = await serve(always(ok('{}')));
    const lane = { socketsMax: 4, spareCount: 1, idleMsMax: 40 };
    const transport = transportTo(server.url, { lanes: { charge: lane, ask: { ...lane, spareCount: 0 } } });
    await transport.warm();
    await waitFor(() => server.sockets[0]?.destroyed === true || server.sockets[0]?.readableEnded === true);
    expect(await transport.post(post())).toMatchObject({ kind: 'answer' });
    expect(server.sockets).toHaveLength(2);
  });

  it('that were opened ahead are not cut by the idle bound while an answer is on its way', async () => {
    const server = await serve((socket) => {
      onRequest(socket, () => {
        setTimeout(() => {
          socket.write(ok('{}'));
        }, 120);
      });
    });
    const lane = { socketsMax: 4, spareCount: 1, idleMsMax: 40 };
    const transport = transportTo(server.url, { readTimeoutMs: 2_000, lanes: { charge: lane, ask: lane } });
    await transport.warm();
    expect(await transport.post(post())).toMatchObject({ kind: 'answer' });
  });

  it('SECURITY: an answer nobody asked for is never taken for the answer to the next request', async () => {
    const server = await serve((socket, at) => {
      onRequest(socket, () => {
        socket.write(ok(`{"from":${String(at)}}`));
      });
    });
    const transport = transportTo(server.url);
    await transport.post(post());
    await settled();
    server.sockets[0]?.write(ok('{"forged":1}'));
    await waitFor(() => server.sockets[0]?.destroyed === true || server.sockets[0]?.readableEnded === true);
    const answer = await transport.post(post());
    expect(answer.kind === 'answer' ? answer.body.toString() : answer.kind).toBe('{"from":1}');
  });

  it('a pay does not wait behind inquiries that hang', async () => {
    const server = await serve((socket) => {
      onRequest(socket, (body) => {
        if (body.includes('pay')) socket.write(ok('{}'));
      });
    });
    const lanes = { ...LIMITS.lanes, ask: { ...LIMITS.lanes.ask, socketsMax: 2 } };
    const transport = transportTo(server.url, { lanes, readTimeoutMs: 5_000, connectTimeoutMs: 5_000 });
    const hanging = Array.from({ length: 10 }, () => transport.post(post({ lane: 'ask', body: Buffer.from('"ask"') })));
    expect(await transport.post(post({ body: Buffer.from('"pay"') }))).toMatchObject({ kind: 'answer' });
    transport.close();
    for (const reply of await Promise.all(hanging)) expect(reply).toMatchObject({ kind: 'none', cause: 'aborted' });
  });
});

describe('plain http', () => {
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal)?.address;

  it.skipIf(outside === undefined)('SECURITY: sends nothing when a loopback name leads to another machine', async () => {
    let received = 0;
    const server = createServer((socket) => {
      socket
        .on('error', () => undefined)
        .on('data', () => {
          received += 1;
        });
    });
    await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
    const { port } = server.address() as AddressInfo;
    const url: BaseUrl = { isSecure: false, hostname: outside ?? '', port, authority: 'localhost', basePath: '' };
    const transport = createTransport({ url, caPem: undefined, limits: LIMITS, monotonicMs: () => performance.now() });
    expect(await transport.post(post())).toEqual({ kind: 'none', cause: 'connect-failed', sent: 'no' });
    transport.close();
    await new Promise((resolve) => server.close(resolve));
    expect(received).toBe(0);
  });
});

describe('closing', () => {
  it('ends calls under way as aborted, refuses later ones, and leaves no connection', async () => {
    const server = await serve((socket) => {
      socket.resume();
    });
    const transport = transportTo(server.url, { readTimeoutMs: 60_000 });
    await transport.warm();
    const under = transport.post(post());
    await waitFor(() => server.sockets.length >= 3);
    await settled();
    transport.close();
    expect(await under).toEqual({ kind: 'none', cause: 'aborted', sent: 'maybe' });
    expect(await transport.post(post())).toEqual({ kind: 'none', cause: 'aborted', sent: 'no' });
    expect(await transport.warm()).toBe(0);
    await waitFor(() => server.sockets.every((socket) => socket.destroyed || socket.readableEnded));
  });

  it('gives up a connection that is still being opened, with nothing sent', async () => {
    const server = await serve(() => undefined);
    const transport = transportTo(server.url.replace('http:', 'https:'), { connectTimeoutMs: 60_000 });
    const under = transport.post(post());
    await waitFor(() => server.sockets.length === 1);
    transport.close();
    expect(await under).toEqual({ kind: 'none', cause: 'aborted', sent: 'no' });
  });
});

/** Lets every event that is already on its way happen. */
async function settled(): Promise<void> {
  for (let i = 0; i < 5; i += 1) await new Promise((resolve) => setImmediate(resolve));
}

async function waitFor(isSo: () => boolean): Promise<void> {
  const untilMs = performance.now() + 5_000;
  while (!isSo()) {
    if (performance.now() > untilMs) throw new Error('waited in vain');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function trickle(socket: Socket): void {
  socket.write('HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n');
  const timer = setInterval(() => {
    socket.write('x');
  }, 20);
  socket.once('close', () => {
    clearInterval(timer);
  });
}
