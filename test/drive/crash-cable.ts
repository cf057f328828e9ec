import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What the cable does: carries both ways, carries requests but loses every answer, or is out. */
export type CableState = 'plain' | 'deaf' | 'out';

/** A network cable between the till and the gateway that can be pulled and put back. */
export type Cable = {
  readonly url: string;
  readonly become: (state: CableState) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Lays a cable to an `http://host:port` gateway, on a port of its own that stays the same. */
export async function layCable(gatewayUrl: string): Promise<Cable> {
  const target = new URL(gatewayUrl);
  const sockets = new Set<Socket>();
  let state: CableState = 'plain';
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    far.on('data', (chunk) => {
      if (state === 'plain') near.write(chunk);
    });
  });
  const port = await listen(server, 0);
  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${String(port)}`,
    become: async (next) => {
      state = next;
      if (next === 'out') {
        const shut = close(server);
        hangUp();
        await shut;
      } else if (!server.listening) await listen(server, port);
    },
    close: async () => {
      const shut = close(server);
      hangUp();
      await shut;
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Resolves also for a server that does not listen. */
const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
