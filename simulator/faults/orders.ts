import type { Fault } from './fault.ts';

/** When a fault strikes. Connections are counted from the moment of the order: 1 is the next one. */
export type Target =
  | { readonly kind: 'now' }
  /** The next request of this API (the last part of its path); null for any. */
  | { readonly kind: 'request'; readonly api: string | null }
  | { readonly kind: 'connection'; readonly number: number };

/** A fault with its moment: it lets `skip` of what would fit pass, then strikes `count` times. */
export type Order = { readonly fault: Fault; readonly on: Target; readonly skip: number; readonly count: number };

/** What strikes, and which orders are left. */
export type Struck = { readonly fault: Fault | null; readonly left: readonly Order[] };

/** The first order that fits this request. Orders for a connection do not. */
export const strikeRequest = (orders: readonly Order[], api: string): Struck =>
  strike(orders, ({ on }) => on.kind === 'request' && (on.api === null || on.api === api));

/** A connection has come: the first order whose turn it is; all others for connections count one down. */
export function strikeConnection(orders: readonly Order[]): Struck {
  const struck = strike(orders, ({ on }) => on.kind === 'connection' && on.number <= 1);
  return { fault: struck.fault, left: struck.left.map(closer) };
}

function strike(orders: readonly Order[], fits: (order: Order) => boolean): Struck {
  const at = orders.findIndex((order) => fits(order) && order.skip === 0);
  const left = orders.flatMap((order, index) => {
    if (at === -1 || index < at) return [fits(order) ? { ...order, skip: Math.max(0, order.skip - 1) } : order];
    if (index > at) return [order];
    return order.count > 1 ? [{ ...order, count: order.count - 1 }] : [];
  });
  return { fault: orders[at]?.fault ?? null, left };
}

const closer = (order: Order): Order =>
  order.on.kind === 'connection' && order.on.number > 1
    ? { ...order, on: { kind: 'connection', number: order.on.number - 1 } }
    : order;
