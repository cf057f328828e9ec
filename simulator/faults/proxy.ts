import type { AddressInfo, Server } from 'node:net';
import { createAnswerMemory, createMeeting } from './answers.ts';
import { createFront, openUpstream, type Front, type Peer, type Upstream } from './endpoint.ts';
import type { Fault } from './fault.ts';
import { createNetwork, type Network } from './network.ts';
import { strikeConnection, strikeRequest, type Order, type Struck } from './orders.ts';
import { startRelay, type FirstByte, type Relay, type RelayParts } from './relay.ts';
import { createSeenLog, type SeenExchange } from './seen.ts';

/** How to start; port 0, the default, means any free one. */
export type FaultProxyOptions = {
  /** The gateway, such as `http://127.0.0.1:18080` or `https://gateway.example`. */
  readonly gatewayUrl: string;
  /** A private authority for an https gateway, PEM. */
  readonly gatewayCaPem?: string;
  readonly host?: string;
  readonly port?: number;
  /** With it clients speak TLS to the proxy; without it, plain HTTP or TLS that is passed through unread. */
  readonly tls?: NonNullable<Front['tls']>;
  /** With it https to the gateway is passed through from the client instead of being spoken by the proxy. */
  readonly passthrough?: boolean;
  /**
   * Heard when the first byte of a request has come, before any of it passes, and when the first byte of an answer has left;
   * what it promises is waited for.
   */
  readonly onFirstByte?: (moment: FirstByte) => Promise<void> | void;
};

/** A bad network that is up. */
export type FaultProxy = {
  /** What a client takes for the gateway's base URL. */
  readonly url: string;
  readonly port: number;
  /** Orders are tried in the order in which they came. */
  readonly order: (order: Order) => void;
  readonly orders: () => readonly Order[];
  /** Takes back what has not struck yet and ends partitions and refusals; connections that are broken stay broken. */
  readonly clear: () => void;
  /** Every request that was recognised, oldest first. */
  readonly seen: () => readonly SeenExchange[];
  readonly close: () => Promise<void>;
};

/** Starts it; rejects when the port is taken. Without an order every byte passes as it came. */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const upstream = upstreamOf(options);
  const relays = new Set<Relay>();
  const book = createOrderBook();
  let connections = 0;
  const accept = (peer: Peer): void => {
    connections += 1;
    const fault = book.take(strikeConnection);
    if (fault !== null) strikeNetwork(network, fault);
    const relay = startRelay(parts, connections, peer, fault, () => relays.delete(relay));
    relays.add(relay);
  };
  const door = await openDoor({ host: options.host ?? '127.0.0.1', port: options.port ?? 0, ...tlsOf(options) }, accept);
  const drop = (): void => {
    for (const relay of relays) relay.drop();
  };
  const network: Network = createNetwork({ ...door, drop });
  const seen = createSeenLog(Date.now);
  const parts: RelayParts = {
    connect: () => openUpstream(upstream),
    network,
    seen,
    memory: createAnswerMemory(),
    meeting: createMeeting(),
    strike: (api) => book.take((orders) => strikeRequest(orders, api)),
    onFirstByte: options.onFirstByte ?? null,
  };
  return {
    url: `${options.tls === undefined && options.passthrough !== true ? 'http' : 'https'}://${door.host}:${String(door.port)}`,
    port: door.port,
    order: (order) => {
      if (order.on.kind === 'now') strikeNetwork(network, order.fault);
      else book.add(order);
    },
    orders: book.view,
    clear: () => {
      book.clear();
      network.heal();
    },
    seen: seen.view,
    close: async () => {
      network.heal();
      for (const relay of relays) relay.close();
      await door.close();
    },
  };
}

const tlsOf = ({ tls }: FaultProxyOptions): Pick<Front, 'tls'> => (tls === undefined ? {} : { tls });

function upstreamOf({ gatewayUrl, gatewayCaPem, passthrough }: FaultProxyOptions): Upstream {
  const { protocol, hostname, port } = new URL(gatewayUrl);
  const isSecure = protocol === 'https:';
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return {
    host,
    port: port === '' ? (isSecure ? 443 : 80) : Number(port),
    ...(isSecure && passthrough !== true ? { tls: gatewayCaPem === undefined ? {} : { caPem: gatewayCaPem } } : {}),
  };
}

/** Only faults that concern everybody can strike without a request or a connection; `readOrder` makes no others. */
function strikeNetwork(network: Network, fault: Fault): void {
  if (fault.name === 'partition') network.partition(fault.forMs);
  if (fault.name === 'refuse') network.refuse(fault.forMs, fault.drop);
}

type OrderBook = {
  readonly add: (order: Order) => void;
  readonly take: (strike: (orders: readonly Order[]) => Struck) => Fault | null;
  readonly view: () => readonly Order[];
  readonly clear: () => void;
};

function createOrderBook(): OrderBook {
  let orders: readonly Order[] = [];
  return {
    add: (order) => {
      orders = [...orders, order];
    },
    take: (strike) => {
      const { fault, left } = strike(orders);
      orders = left;
      return fault;
    },
    view: () => orders,
    clear: () => {
      orders = [];
    },
  };
}

type Door = {
  readonly host: string;
  readonly port: number;
  readonly listen: () => void;
  readonly deafen: () => void;
  readonly close: () => Promise<void>;
};

/** Answers with the port; rejects when it is taken. */
function listen(server: Server, { host, port }: Front): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** How long to wait before the port is tried again that something else holds for a moment. */
const LISTEN_AGAIN_MS = 20;

/** A listener that can be taken away and put back on the same port. */
async function openDoor(front: Front, accept: (peer: Peer) => void): Promise<Door> {
  let server: Server | null = createFront(front, accept);
  let isClosed = false;
  const port = await listen(server, front);
  const deafen = (): void => {
    server?.close();
    server = null;
  };
  const again = (): void => {
    if (isClosed || server !== null) return;
    const next = createFront(front, accept);
    server = next;
    next.once('error', () => {
      if (server === next) server = null;
      setTimeout(again, LISTEN_AGAIN_MS);
    });
    next.listen(port, front.host);
  };
  return {
    host: front.host.includes(':') ? `[${front.host}]` : front.host,
    port,
    listen: again,
    deafen,
    close: () =>
      new Promise((resolve) => {
        isClosed = true;
        if (server === null) resolve();
        else server.close(() => resolve());
      }),
  };
}
