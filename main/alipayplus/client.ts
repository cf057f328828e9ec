import type { GatewayPort, PayRequest, Reply } from '../../core/payment/gateway-port.ts';
import { call, type Core, type Message } from './call.ts';
import { isTimely, skewOf, unknownClock } from './clock-check.ts';
import { createInbound, type Inbound } from './inbound.ts';
import { openSystemSocket } from './connect.ts';
import type { DeclarationsMessage, DeclareMessage } from '../../core/customs/desk.ts';
import type { StatusMessage } from '../../core/registration/desk.ts';
import type { Place } from '../../core/registration/events.ts';
import { buildDeclarationInquiry, readDeclarations, readDeclareAnswer } from './messages/customs.ts';
import { readDisputeAnswer } from './messages/disputes.ts';
import { buildRegistrationInquiry, readRegistrationAnswer, readRegistrationStatus } from './messages/registration.ts';
import { buildCancel, readCancel } from './messages/cancel-payment.ts';
import { buildInquiry, readInquiry } from './messages/inquiry-payment.ts';
import { buildPay, readPay } from './messages/pay.ts';
import { buildRefund, readRefund } from './messages/refund.ts';
import type { Built } from './messages/shared.ts';
import { checkOptions, type ClientOptions } from './options.ts';
import { formatIso } from './time.ts';
import { systemTimers } from './timers.ts';
import { createTransport } from './transport.ts';

/** The gateway port on the real wire. */
export type AlipayPlusClient = GatewayPort & {
  /** Opens idle TLS connections ahead of need; resolves with how many are ready, never rejects. Calling it often is cheap. */
  readonly warm: () => Promise<number>;
  /** Ends all connections; calls under way and later ones end as `lost`, `aborted`. */
  readonly close: () => void;
  /** Gateway time minus this PC's time in ms, measured from verified answers alone; null before the first one. */
  readonly skewMs: () => number | null;
  /** Sends the exact bytes of an answer to a dispute; repeating them is safe. */
  readonly respondDispute: (
    api: 'responseRetrieval' | 'responseEscalation',
    about: { readonly disputeRequestId: string; readonly paymentRequestId: string },
    body: Buffer,
  ) => Promise<Reply<Message>>;
  /** Sends the exact bytes of a registration; repeating them is safe. */
  readonly register: (body: Buffer) => Promise<Reply<Message>>;
  readonly inquireRegistration: (place: Place) => Promise<Reply<StatusMessage>>;
  /** Sends the exact bytes of a declaration; repeating them is safe. */
  readonly declare: (body: Buffer) => Promise<Reply<DeclareMessage>>;
  /** At most ten ids. */
  readonly inquireDeclarations: (ids: readonly string[]) => Promise<Reply<DeclarationsMessage>>;
  /** SECURITY: signs a text for people; one that could pass for a request, which begins with its method, is refused. */
  readonly signWords: (text: Buffer) => Promise<Buffer>;
  /** Judges and answers what Alipay+ sends by itself, with the same keys and the same clock. */
  readonly inbound: Inbound;
};

/**
 * Makes the client of one counter. It connects only when called. Throws `ClientOptionsError` for options that could not work
 * or would not be safe; the methods never reject and every answer they return was verified or is `lost`.
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/api_overview
 */
