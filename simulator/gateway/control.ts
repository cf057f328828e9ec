import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, readObject, sendJson } from '../web/exchange.ts';
import { FAULT_NAMES, readOrder, type FaultOrder } from './faults.ts';
import { parseIsoTime, toUtc8Millis } from './iso-time.ts';
import { NEXT_PARTS, readNextPart } from './next-part.ts';
import type { Runtime } from './runtime.ts';
import { parseScenarioFile } from './scenario-file.ts';

/** What the control API may do. */
export type ControlTools = {
  readonly advanceClock: (advanceMs: number) => number;
  readonly setClock: (atMs: number) => number;
  readonly orderFault: (order: FaultOrder) => void;
  readonly clearFaults: () => void;
  readonly resendNotification: (paymentRequestId: string) => boolean;
  /** Makes the reports of a day; null while nothing serves them, or when the order is none. */
  readonly makeReports: (order: Readonly<Record<string, unknown>>) => object | null;
  /** Raises a dispute and answers what the shop said; null when the order is none, or the payment cannot be disputed. */
  readonly raiseDispute: (order: Readonly<Record<string, unknown>>) => Promise<object | null>;
  readonly disputes: () => readonly object[];
  /** What was registered, and what the wallets say of it now. */
  readonly registrations: () => readonly object[];
  /** What was declared at customs, and how far it is. */
  readonly declarations: () => readonly object[];
};

type Reply = { readonly status: number; readonly value: unknown };
type Body = Readonly<Record<string, unknown>>;

const BODY_MAX_BYTES = 64 * 1024;

/** Answers `/control/*`; the caller has made sure that it comes from this machine. Bad orders are answered 400 with a code. */
export async function answerControl(
  tools: ControlTools,
  runtime: Runtime,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const body = request.method === 'POST' ? readObject(await readBody(request, BODY_MAX_BYTES)) : {};
  const reply = body === null ? bad('BODY_NOT_AN_OBJECT') : await route(tools, runtime, `${request.method ?? ''} ${path}`, body);
  sendJson(response, reply.status, reply.value);
}

function route(tools: ControlTools, runtime: Runtime, call: string, body: Body): Reply | Promise<Reply> {
  switch (call) {
    case 'GET /control/clock':
      return clock(runtime.now());
    case 'POST /control/clock':
      return moveClock(tools, body);
    case 'GET /control/faults':
      return good({ names: FAULT_NAMES, orders: runtime.faults() });
    case 'POST /control/faults':
      return orderFaults(tools, body);
    case 'DELETE /control/faults': {
      tools.clearFaults();
      return good({ orders: runtime.faults() });
    }
    case 'GET /control/scenario':
      return good({ settings: runtime.state().settings });
    case 'POST /control/scenario':
      return changeScenario(tools, runtime, body);
    case 'POST /control/next':
      return orderNext(runtime, body);
    case 'POST /control/notifications':
      return resend(tools, body);
    case 'GET /control/disputes':
      return good({ disputes: tools.disputes() });
    case 'GET /control/declarations':
      return good({ declarations: tools.declarations() });
    case 'GET /control/registrations':
      return good({ registrations: tools.registrations() });
    case 'POST /control/disputes':
      return raise(tools, body);
    case 'POST /control/reports':
      return makeReports(tools, body);
    default:
      return { status: 404, value: { error: 'NO_SUCH_CONTROL' } };
  }
}

const good = (value: object): Reply => ({ status: 200, value: { ok: true, ...value } });
const bad = (error: string, detail?: string): Reply => ({
  status: 400,
  value: { ok: false, error, ...(detail === undefined ? {} : { detail }) },
});
const clock = (atMs: number): Reply => good({ nowMs: atMs, now: toUtc8Millis(atMs) });

function moveClock(tools: ControlTools, body: Body): Reply {
  const { advanceMs, setTo } = body;
  if (typeof advanceMs === 'number' && Number.isSafeInteger(advanceMs)) return clock(tools.advanceClock(advanceMs));
  const atMs = typeof setTo === 'number' ? setTo : typeof setTo === 'string' ? parseIsoTime(setTo) : null;
  if (atMs === null || !Number.isSafeInteger(atMs))
    return bad('BAD_CLOCK', 'expected {advanceMs: whole number} or {setTo: ISO 8601 time or epoch ms}');
  return clock(tools.setClock(atMs));
}

/** One order, or a list of them under `faults`. */
function orderFaults(tools: ControlTools, body: Body): Reply {
  const list: readonly unknown[] = Array.isArray(body['faults']) ? body['faults'] : [body];
  const orders = list.map((each) => readOrder(each));
  if (orders.some((order) => order === null))
    return bad('BAD_FAULT', `expected {name, count?, api?, delayMs?} with a name of: ${FAULT_NAMES.join(', ')}`);
  for (const order of orders) if (order !== null) tools.orderFault(order);
  return good({ ordered: orders });
}

/** Takes the same words as the scenario file. */
function changeScenario(tools: ControlTools, runtime: Runtime, body: Body): Reply {
  const parsed = parseScenarioFile(body);
  if (!parsed.ok) return bad('BAD_SCENARIO', parsed.fault);
  runtime.send({ type: 'settings', settings: parsed.scenario.settings });
  for (const order of parsed.scenario.faults) tools.orderFault(order);
  return good({ settings: runtime.state().settings });
}

/** Whatever was ordered for the next payment before is forgotten. */
function orderNext(runtime: Runtime, body: Body): Reply {
  const journeys = readNextPart(body['part']);
  if (journeys === null) return bad('BAD_PART', `expected {part} with null or one of: ${NEXT_PARTS.join(', ')}`);
  runtime.send({ type: 'replay', journeys });
  return good({});
}

function makeReports(tools: ControlTools, body: Body): Reply {
  const made = tools.makeReports(body);
  return made === null
    ? bad(
        'BAD_REPORTS',
        'expected {day?: "20250301", defects?: {name: count}, layout?: {...}} and a simulator that serves reports',
      )
    : good(made);
}

function resend(tools: ControlTools, body: Body): Reply {
  const { paymentRequestId } = body;
  if (typeof paymentRequestId !== 'string') return bad('BAD_PAYMENT', 'expected {paymentRequestId}');
  return tools.resendNotification(paymentRequestId) ? good({}) : { status: 404, value: { ok: false, error: 'NO_NOTIFICATION' } };
}

async function raise(tools: ControlTools, body: Body): Promise<Reply> {
  const raised = await tools.raiseDispute(body);
  return raised === null ? bad('NO_SUCH_DISPUTE') : good(raised);
}
