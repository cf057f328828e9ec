import { API_NAMES, type ApiName } from './messages.ts';

/** Ways a request can go wrong on the wire, whatever the books say. */
export const FAULT_NAMES = [
  /** The request is processed; the answer never comes and the connection stays open. */
  'drop-response',
  /** The answer comes `delayMs` late. */
  'delay',
  /** The connection closes before, or after, the request was processed. */
  'close-before',
  'close-after',
  'http-500',
  'garbage-body',
  'bad-signature',
  'unsigned',
  'wrong-client-id',
  'stale-response-time',
  'redirect',
  'huge-body',
] as const;

/** The name of a fault. */
export type FaultName = (typeof FAULT_NAMES)[number];

/** Order for the next `count` requests (1 when absent), of one API or of any. */
export type FaultOrder = { readonly name: FaultName; readonly count?: number; readonly api?: ApiName; readonly delayMs?: number };

/** A fault that strikes now. */
export type Fault = { readonly name: FaultName; readonly delayMs: number };

/** Reads one order from JSON; null when anything about it is wrong. */
export function readOrder(value: unknown): FaultOrder | null {
  if (typeof value !== 'object' || value === null) return null;
  const { name, count, api, delayMs } = value as Readonly<Record<string, unknown>>;
  if (!isFaultName(name) || !isCount(count) || !isCount(delayMs) || !isApiOrAbsent(api)) return null;
  return { name, ...defined('count', count), ...defined('api', api), ...defined('delayMs', delayMs) };
}

/** The first order that fits this API, and what is left of the orders. */
export function takeFault(
  orders: readonly FaultOrder[],
  api: ApiName,
): { readonly fault: Fault | null; readonly left: readonly FaultOrder[] } {
  const at = orders.findIndex((order) => order.api === undefined || order.api === api);
  const order = orders[at];
  if (order === undefined) return { fault: null, left: orders };
  const count = (order.count ?? 1) - 1;
  const left = count > 0 ? orders.with(at, { ...order, count }) : orders.toSpliced(at, 1);
  return { fault: { name: order.name, delayMs: order.delayMs ?? 0 }, left };
}

const isFaultName = (value: unknown): value is FaultName => FAULT_NAMES.some((name) => name === value);
const isApiOrAbsent = (value: unknown): value is ApiName | undefined =>
  value === undefined || API_NAMES.some((name) => name === value);
const defined = <Name extends string, Value>(name: Name, value: Value | undefined) =>
  (value === undefined ? {} : { [name]: value }) as Partial<Record<Name, Value>>;
const isCount = (value: unknown): value is number | undefined =>
  value === undefined || (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0);
