import { parseIsoTime } from './iso-time.ts';
import { API_NAMES, type ApiName } from './messages.ts';
import type { ResultCode } from './results.ts';
import type { GatewaySettings } from './settings.ts';

/** A request as it came, header names in lower case, the first value of each. */
export type WireRequest = {
  readonly method: string;
  /** Path and query, verbatim. */
  readonly uri: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
};

/** What the gateway can look up and compute for the checks. */
export type WireTools = {
  /** False when no key of the acquirer is registered for this keyVersion. */
  readonly hasKey: (keyVersion: string) => boolean;
  /** Reads a Signature header; null when a part is missing. */
  readonly readSignature: (
    header: string,
  ) => { readonly algorithm: string; readonly keyVersion: string; readonly signature: string } | null;
  /** True when the signature vouches for this request. */
  readonly verifies: (request: WireRequest, signature: string) => boolean;
  /** The body as text; null when it is not UTF-8. */
  readonly decode: (body: Uint8Array) => string | null;
};

/** A request that may reach the books, or the code that refuses it. */
export type Checked<Name extends string = ApiName> =
  | { readonly ok: true; readonly api: Name; readonly message: object }
  | { readonly ok: false; readonly code: ResultCode; readonly detail?: string; readonly api: Name | null };

/** The API at the end of this URI, or null. The query is not part of the name. */
export function apiOf(uri: string, pathPrefix: string): ApiName | null {
  const path = uri.split('?')[0] ?? '';
  return API_NAMES.find((name) => path === `${pathPrefix}/${name}`) ?? null;
}

/**
 * Checks everything that comes before the fields of the message, in a fixed order: method, path, content type, client, key,
 * signature, time, JSON. The order is assumed; the public pages do not give one.
 */
export const checkWire = (request: WireRequest, settings: GatewaySettings, nowMs: number, tools: WireTools): Checked =>
  checkFor(apiOf(request.uri, settings.pathPrefix), request, settings, nowMs, tools);

/** The same checks for APIs that are not about payments; `api` is the one at the end of the path, or null. */
export function checkFor<Name extends string>(
  api: Name | null,
  request: WireRequest,
  settings: GatewaySettings,
  nowMs: number,
  tools: WireTools,
): Checked<Name> {
  const refuse = (code: ResultCode, detail?: string): Checked<Name> => ({
    ok: false,
    code,
    api,
    ...(detail === undefined ? {} : { detail }),
  });
  if (request.method !== 'POST') return refuse('METHOD_NOT_SUPPORTED');
  if (api === null) return refuse('NO_INTERFACE_DEF');
  if (!isJson(request.headers['content-type'])) return refuse('MEDIA_TYPE_NOT_ACCEPTABLE');
  const stranger = refusalOfSender(request, settings, tools);
  if (stranger !== null) return refuse(stranger);
  const timeFault = faultOfTime(request.headers['request-time'], settings.requestTimeToleranceMs, nowMs);
  if (timeFault !== null) return refuse('PARAM_ILLEGAL', `Illegal parameter Request-Time: ${timeFault}.`);
  const message = parseObject(tools.decode(request.body));
  return message === null
    ? refuse('PARAM_ILLEGAL', 'Illegal parameter body: not a JSON object in UTF-8.')
    : { ok: true, api, message };
}

/** Who sent it: the client, then whether it has a key, then whether the signature is made with that key. */
function refusalOfSender(request: WireRequest, settings: GatewaySettings, tools: WireTools): ResultCode | null {
  if (request.headers['client-id'] !== settings.clientId) return 'INVALID_CLIENT';
  const signature = tools.readSignature(request.headers['signature'] ?? '');
  if (signature !== null && !tools.hasKey(signature.keyVersion)) return 'KEY_NOT_FOUND';
  const isWellFormed = signature?.algorithm === 'RSA256' && /^\d*$/.test(signature.keyVersion);
  return isWellFormed && tools.verifies(request, signature.signature) ? null : 'INVALID_SIGNATURE';
}

/** The documented header is optional; when it is there it must be JSON in UTF-8. */
function isJson(contentType: string | undefined): boolean {
  if (contentType === undefined) return true;
  return /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?;?$/i.test(contentType.trim());
}

function faultOfTime(text: string | undefined, toleranceMs: number | null, nowMs: number): string | null {
  const atMs = text === undefined ? null : parseIsoTime(text);
  if (atMs === null) return text === undefined ? 'missing' : 'not an ISO 8601 time with a zone';
  return toleranceMs !== null && Math.abs(nowMs - atMs) > toleranceMs ? 'too far from the time of the gateway' : null;
}

function parseObject(text: string | null): object | null {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
