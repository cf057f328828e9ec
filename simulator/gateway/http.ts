import type { KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isRecord, listen, readBody, sendJson, shut } from '../web/exchange.ts';
import { isFromHere } from '../web/loopback.ts';
import { bareAnswer, type WireBody } from './answers.ts';
import { answerControl, type ControlTools } from './control.ts';
import { faultApiOf, type Fault } from './faults.ts';
import { toUtc8Millis } from './iso-time.ts';
import type { LedgerView } from './ledger.ts';
import type { ResultCode } from './results.ts';
import type { RequestLog } from './request-log.ts';
import { systemAfter, type After, type Runtime } from './runtime.ts';
import { sendAnswer, type Outgoing } from './send-answer.ts';
import { parseSignatureHeader, verifies } from './sign.ts';
import { apiOf, checkFor, checkWire, type WireRequest, type WireTools } from './wire.ts';

/** What the gateway's server is made of. */
export type GatewayParts = {
  readonly host: string;
  readonly port: number;
  readonly keys: { readonly gateway: KeyObject; readonly client: KeyObject };
  readonly runtime: Runtime;
  readonly requests: RequestLog;
  readonly ledger: () => LedgerView;
  readonly control: ControlTools;
  /** APIs that are not about payments, each with the books behind it. */
  readonly others?: readonly OtherApis[];
  /** For answers that wait; the machine's own timers unless given. */
  readonly after?: After;
};

/** APIs below `/aps/api/v1` and one word of their own, such as `disputes`. */
export type OtherApis = {
  readonly room: string;
  readonly answers: Readonly<Record<string, (message: object) => WireBody>>;
};

/** A server that is up. */
export type Listening = { readonly url: string; readonly port: number; readonly close: () => Promise<void> };

/** Bodies above this are refused; Alipay+ names no limit. Papers go with a registration and with an answer to a dispute. */
const BODY_MAX_BYTES = { payments: 256 * 1024, papers: 64 * 1024 * 1024 };

/** Starts the gateway; rejects when the port is taken. */
export async function startGateway(parts: GatewayParts): Promise<Listening> {
  const server = createGatewayServer(parts);
  const port = await listen(server, parts.host, parts.port);
  const host = parts.host.includes(':') ? `[${parts.host}]` : parts.host;
  return { url: `http://${host}:${String(port)}`, port, close: () => shut(server) };
}

/** The gateway's server before it listens: it also serves whatever stream is handed to it as a `connection`. */
export function createGatewayServer(parts: GatewayParts): Server {
  const served: ServedParts = { ...parts, after: parts.after ?? systemAfter };
  return createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
    response.setHeader('Date', new Date(parts.runtime.now()).toUTCString()); // the gateway's clock may be moved
    serve(served, request, response).catch(() => {
      response.destroy();
    });
  });
}

type ServedParts = GatewayParts & { readonly after: After };

async function serve(parts: ServedParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const isOwn = path === '/ledger' || path === '/health' || path.startsWith('/control');
  if (isOwn) await serveOwn(parts, request, response, path);
  else await serveApi(parts, request, response);
}

/** What is no part of Alipay+, for this machine alone. */
async function serveOwn(parts: GatewayParts, request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
  if (!isFromHere(request)) sendJson(response, 403, { error: 'LOOPBACK_ONLY' });
  else if (path === '/health') sendJson(response, 200, { ok: true, time: toUtc8Millis(parts.runtime.now()) });
  else if (path === '/ledger') sendJson(response, 200, ledgerFor(parts, request.url ?? '/'));
  else await answerControl(parts.control, parts.runtime, request, response, path);
}

/** The books, or with `?paymentRequestId=` only what concerns that payment. */
function ledgerFor(parts: GatewayParts, uri: string): LedgerView {
  const view = parts.ledger();
  const id = new URL(uri, 'http://ledger').searchParams.get('paymentRequestId');
  if (id === null) return view;
  const mine = <Row extends { readonly paymentRequestId: string }>(rows: readonly Row[]): readonly Row[] =>
    rows.filter((row) => row.paymentRequestId === id);
  const requests = view.requests.filter((row) => isRecord(row.body) && row.body['paymentRequestId'] === id);
  return {
    ...view,
    payments: mine(view.payments),
    refunds: mine(view.refunds),
    cancels: mine(view.cancels),
    notifications: mine(view.notifications),
    requests,
  };
}

