import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP server on a free port of 127.0.0.1 that does whatever it is told with each connection. */
export type RawServer = {
  readonly url: string;
  readonly port: number;
  readonly sockets: readonly Socket[];
  readonly close: () => Promise<void>;
};

/** Starts it; every connection is handed over with its number, from 0. */
export async function startRawServer(serve: (socket: Socket, at: number) => void): Promise<RawServer> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    sockets.push(socket);
    serve(socket, sockets.length - 1);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    port,
    sockets,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** Does `act` once the socket has received a whole request with a JSON body, and again for every further one. */
export function onRequest(socket: Socket, act: (body: string) => void): void {
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    const head = text.indexOf('\r\n\r\n');
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
    if (head < 0 || text.length < head + 4 + length) return;
    const body = text.slice(head + 4, head + 4 + length);
    text = '';
    act(body);
  });
}

/** A 200 answer with that body. */
export const ok = (body: string, headers = ''): string =>
  `HTTP/1.1 200 OK\r\nContent-Length: ${String(body.length)}\r\n${headers}\r\n${body}`;
