import type { Server } from 'node:http';
import type { PaymentNotice, Noticed } from '../../core/payment/notice.ts';
import { readNotifyPayment } from '../../main/alipayplus/messages/notify-payment.ts';
import { createExchange } from '../../main/notify/exchange.ts';
import { NOTIFY_LIMITS } from '../../main/notify/limits.ts';
import { paymentNotices } from '../../main/notify/payment-notices.ts';
import { createRate } from '../../main/notify/rate.ts';
import { createReplays } from '../../main/notify/replays.ts';
import { makeServer } from '../../main/notify/server.ts';
import type { Trust } from '../../main/notify/trust.ts';
import type { Run } from './host.ts';
import { COUNTER_ID } from './shop.ts';

/** The path that the listener is told to serve. */
export const NOTICE_PATH = '/shop/notifyPayment';

/** Where the gateway is told to send notifications. */
export const NOTICE_URL = `http://127.0.0.1:9001${NOTICE_PATH}`;

/** What a listener of the world stands on. */
export type DoorbellParts = {
  readonly run: Run;
  readonly trust: () => Trust | null;
  readonly notified: (notice: PaymentNotice) => Promise<Noticed>;
  readonly struck: (name: string) => void;
};

/** The shipped listener behind its socket: the same server, bounds, checks and handler; connections are handed to it. */
export function openDoorbell({ run, trust, notified, struck }: DoorbellParts): Server {
  const handler = paymentNotices({
    counterId: COUNTER_ID,
    read: readNotifyPayment,
    notified,
    declarable: () => Promise.resolve(true),
  });
  const exchange = createExchange({
    limits: NOTIFY_LIMITS,
    clock: run.clock,
    rate: createRate(NOTIFY_LIMITS, run.clock.monotonicMs),
    replays: createReplays(NOTIFY_LIMITS.replaysMax),
    trust,
    placeOf: (path) => (path === NOTICE_PATH ? { uri: NOTICE_PATH, handler } : undefined),
    refused: (cause) => {
      struck(`notice-refused-${cause}`);
    },
    believed: () => {
      struck('notice-believed');
    },
    alarmed: (alarm) => {
      struck(`notice-alarm-${alarm}`);
    },
  });
  const { server } = makeServer({
    tls: null,
    limits: NOTIFY_LIMITS,
    serve: (request, response) => void exchange.serve(request, response),
    refused: (cause) => {
      struck(`notice-refused-${cause}`);
    },
  });
  return server;
}

/** A message that says a payment was paid, from somebody who has not the gateway's key. */
export function forgedNotice(body: object, time: string, clientId: string, signature: string | null): Buffer {
  const text = JSON.stringify(body);
  const head = [
    `POST ${NOTICE_PATH} HTTP/1.1`,
    'Host: 127.0.0.1:9001',
    'Content-Type: application/json; charset=UTF-8',
    `Client-Id: ${clientId}`,
    `Request-Time: ${time}`,
    ...(signature === null ? [] : [`Signature: ${signature}`]),
    `Content-Length: ${String(Buffer.byteLength(text))}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}`);
}
