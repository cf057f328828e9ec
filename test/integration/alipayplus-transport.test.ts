import { createServer, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { BaseUrl } from '../../main/alipayplus/base-url.ts';
import { createTransport } from '../../main/alipayplus/transport.ts';
import { ok, onRequest } from '../builders/raw-server.ts';
import { always, LIMITS, post, serve, settled, transportTo, waitFor } from './transport-bench.ts';

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