async function serveApi(parts: ServedParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const startedMs = performance.now();
  const atMs = parts.runtime.now();
  const { method = '', url: uri = '/' } = request;
  const fault = faultFor(parts, method, uri);
  const body = await readBody(request, bytesMax(parts, uri));
  const wire: WireRequest = { method, uri, headers: firstValues(request), body: body ?? new Uint8Array() };
  const answer = fault?.name === 'close-before' ? null : body === null ? tooLarge : process(parts, wire);
  note(parts, wire, { atMs, startedMs, answer, fault });
  const { after, runtime, keys } = parts;
  if (fault?.name === 'delay') await new Promise<void>((resolve) => after(fault.delayMs, resolve));
  if (answer === null) request.socket.destroy();
  else sendAnswer({ wire, answer, fault, nowMs: runtime.now(), key: keys.gateway, traceId: traceId(parts), after }, response);
}

const bytesMax = (parts: GatewayParts, uri: string): number =>
  otherOf(parts, uri) === null ? BODY_MAX_BYTES.payments : BODY_MAX_BYTES.papers;

function faultFor(parts: GatewayParts, method: string, uri: string): Fault | null {
  const api = apiOf(uri, parts.runtime.state().settings.pathPrefix) ?? faultApiOf(otherOf(parts, uri)?.api);
  return api === null || method !== 'POST' ? null : parts.runtime.strike(api);
}

function note(
  parts: GatewayParts,
  wire: WireRequest,
  seen: { readonly atMs: number; readonly startedMs: number; readonly answer: Outgoing | null; readonly fault: Fault | null },
): void {
  const { answer, fault } = seen;
  const delivery = answer === null || answer.delivery === 'plain' ? null : answer.delivery;
  parts.requests.note({
    atMs: seen.atMs,
    method: wire.method,
    uri: wire.uri,
    body: wire.body,
    bent: fault?.name ?? delivery,
    keyVersion: parseSignatureHeader(wire.headers['signature'] ?? '')?.keyVersion ?? null,
    resultCode: answer === null ? 'NONE' : codeOf(answer.body),
    tookMs: Math.round((performance.now() - seen.startedMs) * 1_000) / 1_000,
  });
}

const traceId = (parts: GatewayParts): string =>
  `sim${String(parts.runtime.now())}${String(parts.requests.total()).padStart(8, '0')}`;

function codeOf(body: WireBody): string {
  const result = body['result'];
  return isRecord(result) && typeof result['resultCode'] === 'string' ? result['resultCode'] : 'NONE';
}

const tooLarge: Outgoing = {
  body: bareAnswer('PARAM_ILLEGAL', 'Illegal parameter body: too large.'),
  delivery: 'plain',
  unsigned: false,
};

function process(parts: GatewayParts, wire: WireRequest): Outgoing {
  const { runtime } = parts;
  const { settings } = runtime.state();
  const other = otherOf(parts, wire.uri);
  if (other !== null) {
    const checked = checkFor(other.api, wire, settings, runtime.now(), toolsOf(parts));
    return checked.ok
      ? { body: other.answer(checked.message), delivery: 'plain', unsigned: false }
      : refused(checked, parts, wire);
  }
  const checked = checkWire(wire, settings, runtime.now(), toolsOf(parts));
  if (checked.ok) {
    const { answer } = runtime.send({ type: 'request', api: checked.api, message: checked.message });
    return { body: answer?.body ?? bareAnswer('UNKNOWN_EXCEPTION'), delivery: answer?.delivery ?? 'plain', unsigned: false };
  }
  return refused(checked, parts, wire);
}

const refused = (
  { code, detail }: { readonly code: ResultCode; readonly detail?: string },
  { runtime }: GatewayParts,
  { headers }: WireRequest,
): Outgoing => ({
  body: bareAnswer(code, detail),
  delivery: 'plain',
  unsigned: (code === 'INVALID_SIGNATURE' && !runtime.state().settings.signRefusals) || headers['client-id'] === undefined,
});

/** An API of another room; null for the payments' and for a path that is none. */
function otherOf(
  { runtime, others = [] }: GatewayParts,
  uri: string,
): { readonly api: string; readonly answer: (message: object) => WireBody } | null {
  const base = runtime.state().settings.pathPrefix.replace(/\/payments$/, '');
  const path = uri.split('?')[0] ?? '';
  for (const { room, answers } of others) {
    for (const [api, answer] of Object.entries(answers)) {
      if (path === `${base}/${room}/${api}`) return { api, answer };
    }
  }
  return null;
}

const toolsOf = (parts: GatewayParts): WireTools => ({
  hasKey: (keyVersion) => {
    const only = parts.runtime.state().settings.keyVersion;
    return only === null || String(only) === keyVersion;
  },
  readSignature: parseSignatureHeader,
  verifies: (wire, signature) =>
    verifies(
      parts.keys.client,
      {
        method: wire.method,
        uri: wire.uri,
        clientId: wire.headers['client-id'] ?? '',
        time: wire.headers['request-time'] ?? '',
        body: wire.body,
      },
      signature,
    ),
  decode: (bytes) => {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return null;
    }
  },
});

const firstValues = (request: IncomingMessage): WireRequest['headers'] =>
  Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]));
