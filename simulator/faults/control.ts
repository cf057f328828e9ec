import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen, readBody, readObject, sendJson, shut } from '../web/exchange.ts';
import { isFromHere } from '../web/loopback.ts';
import { FAULT_NAMES } from './fault.ts';
import type { FaultProxy } from './proxy.ts';
import { readOrder } from './read-order.ts';

/** Orders faults over HTTP; for this machine alone. */
export type FaultControl = { readonly url: string; readonly close: () => Promise<void> };

const BODY_MAX_BYTES = 64 * 1024;

type Reply = { readonly status: number; readonly value: unknown };

/** Starts it; rejects when the port is taken. */
export async function startFaultControl(
  proxy: Pick<FaultProxy, 'order' | 'orders' | 'clear' | 'seen'>,
  { host = '127.0.0.1', port = 0 }: { readonly host?: string; readonly port?: number } = {},
): Promise<FaultControl> {
  const server = createServer((request, response) => {
    serve(proxy, request, response).catch(() => {
      response.destroy();
    });
  });
  const taken = await listen(server, host, port);
  const name = host.includes(':') ? `[${host}]` : host;
  return { url: `http://${name}:${String(taken)}`, close: () => shut(server) };
}

async function serve(
  proxy: Pick<FaultProxy, 'order' | 'orders' | 'clear' | 'seen'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = request.method === 'POST' ? readObject(await readBody(request, BODY_MAX_BYTES)) : {};
  const reply = isFromHere(request)
    ? route(proxy, `${request.method ?? ''} ${request.url ?? ''}`, body)
    : refused('LOOPBACK_ONLY', 403);
  sendJson(response, reply.status, reply.value);
}

type Body = Readonly<Record<string, unknown>>;

function route(proxy: Pick<FaultProxy, 'order' | 'orders' | 'clear' | 'seen'>, call: string, body: Body | null): Reply {
  if (body === null) return refused('BODY_NOT_AN_OBJECT');
  switch (call) {
    case 'GET /faults':
      return good({ names: FAULT_NAMES, orders: proxy.orders() });
    case 'POST /faults':
      return take(proxy, body);
    case 'DELETE /faults':
      proxy.clear();
      return good({});
    case 'GET /seen':
      return good({ seen: proxy.seen() });
    default:
      return refused('NO_SUCH_CALL', 404);
  }
}

/** One order, or `{"orders": [...]}`: all of them or none. */
function take(proxy: Pick<FaultProxy, 'order'>, body: Body): Reply {
  const { orders: list } = body;
  const wanted: readonly unknown[] = Array.isArray(list) ? list : [body];
  const read = wanted.map(readOrder);
  const wrong = read.findIndex((each) => !each.ok);
  const fault = read[wrong];
  if (fault?.ok === false) return refused('BAD_ORDER', 400, { index: wrong, field: fault.field });
  for (const each of read) if (each.ok) proxy.order(each.order);
  return good({ taken: read.length });
}

const good = (value: Body): Reply => ({ status: 200, value: { ok: true, ...value } });
const refused = (error: string, status = 400, about: Body = {}): Reply => ({
  status,
  value: { ok: false, error, ...about },
});
