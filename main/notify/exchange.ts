import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NotifyAlarm } from '../../core/contract/notify.ts';
import type { Clock, Nap } from '../../core/payment/clock.ts';
import type { NotifyLimits } from './limits.ts';
import type { Rate } from './rate.ts';
import { readBody } from './read-body.ts';
import type { RefusalCause } from './refusals.ts';
import type { Replays } from './replays.ts';
import { RECEIVED, SEND_AGAIN, type AnswerBody, type Handled, type Handler } from './routes.ts';
import type { Trust } from './trust.ts';

/** One path that is listened on; `uri` is the same place as Alipay+ called and signed it. */
export type Place = { readonly uri: string; readonly handler: Handler };

/** What one exchange stands on. */
export type ExchangeParts = {
  readonly limits: NotifyLimits;
  readonly clock: Pick<Clock, 'nap'>;
  readonly rate: Rate;
  readonly replays: Replays;
  /** The keys in use at this moment; null while there are none. */
  readonly trust: () => Trust | null;
  /** The place behind a request's exact path; undefined when there is none. */
  readonly placeOf: (path: string) => Place | undefined;
  readonly refused: (cause: RefusalCause) => void;
  readonly believed: () => void;
  readonly alarmed: (alarm: NotifyAlarm, about: string | null) => void;
};

/** Serves requests; resolves when the answer was handed over, never rejects. */
export type Exchange = {
  readonly serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Requests that are being served. */
  readonly inFlight: () => number;
};

type Believed = {
  readonly trust: Trust;
  readonly place: Place;
  readonly body: Buffer;
  readonly requestTime: string;
  readonly requestTimeMs: number;
};

/** Makes the one way in. The order of its steps is the promise: limits, belief, the disk, the acknowledgement. */
export function createExchange(parts: ExchangeParts): Exchange {
  let inFlight = 0;
  return {
    inFlight: () => inFlight,
    serve: async (request, response) => {
      inFlight += 1;
      try {
        const isCrowded = inFlight > parts.limits.inFlightMax;
        const taken = isCrowded ? 'crowded' : await take(parts, request, response);
        if (typeof taken === 'string') refuse(parts, request, response, taken);
        else await answer(response, taken, await handle(parts, taken));
      } catch {
        // A key that cannot sign, or a sender that is gone: without a signed S Alipay+ sends it again.
        response.destroy();
      } finally {
        inFlight -= 1;
      }
    },
  };
}

/** SECURITY: everything that must hold before a byte of the body is looked at; nothing here keeps anything but numbers. */
async function take(parts: ExchangeParts, request: IncomingMessage, response: ServerResponse): Promise<Believed | RefusalCause> {
  if (!parts.rate.take(request.socket.remoteAddress ?? '')) return 'rate';
  const trust = parts.trust();
  if (trust === null) return 'not-ready';
  const place = placeOf(parts, request);
  if (typeof place === 'string') return place;
  const cause = trust.refusal(request.headers);
  if (cause !== null) return cause;
  // Whoever asks first is told to go on only here, so that a refused request never sends its body.
  if (request.headers.expect !== undefined) response.writeContinue();
  const { bodyBytesMax: bytesMax, bodyTimeoutMs: timeoutMs } = parts.limits;
  const read = await readBody(request, { bytesMax, timeoutMs }, parts.clock);
  return read.ok ? believed(trust, place, request, read.body) : read.cause;
}

function placeOf(parts: ExchangeParts, { method, url, headers }: IncomingMessage): Place | RefusalCause {
  if (method !== 'POST') return 'method';
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') return 'encoded';
  return parts.placeOf(url ?? '') ?? 'path';
}

function believed(trust: Trust, place: Place, { headers }: IncomingMessage, body: Buffer): Believed | RefusalCause {
  const judged = trust.vouch({ uri: place.uri, headers, body });
  if (!judged.ok) return judged.fault;
  return { trust, place, body, requestTime: String(headers['request-time']), requestTimeMs: judged.requestTimeMs };
}

/** A message that was taken before is acknowledged again without being looked at: a replay changes nothing. */
async function handle(parts: ExchangeParts, { place, body, requestTime, requestTimeMs }: Believed): Promise<AnswerBody> {
  const { replays, limits, clock } = parts;
  parts.believed();
  if (replays.has(place.uri, requestTime, body)) return RECEIVED;
  const handled = await within(place.handler(body, requestTimeMs), clock.nap(limits.answerTimeoutMs));
  if (handled.answer.result.resultStatus === 'S') replays.add(place.uri, requestTime, body);
  if (handled.alarm !== null) parts.alarmed(handled.alarm, handled.about);
  return handled.answer;
}

const NOT_DURABLE: Handled = { answer: SEND_AGAIN, alarm: 'not-durable', about: null };

/** A disk that takes too long, or rows that cannot be read, must not be acknowledged; what was written late is a duplicate then. */
async function within(handling: Promise<Handled>, deadline: Nap): Promise<Handled> {
  try {
    return await Promise.race([handling.catch(() => NOT_DURABLE), deadline.done.then(() => NOT_DURABLE)]);
  } finally {
    deadline.wake();
  }
}

async function answer(response: ServerResponse, { trust, place }: Believed, answerBody: AnswerBody): Promise<void> {
  const body = Buffer.from(JSON.stringify(answerBody), 'utf8');
  const signed = await trust.sign(place.uri, body);
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=UTF-8',
    'Content-Length': body.byteLength,
    ...signed,
  });
  response.end(body);
}

/** SECURITY: one bare answer for everything that nobody vouches for, so that probing teaches nothing; then the line is cut. */
function refuse(parts: ExchangeParts, request: IncomingMessage, response: ServerResponse, cause: RefusalCause): void {
  parts.refused(cause);
  response.sendDate = false;
  response.writeHead(cause === 'rate' ? 429 : 400, { Connection: 'close', 'Content-Length': 0 });
  response.end(() => {
    request.socket.destroy();
  });
}
