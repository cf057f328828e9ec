import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

/** A server of updates on this machine: the files of whatever folder it is given, whole or one range of them. */
export type UpdateServer = {
  readonly address: string;
  readonly serve: (folder: string) => void;
  readonly close: () => Promise<void>;
};

/** Starts it on a free port. */
export async function startUpdateServer(): Promise<UpdateServer> {
  let folder: string | null = null;
  const server = createServer((request, response) => {
    const name = path.basename(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = folder === null ? '' : path.join(folder, name);
    if (name === '' || !existsSync(file)) response.writeHead(404).end();
    else send(file, request.headers.range, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    serve: (next) => {
      folder = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function send(file: string, range: string | undefined, response: ServerResponse): void {
  const { size } = statSync(file);
  const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  const [start, end] = [Number(from), to === '' ? size - 1 : Math.min(Number(to), size - 1)];
  if (start > end) {
    response.writeHead(416, { 'content-range': `bytes */${String(size)}` }).end();
    return;
  }
  response.writeHead(range === undefined ? 200 : 206, {
    'content-length': end - start + 1,
    ...(range === undefined ? {} : { 'content-range': `bytes ${String(start)}-${String(end)}/${String(size)}` }),
  });
  createReadStream(file, { start, end }).pipe(response);
}
