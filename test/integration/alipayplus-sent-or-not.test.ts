import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ok, onRequest, startRawServer } from '../builders/raw-server.ts';
import { LIMITS, post, serve, settled, transportTo, waitFor } from './transport-bench.ts';

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

function trickle(socket: Socket): void {
  socket.write('HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n');
  const timer = setInterval(() => {
    socket.write('x');
  }, 20);
  socket.once('close', () => {
    clearInterval(timer);
  });
}
