import type { KeyObject } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Lost } from '../../core/payment/gateway-port.ts';
import { contentToSign, verifySignature } from './sign.ts';
import { parseIso } from './time.ts';
import type { RawAnswer } from './transport.ts';

/** What an answer is held against. */
export type Expected = {
  /** Path of the request it answers, as it was signed. */
  readonly uri: string;
  readonly clientId: string;
  readonly gatewayPublicKey: KeyObject;
};

/** An answer the gateway signed for us; nothing is said yet about its age. */
export type Vouched = { readonly kind: 'vouched'; readonly body: Buffer; readonly responseTimeMs: number };

/**
 * Codes an answer about a broken request may carry without a signature (assumed from the sandbox's behaviour).
 * They are a hint to the owner and never say anything about the payment.
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/api_overview
 */
const HINTS: ReadonlySet<string> = new Set([
  'INVALID_SIGNATURE',
  'KEY_NOT_FOUND',
  'INVALID_CLIENT',
  'NO_INTERFACE_DEF',
  'INVALID_API',
  'METHOD_NOT_SUPPORTED',
  'MEDIA_TYPE_NOT_ACCEPTABLE',
]);
const TRACE_ID = /^[\w.:-]{1,128}$/;

/** SECURITY: the one gate between the wire and belief; status, encoding, addressee, signature, in this order. */
export function vouch(answer: RawAnswer, expected: Expected): Vouched | Lost {
  const fault = httpFault(answer);
  if (fault !== null) return fault;
  const signature = headerOf(answer.headers, 'signature');
  const time = headerOf(answer.headers, 'response-time');
  if (signature === null || time === null) return lost('unsigned', hintOf(answer.body));
  if (headerOf(answer.headers, 'client-id') !== expected.clientId) return lost('wrong-client');
  const { uri, clientId, gatewayPublicKey } = expected;
  const content = contentToSign({ method: 'POST', uri, clientId, time, body: answer.body });
  if (!verifySignature(gatewayPublicKey, content, signature)) return lost('bad-signature');
  const responseTimeMs = parseIso(time);
  return responseTimeMs === null ? lost('stale') : { kind: 'vouched', body: answer.body, responseTimeMs };
}

/** The gateway's trace id for the log, or null when there is none or it is not one plain word. */
export function traceIdOf(headers: IncomingHttpHeaders): string | null {
  const id = headerOf(headers, 'tracerid') ?? headerOf(headers, 'tracer-id') ?? '';
  return TRACE_ID.test(id) ? id : null;
}

/** A lost answer to a request that was sent. */
export const lost = (cause: Lost['cause'], hint: string | null = null): Lost => ({
  kind: 'lost',
  cause,
  sent: 'maybe',
  ...(hint === null ? {} : { hint }),
});

/** Alipay+ puts every outcome, failures included, into a 200 that is not compressed. */
function httpFault({ status, headers, body }: RawAnswer): Lost | null {
  if (status >= 300 && status < 400) return lost('redirect');
  if (status !== 200) return lost('http-status', hintOf(body));
  return (headers['content-encoding'] ?? 'identity') === 'identity' ? null : lost('unparsable');
}

function headerOf(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function hintOf(body: Buffer): string | null {
  const code = /"resultCode"\s*:\s*"([A-Z_]{1,64})"/.exec(body.toString('latin1'))?.[1] ?? '';
  return HINTS.has(code) ? code : null;
}
