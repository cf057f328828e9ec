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

/** The APIs that are not about payments; a fault strikes them only when it names them. */
const OTHER_APIS = [
  'registration',
  'inquiryRegistrationStatus',
  'responseRetrieval',
  'responseEscalation',
  'declare',
  'inquireDeclarationRequests',
] as const;

/** An API that a fault can strike. */
export type FaultApi = ApiName | (typeof OTHER_APIS)[number];

const FAULT_APIS: readonly FaultApi[] = [...API_NAMES, ...OTHER_APIS];

/** The API of this name, or null when no fault can strike it. */
export const faultApiOf = (name: string | undefined): FaultApi | null => FAULT_APIS.find((api) => api === name) ?? null;

/** Order for the next `count` requests (1 when absent), of one API or of any payment's. */
export type FaultOrder = {
  readonly name: FaultName;
  readonly count?: number;
  readonly api?: FaultApi;
  readonly delayMs?: number;
};

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
  api: FaultApi,
): { readonly fault: Fault | null; readonly left: readonly FaultOrder[] } {
  const at = orders.findIndex(
    (order) => order.api === api || (order.api === undefined && API_NAMES.some((name) => name === api)),
  );
  const order = orders[at];
  if (order === undefined) return { fault: null, left: orders };
  const count = (order.count ?? 1) - 1;
  const left = count > 0 ? orders.with(at, { ...order, count }) : orders.toSpliced(at, 1);
  return { fault: { name: order.name, delayMs: order.delayMs ?? 0 }, left };
}

const isFaultName = (value: unknown): value is FaultName => FAULT_NAMES.some((name) => name === value);
const isApiOrAbsent = (value: unknown): value is FaultApi | undefined =>
  value === undefined || FAULT_APIS.some((name) => name === value);
const defined = <Name extends string, Value>(name: Name, value: Value | undefined) =>
  (value === undefined ? {} : { [name]: value }) as Partial<Record<Name, Value>>;
const isCount = (value: unknown): value is number | undefined =>
  value === undefined || (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0);