export function createAlipayPlusClient(options: ClientOptions): AlipayPlusClient {
  const checked = checkOptions(options);
  const { nowMs, monotonicMs } = options.clock;
  const { connect: open = openSystemSocket, timers = systemTimers } = options;
  const { url, limits } = checked;
  const transport = createTransport({ url, caPem: options.caPem, limits, monotonicMs, open, timers });
  const core: Core = { options, checked, transport, timers, clock: { state: unknownClock(options.newestResponseTimeMs) } };
  const { shop, settlementCurrency, notifyUrl, utcOffsetMinutes } = options;
  const skewMs = (): number | null => skewOf(core.clock.state, nowMs(), monotonicMs());
  const byId = (paymentRequestId: string): { readonly paymentRequestId: string } => ({ paymentRequestId });
  return {
    pay: (request) =>
      call(core, {
        api: 'pay',
        lane: 'charge',
        ...byId(request.paymentRequestId),
        read: readPay,
        build: (measuredMs) =>
          builtOnce(request, () =>
            buildPay(request, {
              shop,
              settlementCurrency,
              notifyUrl: typeof notifyUrl === 'function' ? (notifyUrl() ?? undefined) : notifyUrl,
              skewMs: measuredMs,
              utcOffsetMinutes: utcOffsetMinutes(),
            }),
          ),
      }),
    inquire: (id) =>
      call(core, { api: 'inquiryPayment', lane: 'ask', ...byId(id), read: readInquiry, build: () => buildInquiry(id) }),
    cancel: (id) =>
      call(core, { api: 'cancelPayment', lane: 'charge', ...byId(id), read: readCancel, build: () => buildCancel(id) }),
    refund: (request) =>
      call(core, {
        api: 'refund',
        lane: 'ask',
        ...byId(request.paymentRequestId),
        read: readRefund,
        build: () => buildRefund(request),
      }),
    ...disputeCalls(core),
    ...registrationCalls(core),
    ...customsCalls(core),
    warm: transport.warm,
    close: transport.close,
    skewMs,
    inbound: createInbound({
      ...options,
      isFresh: (requestTimeMs) =>
        isTimely(
          core.clock.state,
          { wallMs: nowMs(), monotonicMs: monotonicMs() },
          requestTimeMs,
          checked.limits.freshnessWindowMs,
        ),
      nowIso: () => formatIso(nowMs() + (skewMs() ?? 0), utcOffsetMinutes()),
    }),
  };
}

const disputeCalls = (core: Core): Pick<AlipayPlusClient, 'respondDispute' | 'signWords'> => ({
  respondDispute: (api, { paymentRequestId }, body) =>
    call(core, {
      api,
      room: 'disputes',
      lane: 'ask',
      paymentRequestId,
      read: readDisputeAnswer,
      build: () => ({ ok: true, body }),
    }),
  signWords: async (text) => {
    if (text.subarray(0, 5).toString('latin1') === 'POST ') throw new Error('not-words');
    return core.options.signer(text);
  },
});

const registrationCalls = (core: Core): Pick<AlipayPlusClient, 'register' | 'inquireRegistration'> => {
  const about = { room: 'merchants', lane: 'ask', paymentRequestId: null } as const;
  return {
    register: (body) =>
      call(core, { ...about, api: 'registration', read: readRegistrationAnswer, build: () => ({ ok: true, body }) }),
    inquireRegistration: (place) =>
      call(core, {
        ...about,
        api: 'inquiryRegistrationStatus',
        read: readRegistrationStatus,
        build: () => buildRegistrationInquiry(place),
      }),
  };
};

const customsCalls = (core: Core): Pick<AlipayPlusClient, 'declare' | 'inquireDeclarations'> => {
  const about = { room: 'customs', lane: 'ask', paymentRequestId: null } as const;
  return {
    declare: (body) => call(core, { ...about, api: 'declare', read: readDeclareAnswer, build: () => ({ ok: true, body }) }),
    inquireDeclarations: (ids) =>
      call(core, {
        ...about,
        api: 'inquireDeclarationRequests',
        read: readDeclarations,
        build: () => buildDeclarationInquiry(ids),
      }),
  };
};

const builtPays = new WeakMap<PayRequest, Built>();

/**
 * A repeated `pay` is the same byte for byte, whatever was learned about the clock since: idempotency compares the parameters.
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/idempotency
 */
function builtOnce(request: PayRequest, build: () => Built): Built {
  const built = builtPays.get(request) ?? build();
  builtPays.set(request, built);
  return built;
}
