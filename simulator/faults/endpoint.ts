import { connect as connectPlain, createServer, isIP, type Server, type Socket } from 'node:net';
import { connect as connectTls, createSecureContext, TLSSocket } from 'node:tls';

/** One end of a connection: `socket` speaks, `raw` is the TCP connection under it, which alone can be reset. */
export type Peer = { readonly socket: Socket; readonly raw: Socket };

/** Where the gateway is. With `tls` the proxy speaks TLS to it; a private authority comes as PEM. */
export type Upstream = {
  readonly host: string;
  readonly port: number;
  readonly tls?: { readonly caPem?: string };
};

/** Where clients connect. With `tls` the proxy ends their TLS with this certificate; without it their bytes pass as they are. */
export type Front = {
  readonly host: string;
  readonly port: number;
  readonly tls?: { readonly certPem: string; readonly keyPem: string };
};

/** Opens a connection to the gateway; what is written before it is ready waits. */
export function openUpstream({ host, port, tls }: Upstream): Peer {
  const raw = connectPlain({ host, port, allowHalfOpen: true });
  raw.setNoDelay(true);
  if (tls === undefined) return { socket: raw, raw };
  raw.on('error', ignore);
  const socket = connectTls({
    socket: raw,
    host, // what the certificate must name
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(tls.caPem === undefined ? {} : { ca: tls.caPem }),
  });
  return { socket, raw };
}

/** A server of raw TCP connections, so that each can be reset; TLS is put on top where it is asked for. */
export function createFront(front: Front, accept: (peer: Peer) => void): Server {
  const context =
    front.tls === undefined
      ? null
      : createSecureContext({ cert: front.tls.certPem, key: front.tls.keyPem, minVersion: 'TLSv1.2' });
  return createServer({ allowHalfOpen: true, noDelay: true }, (raw) => {
    if (context === null) {
      accept({ socket: raw, raw });
      return;
    }
    raw.on('error', ignore);
    accept({ socket: new TLSSocket(raw, { isServer: true, secureContext: context }), raw });
  });
}

/** Ends a connection: by a reset, or in order once everything written has left. */
export function endPeer({ socket, raw }: Peer, how: 'reset' | 'end'): void {
  if (how === 'end') {
    socket.destroySoon();
    return;
  }
  try {
    raw.resetAndDestroy();
  } catch {
    raw.destroy(); // its handle has been taken over by TLS: an end without goodbye is the nearest there is
  }
  socket.destroy();
}

/** Resolves once the bytes have left this process, or the connection is gone. */
export const send = ({ socket }: Peer, bytes: Buffer): Promise<void> =>
  new Promise((resolve) => {
    if (!socket.writable) {
      resolve();
      return;
    }
    const gone = (): void => {
      resolve();
    };
    socket.once('close', gone);
    socket.write(bytes, () => {
      socket.off('close', gone);
      resolve();
    });
  });

function ignore(): void {
  // The speaking half hears of it too.
}
