import type { KeyObject } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Delivery, WireBody } from './answers.ts';
import type { Fault, FaultName } from './faults.ts';
import { toUtc8Millis } from './iso-time.ts';
import type { After } from './runtime.ts';
import { signatureHeader } from './sign.ts';
import type { WireRequest } from './wire.ts';

/** An answer before it leaves. */
export type Outgoing = { readonly body: WireBody; readonly delivery: Delivery; readonly unsigned: boolean };

/** An answer with the request it belongs to and what bends it on its way. */
export type Sending = {
  readonly wire: WireRequest;
  readonly answer: Outgoing;
  readonly fault: Fault | null;
  /** The gateway's time in epoch ms. */
  readonly nowMs: number;
  readonly key: KeyObject;
  readonly traceId: string;
  readonly after: After;
};

/** How long a silent answer keeps its connection before it is cut. */
const SILENCE_MS = 120_000;
const HUGE_BYTES = 16 * 1024 * 1024;
const HOUR_MS = 3_600_000;

/** Sends the answer, signed over its exact bytes, or bent by the fault of this request or by the payment's own scenario. */
export function sendAnswer(sending: Sending, response: ServerResponse): void {
  const name = sending.fault?.name ?? null;
  if (sending.answer.delivery === 'silence' || name === 'drop-response') {
    const forget = sending.after(SILENCE_MS, () => {
      response.destroy();
    });
    response.once('close', forget);
    return;
  }
  switch (name) {
    case 'close-after':
      response.destroy();
      return;
    case 'redirect':
      response.writeHead(302, { location: '/elsewhere', 'content-length': '0' }).end();
      return;
    case 'http-500':
      response.writeHead(500, { 'content-type': 'text/plain' }).end('internal server error');
      return;
    default:
      sendSigned(sending, name, response);
  }
}

function sendSigned({ wire, answer, key, nowMs, traceId }: Sending, name: FaultName | null, response: ServerResponse): void {
  const body = bodyOf(answer, name);
  const clientId = name === 'wrong-client-id' ? 'SANDBOX_SOMEBODY_ELSE' : (wire.headers['client-id'] ?? '');
  const time = toUtc8Millis(name === 'stale-response-time' ? nowMs - HOUR_MS : nowMs);
  const isSpoilt = name === 'bad-signature' || answer.delivery === 'bad-signature';
  const covered = isSpoilt ? Buffer.concat([body, Buffer.from(' ')]) : body;
  const signature =
    name === 'unsigned' || answer.unsigned
      ? {}
      : {
          'Response-Time': time,
          Signature: signatureHeader(key, { method: wire.method, uri: wire.uri, clientId, time, body: covered }),
        };
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=UTF-8',
    'Client-Id': clientId,
    ...signature,
    tracerId: traceId,
    'Content-Length': body.byteLength,
  });
  response.end(body);
}

function bodyOf(answer: Outgoing, name: FaultName | null): Buffer {
  if (name === 'huge-body') return Buffer.alloc(HUGE_BYTES, ' ');
  return Buffer.from(name === 'garbage-body' ? '<html>busy</html>' : JSON.stringify(answer.body), 'utf8');
}
