import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { PracticePrinter } from '../devices/printer.ts';
import type { Decision } from '../gateway/engine-wallet.ts';
import type { Listening } from '../gateway/http.ts';
import { isFailCode } from '../gateway/results.ts';
import type { Runtime } from '../gateway/runtime.ts';
import { maskCode } from '../gateway/wallets.ts';
import { listen, readBody, readObject, sendJson, shut } from '../web/exchange.ts';
import { isFromHere } from '../web/loopback.ts';
import { ASSETS } from './assets.ts';
import type { MintOrder, WalletDesk } from './desk.ts';
import { openFeed, type Feed } from './feed.ts';
import { barcodeSvg, qrSvg } from './symbols.ts';
import { buildView } from './view.ts';

/** What the wallet's server is made of; the printer is null when there is none. */
export type WalletParts = {
  readonly host: string;
  readonly port: number;
  readonly runtime: Runtime;
  readonly desk: WalletDesk;
  readonly printer: PracticePrinter | null;
};

type Body = Readonly<Record<string, unknown>>;
type Reply = { readonly status: number; readonly value: unknown };

const BODY_MAX_BYTES = 16 * 1024;

/** Nothing from elsewhere, nothing inline. */
const SECURITY = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

/** Starts the wallet page and its API, for this machine alone; rejects when the port is taken. */
export async function startWallet(parts: WalletParts): Promise<Listening> {
  const feed = openFeed(parts.runtime, parts.printer);
  const server = createServer((request, response) => {
    serve(parts, feed, request, response).catch(() => {
      response.destroy();
    });
  });
  const port = await listen(server, parts.host, parts.port);
  const host = parts.host.includes(':') ? `[${parts.host}]` : parts.host;
  return {
    url: `http://${host}:${String(port)}/`,
    port,
    close: () => {
      feed.close();
      return shut(server);
    },
  };
}

async function serve(parts: WalletParts, feed: Feed, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isFromHere(request)) {
    sendJson(response, 403, { error: 'LOOPBACK_ONLY' });
    return;
  }
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  if (request.method === 'GET') {
    serveGet(parts, feed, path, response);
    return;
  }
  if (request.method !== 'POST') {
    sendJson(response, 405, { error: 'METHOD_NOT_SUPPORTED' });
    return;
  }
  const body = readObject(await readBody(request, BODY_MAX_BYTES));
  const reply = body === null ? bad('BODY_NOT_AN_OBJECT') : post(parts, path, body);
  sendJson(response, reply.status, reply.value);
}

function serveGet(parts: WalletParts, feed: Feed, path: string, response: ServerResponse): void {
  if (path === '/wallet/state') {
    sendJson(response, 200, buildView(parts.runtime, parts.printer));
    return;
  }
  if (path === '/wallet/events') {
    feed.join(response);
    return;
  }
  const asset = ASSETS.get(path);
  if (asset === undefined) {
    sendJson(response, 404, { error: 'NOT_FOUND' });
    return;
  }
  response.writeHead(200, { ...SECURITY, 'content-type': asset.type }).end(asset.text);
}

function post(parts: WalletParts, path: string, body: Body): Reply {
  if (path === '/wallet/codes') return mint(parts.desk, body);
  const printer = /^\/wallet\/printer\/(switches|tear-off)$/.exec(path)?.[1];
  if (printer !== undefined) return parts.printer === null ? missing('NO_PRINTER') : operate(parts.printer, printer, body);
  const [, id, verb] = /^\/wallet\/payments\/([^/]+)\/(approve|decline|fail|ignore)$/.exec(path) ?? [];
  if (id === undefined || verb === undefined) return missing('NOT_FOUND');
  const decision = decisionOf(verb, body);
  if (decision === null) return bad('BAD_RESULT_CODE');
  return parts.desk.decide(decodeURIComponent(id), decision)
    ? good({})
    : { status: 409, value: { ok: false, error: 'NOT_WAITING' } };
}

const good = (value: object): Reply => ({ status: 200, value: { ok: true, ...value } });
const bad = (error: string): Reply => ({ status: 400, value: { ok: false, error } });
const missing = (error: string): Reply => ({ status: 404, value: { ok: false, error } });

function mint(desk: WalletDesk, body: Body): Reply {
  const { brand, behaviour, symbols } = body;
  if ((brand !== undefined && typeof brand !== 'string') || (behaviour !== undefined && typeof behaviour !== 'string'))
    return bad('BAD_CODE_ORDER');
  try {
    const minted = desk.mint({
      ...(brand === undefined ? {} : { brand }),
      ...(behaviour === undefined ? {} : { behaviour }),
    } as MintOrder);
    return good({
      ...minted,
      maskedCode: maskCode(minted.code),
      ...(symbols === true ? { barcodeSvg: barcodeSvg(minted.code), qrSvg: qrSvg(minted.code) } : {}),
    });
  } catch (cause) {
    if (cause instanceof RangeError) return bad('BAD_CODE_ORDER');
    throw cause;
  }
}

function decisionOf(verb: string, body: Body): Decision | null {
  if (verb === 'approve' || verb === 'decline' || verb === 'ignore') return { kind: verb };
  const { resultCode } = body;
  return typeof resultCode === 'string' && isFailCode(resultCode) ? { kind: 'fail', code: resultCode } : null;
}

const SWITCHES = ['paperOut', 'paperLow', 'coverOpen', 'cutterJam', 'silent'] as const;

function operate(printer: PracticePrinter, verb: string, body: Body): Reply {
  if (verb === 'tear-off') {
    printer.tearOff();
    return good({});
  }
  const known = SWITCHES.filter((name) => typeof body[name] === 'boolean');
  if (known.length === 0 || known.length !== Object.keys(body).length) return bad('BAD_SWITCH');
  printer.set(Object.fromEntries(known.map((name) => [name, body[name] === true])));
  return good({ switches: printer.switches() });
}
