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
  const url = URL.canParse(event.url) ? new URL(event.url) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return 'bad-url';
  if (parts.reach === 'loopback' && !isLoopbackName(url.hostname)) return 'not-sent-beyond-loopback';
  try {
    return await post(parts, event, url, signal);
  } catch {
    return 'no-answer';
  }
}

async function post(parts: NotifierParts, event: GatewayEvent, url: URL, stop: AbortSignal): Promise<string> {
  const { clientId } = parts.runtime.state().settings;
  const uri = `${url.pathname}${url.search}`;
  const time = toUtc8Millis(parts.runtime.now());
  const body = Buffer.from(event.body, 'utf8');
  const covered = event.badSignature ? Buffer.concat([body, Buffer.from(' ')]) : body;
  const signature = signatureHeader(parts.gatewayKey, { method: 'POST', uri, clientId, time, body: covered });
  const headers = {
    'Content-Type': 'application/json; charset=UTF-8',
    'Client-Id': clientId,
    'Request-Time': time,
    Signature: signature,
    'Content-Length': body.byteLength,
  };
  const answer = await inTime(parts, stop, (signal) => exchange({ url, headers, body, signal, connect: parts.connect }));
  if (answer.status !== 200) return `http-${String(answer.status)}`;
  const header = parseSignatureHeader(answer.headers['signature'] ?? '');
  const signed = { method: 'POST', uri, clientId, time: answer.headers['response-time'] ?? '', body: answer.body };
  if (header === null || !verifies(parts.clientKey, signed, header.signature)) return 'ack-not-signed';
  const result = readObject(answer.body)?.['result'];
  return isRecord(result) && result['resultStatus'] === 'S' ? 'acknowledged' : 'ack-not-S';
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
