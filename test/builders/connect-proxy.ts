import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** A company's proxy on loopback: what it was asked for, and every byte that went through it to the other end. */
export type ConnectProxy = {
  readonly port: number;
  readonly asked: readonly string[];
  readonly passed: () => Buffer;
  readonly close: () => Promise<void>;
};

/** Starts it. `answer`: the status with which CONNECT is answered; only 200 opens the way. */
export async function startConnectProxy(answer = 200): Promise<ConnectProxy> {
  const asked: string[] = [];
  const chunks: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_request, response) => response.writeHead(400).end());
  server.on('connect', ({ url = '' }, near: Socket, head: Buffer) => {
    asked.push(url);
    sockets.add(near.on('error', () => undefined));
    if (answer !== 200) {
      near.end(`HTTP/1.1 ${String(answer)} No\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const at = new URL(`http://${url}`);
    const far = connect({ host: at.hostname, port: Number(at.port) }, () => {
      near.write('HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n');
      far.write(head);
      near.on('data', (chunk: Buffer) => chunks.push(chunk));
      near.pipe(far).pipe(near);
    });
    sockets.add(far.on('error', () => near.destroy()));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    passed: () => Buffer.concat(chunks),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
