import type { Socket } from 'node:net';
import { openSocketVia, type OpenSocket } from '../alipayplus/connect.ts';
import { readProxy, type Proxy } from '../alipayplus/proxy.ts';

/** Ways to an address, best first, at least one; null is the direct one. */
export type Ways = readonly [Proxy | null, ...(readonly (Proxy | null)[])];

/** More ways than any network has. */
const WAYS_MAX = 8;

/** Every way of a system's answer such as `PROXY a:1; PROXY b:1; DIRECT` that can be taken; direct when there is none. Pure. */
export function readWays(answer: string): Ways {
  const ways = answer
    .slice(0, 4_096)
    .split(';')
    .map((way) => way.trim())
    .flatMap((way) => {
      const proxy = readProxy(way);
      return proxy !== null || /^direct$/i.test(way) ? [proxy] : [];
    })
    .slice(0, WAYS_MAX);
  const [first = null, ...others] = ways;
  return [first, ...others];
}

/** Sockets by the way that worked last, and what that way is. */
type WaySockets = { readonly open: OpenSocket; readonly way: () => Proxy | null };

/**
 * Opens sockets by the first way, and from the next socket on by the next one once a socket by this one ended before it was ready. No
 * byte of a request is written before that, so nothing is ever sent twice; the attempt that failed is told as not connected.
 */
export function socketsBy(ways: Ways, openBy: (way: Proxy | null) => OpenSocket = openSocketVia): WaySockets {
  const openers = ways.map(openBy);
  let current = 0;
  return {
    way: () => ways[current] ?? null,
    open: (target) => {
      const mine = current;
      const socket = (openers[mine] ?? openBy(ways[0]))(target);
      onEndBeforeReady(socket, target.url.isSecure ? 'secureConnect' : 'connect', () => {
        // Several sockets may fail together; only the first of them moves on.
        if (current === mine) current = (mine + 1) % ways.length;
      });
      return socket;
    },
  };
}

/** Told with the error, which comes before whoever waits for the socket can ask for another one; a socket given up only closes. */
function onEndBeforeReady(socket: Socket, ready: 'secureConnect' | 'connect', ended: () => void): void {
  const once = (): void => {
    forget();
    ended();
  };
  const forget = (): void => {
    socket.off('error', once).off('close', once);
  };
  socket.once('error', once).once('close', once).once(ready, forget);
}
