import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { WideCharset } from './code-pages.ts';
import { readEscPos } from './escpos.ts';
import { createMechanism, type Mechanism, type PrinterLine } from './mechanism.ts';
import { paperAsText, type PaperRow } from './paper.ts';
import type { PrinterSwitches } from './printer-status.ts';

/** A network receipt printer that keeps its paper. While it cannot print it holds what it was sent and prints it afterwards. */
export type PracticePrinter = {
  readonly port: number;
  readonly paper: () => readonly PaperRow[];
  readonly paperText: () => readonly string[];
  /** Everything that came in, commands included. */
  readonly bytes: () => Uint8Array;
  readonly switches: () => PrinterSwitches;
  readonly set: (switches: Partial<PrinterSwitches>) => void;
  /** Throws the paper and the received bytes away. */
  readonly tearOff: () => void;
  /** Called whenever paper or switches changed; answers how to stop listening. */
  readonly onChange: (listener: () => void) => () => void;
  readonly close: () => Promise<void>;
};

/** Received bytes that are kept, at least; the oldest go first. */
const BYTES_KEPT = 8 * 1024 * 1024;

/** Opens the printer; `wide` is its two-byte character set. Rejects when the port is taken. */
export async function openPracticePrinter(place: {
  readonly host: string;
  readonly port: number;
  readonly wide?: WideCharset;
}): Promise<PracticePrinter> {
  const listeners = new Set<() => void>();
  const mechanism = createMechanism(place.wide ?? 'gb18030', () => {
    for (const listener of listeners) listener();
  });
  const tape = openTape();
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
    });
    attach(mechanism, tape.add, socket);
  });
  const port = await listen(server, place);
  return {
    port,
    paper: mechanism.paper,
    paperText: () => paperAsText(mechanism.paper()),
    bytes: tape.all,
    switches: mechanism.switches,
    set: mechanism.set,
    tearOff: () => {
      tape.clear();
      mechanism.tearOff();
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: () =>
      new Promise((resolve) => {
        listeners.clear();
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Feeds a connection to the mechanism; a command may come in several pieces. */
function attach(mechanism: Mechanism, keep: (bytes: Uint8Array) => void, socket: Socket): void {
  let rest: Uint8Array = new Uint8Array();
  const line: PrinterLine = {
    write: (bytes) => {
      if (socket.writable) socket.write(bytes);
    },
  };
  socket.on('data', (chunk: Buffer) => {
    keep(chunk);
    const read = readEscPos(Buffer.concat([rest, chunk]));
    rest = read.rest;
    mechanism.take(read.ops, line);
  });
  socket.on('end', () => {
    socket.end();
  });
  socket.on('error', () => {
    socket.destroy();
  });
  socket.on('close', () => {
    mechanism.hangUp(line);
  });
}

const listen = (server: Server, place: { readonly host: string; readonly port: number }): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(place.port, place.host, () => {
      resolve((server.address() as AddressInfo).port);
    });
  });

function openTape() {
  let parts: Uint8Array[] = [];
  let length = 0;
  return {
    add: (bytes: Uint8Array): void => {
      parts.push(bytes);
      length += bytes.byteLength;
      if (length > 2 * BYTES_KEPT) {
        parts = [Buffer.concat(parts).subarray(-BYTES_KEPT)];
        length = BYTES_KEPT;
      }
    },
    all: (): Uint8Array => Buffer.concat(parts),
    clear: (): void => {
      parts = [];
      length = 0;
    },
  };
}
