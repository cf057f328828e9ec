import type { KeyObject } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { isRecord, readBody, readObject } from '../web/exchange.ts';
import { isLoopbackName } from '../web/loopback.ts';
import { toUtc8Millis } from './iso-time.ts';
import { systemAfter, type After, type Runtime } from './runtime.ts';
import type { GatewayEvent } from './state.ts';
import { parseSignatureHeader, signatureHeader, verifies } from './sign.ts';

/** Which hosts notifications may go to. */
export type NotifyReach = 'loopback' | 'any';

/** What the sender needs. */
export type NotifierParts = {
  readonly runtime: Runtime;
  readonly gatewayKey: KeyObject;
  readonly clientKey: KeyObject;
  readonly reach: NotifyReach;
  /** Effects that a simulated world replaces: timers, and the connection to send on; the machine's own unless given. */
  readonly after?: After;
  readonly connect?: (url: URL) => Duplex;
};

/** The public pages give no deadline for the acknowledgement. */
const ACK_TIMEOUT_MS = 10_000;
const ACK_MAX_BYTES = 64 * 1024;

/**
 * Sends signed notifyPayment messages and tells the books whether they were acknowledged with a signed S.
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/notify_payment
 */
export function createNotifier(parts: NotifierParts): { readonly close: () => Promise<void> } {
  const stop = new AbortController();
  parts.runtime.onNotify((event) => {
    void deliver(parts, event, stop.signal).then((outcome) => {
      if (stop.signal.aborted) return;
      parts.runtime.send({
        type: 'notified',
        notificationId: event.notificationId,
        outcome,
        acknowledged: outcome === 'acknowledged',
      });
    });
  });
  return {
    close: () => {
      stop.abort();
      return Promise.resolve();
    },
  };
}

/** Answers `acknowledged`, or in one word why not; never rejects. */
async function deliver(parts: NotifierParts, event: GatewayEvent, signal: AbortSignal): Promise<string> {
  const url = reachable(parts, event.url);
  if (typeof url === 'string') return url;
  try {
    return await post(parts, event, url, signal);
  } catch {
    return 'no-answer';
  }
}

function reachable({ reach }: NotifierParts, address: string): URL | string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return 'bad-url';
  return reach === 'loopback' && !isLoopbackName(url.hostname) ? 'not-sent-beyond-loopback' : url;
}

async function post(parts: NotifierParts, event: GatewayEvent, url: URL, stop: AbortSignal): Promise<string> {
  const body = Buffer.from(event.body, 'utf8');
  const covered = event.badSignature ? Buffer.concat([body, Buffer.from(' ')]) : body;
  const { said, status } = await signedPost(parts, url, { body, covered }, stop);
  return said === 'acknowledged' || status === null ? said : 'ack-not-S';
}

/** What was said to a message: `acknowledged` for a signed S, a signed other code, or in one word why neither. */
type Said = { readonly said: string; readonly status: 'F' | 'U' | null };

/** Sends one signed message to a shop; never rejects. */
export type SignedSender = (url: string, body: string) => Promise<Said>;

/** A sender for messages other than notifyPayment; the same line, the same rules about hosts. */
export function createSender(parts: NotifierParts): { readonly send: SignedSender; readonly close: () => void } {
  const stop = new AbortController();
  return {
    close: () => {
      stop.abort();
    },
    send: async (address, text) => {
      const url = reachable(parts, address);
      if (typeof url === 'string') return { said: url, status: null };
      const body = Buffer.from(text, 'utf8');
      return signedPost(parts, url, { body, covered: body }, stop.signal).catch(() => ({ said: 'no-answer', status: null }));
    },
  };
}

async function signedPost(
  parts: NotifierParts,
  url: URL,
  { body, covered }: { readonly body: Buffer; readonly covered: Buffer },
  stop: AbortSignal,
): Promise<Said> {
  const { clientId } = parts.runtime.state().settings;
  const uri = `${url.pathname}${url.search}`;
  const time = toUtc8Millis(parts.runtime.now());
  const signature = signatureHeader(parts.gatewayKey, { method: 'POST', uri, clientId, time, body: covered });
  const headers = {
    'Content-Type': 'application/json; charset=UTF-8',
    'Client-Id': clientId,
    'Request-Time': time,
    Signature: signature,
    'Content-Length': body.byteLength,
  };
  const answer = await inTime(parts, stop, (signal) => exchange({ url, headers, body, signal, connect: parts.connect }));
  if (answer.status !== 200) return { said: `http-${String(answer.status)}`, status: null };
  const header = parseSignatureHeader(answer.headers['signature'] ?? '');
  const signed = { method: 'POST', uri, clientId, time: answer.headers['response-time'] ?? '', body: answer.body };
  if (header === null || !verifies(parts.clientKey, signed, header.signature)) return { said: 'ack-not-signed', status: null };
  const result = readObject(answer.body)?.['result'];
  if (!isRecord(result)) return { said: 'ack-not-S', status: null };
  if (result['resultStatus'] === 'S') return { said: 'acknowledged', status: null };
  return { said: String(result['resultCode']), status: result['resultStatus'] === 'F' ? 'F' : 'U' };
}

/** Runs one exchange until the deadline of its acknowledgement, or until the sender is closed. */
async function inTime(
  { after = systemAfter }: NotifierParts,
  stop: AbortSignal,
  run: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const late = new AbortController();
  const forget = after(ACK_TIMEOUT_MS, () => {
    late.abort();
  });
  return run(AbortSignal.any([stop, late.signal])).finally(forget);
}

type Answer = { readonly status: number; readonly headers: Readonly<Record<string, string | undefined>>; readonly body: Buffer };

type Sending = {
  readonly url: URL;
  readonly headers: Record<string, string | number>;
  readonly body: Buffer;
  readonly signal: AbortSignal;
  readonly connect: NotifierParts['connect'];
};

function exchange({ url, headers, body, signal, connect }: Sending): Promise<Answer> {
  const own = connect === undefined ? {} : { createConnection: () => connect(url) };
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, { method: 'POST', headers, signal, ...own }, (response) => {
      const plain = Object.fromEntries(
        Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
      );
      readBody(response, ACK_MAX_BYTES).then((bytes) => {
        resolve({ status: response.statusCode ?? 0, headers: plain, body: bytes ?? Buffer.alloc(0) });
      }, reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}
