import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stranger's server that must never hear from Paydesk's pages: it notes whatever reaches it, over TCP or UDP. */
export type Trap = {
  readonly url: string;
  readonly udpPort: number;
  readonly hits: () => readonly string[];
  readonly close: () => Promise<void>;
};

/** Opens the trap on ports of its own. */
export async function openTrap(): Promise<Trap> {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/html' }).end('<p>caught</p>');
  });
  // Bytes that are no HTTP, such as a TURN client's.
  server.on('connection', () => {
    hits.push('tcp');
  });
  const udp = createSocket('udp4', () => {
    hits.push('udp');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  await new Promise<void>((resolve) => {
    udp.bind(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    udpPort: udp.address().port,
    hits: () => hits,
    close: async () => {
      udp.close();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
