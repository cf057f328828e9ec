import { send, type Peer } from './endpoint.ts';
import { createLane, sleep, type Lane } from './lane.ts';
import type { Act } from './plan.ts';

/** Second connections to the gateway, one a duplicated request; nobody listens to their answers. */
export type Twins = {
  /** The next bytes of a request, for the gateway once more. */
  readonly send: (exchange: number, act: Extract<Act, { readonly do: 'twin' }>) => void;
  readonly close: () => void;
};

type Twin = { readonly peer: Peer; readonly lane: Lane };

/** Starts with none. */
export function createTwins(connect: () => Peer): Twins {
  const open = new Map<number, Twin>();
  const start = (exchange: number, delayMs: number): Twin => {
    const twin = { peer: connect(), lane: createLane() };
    const { socket } = twin.peer;
    open.set(exchange, twin);
    socket.resume();
    socket.on('error', () => undefined);
    socket.on('end', () => socket.destroy());
    socket.on('close', () => open.delete(exchange));
    twin.lane.add(() => sleep(delayMs));
    return twin;
  };
  return {
    send: (exchange, { bytes, isLast, delayMs }) => {
      const { peer, lane } = open.get(exchange) ?? start(exchange, delayMs);
      lane.add(() => send(peer, bytes));
      if (isLast) lane.add(() => void peer.socket.end());
    },
    close: () => {
      for (const { peer } of open.values()) peer.socket.destroy();
    },
  };
}
