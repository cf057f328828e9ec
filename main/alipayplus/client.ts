import type { GatewayPort, Lost, PayRequest, Reply, WireResult } from '../../core/payment/gateway-port.ts';
import { lost, traceIdOf, vouch } from './answer.ts';
import { isTimely, readClock, skewOf, unknownClock, type ClockState } from './clock-check.ts';
import { createInbound, type Inbound } from './inbound.ts';
import { openSystemSocket } from './connect.ts';
import { readDisputeAnswer } from './messages/disputes.ts';
import { buildCancel, readCancel } from './messages/cancel-payment.ts';
import { buildInquiry, readInquiry } from './messages/inquiry-payment.ts';
import { buildPay, readPay } from './messages/pay.ts';
import { buildRefund, readRefund } from './messages/refund.ts';
import type { Built } from './messages/shared.ts';
import { checkOptions, type Api, type CheckedOptions, type ClientOptions } from './options.ts';
import { contentToSign, formatSignatureHeader } from './sign.ts';
import { formatIso } from './time.ts';
import { systemTimers, type Timers } from './timers.ts';
import { createTransport, type LaneName, type NoAnswer, type RawAnswer, type Transport } from './transport.ts';

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
  /** SECURITY: signs a text for people; one that could pass for a request, which begins with its method, is refused. */
  readonly signWords: (text: Buffer) => Promise<Buffer>;
  /** Judges and answers what Alipay+ sends by itself, with the same keys and the same clock. */
  readonly inbound: Inbound;
};

type Message = { readonly result: WireResult };

/** What differs from one API to the next. */
type Plan<M extends Message> = {
  readonly api: Api;
  /** The word before the API's name where it is not that of the payments. */
  readonly room?: 'disputes';
  readonly lane: LaneName;
  readonly paymentRequestId: string;
  readonly build: (skewMs: number) => Built;
  readonly read: (body: Uint8Array) => M | null;
};

type Sent = { readonly reply: RawAnswer | NoAnswer | Lost; readonly firstByteAtMs: number | null };

type Core = {
  readonly options: ClientOptions;
  readonly checked: CheckedOptions;
  readonly transport: Transport;
  readonly timers: Timers;
  readonly clock: { state: ClockState };
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

/** One call from request to reply, with its record for the observer. */
async function call<M extends Message>(core: Core, plan: Plan<M>): Promise<Reply<M>> {
  const { clock } = core.options;
  const startedAtMs = clock.monotonicMs();
  const startedWallMs = clock.nowMs();
  const uri = `${core.checked.url.basePath}${prefixOf(core.checked.pathPrefix, plan)}/${plan.api}`;
  const { reply: raw, firstByteAtMs } = await send(core, plan, uri);
  const endedMs = clock.monotonicMs();
  const reply =
    raw.kind === 'answer'
      ? believe(core, plan, uri, raw, { startedWallMs, startedMs: startedAtMs, endedMs })
      : raw.kind === 'none'
        ? { kind: 'lost' as const, cause: raw.cause, sent: raw.sent }
        : raw;
  report(core, plan, reply, {
    startedAtMs,
    firstByteAtMs,
    durationMs: endedMs - startedAtMs,
    traceId: raw.kind === 'answer' ? traceIdOf(raw.headers) : null,
  });
  return reply;
}

/** Every room of Alipay+'s lies beside the payments' own. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/api_overview */
const prefixOf = (payments: string, { room }: { readonly room?: string }): string =>
  room === undefined ? payments : `${payments.replace(/\/payments$/, '')}/${room}`;

/** Builds, signs and posts; whatever fails before the post is `lost` with nothing sent. */
async function send<M extends Message>(core: Core, plan: Plan<M>, uri: string): Promise<Sent> {
  const { options, checked, transport, clock } = core;
  let firstByteAtMs: number | null = null;
  try {
    const nowMs = options.clock.nowMs();
    const skewMs = skewOf(clock.state, nowMs, options.clock.monotonicMs()) ?? 0;
    const built = plan.build(skewMs);
    if (!built.ok) return { reply: notSent('PARAM_ILLEGAL'), firstByteAtMs };
    const time = formatIso(nowMs + skewMs, options.utcOffsetMinutes());
    const content = contentToSign({ method: 'POST', uri, clientId: options.clientId, time, body: built.body });
    const signature = await within(options.signer(content), checked.limits.signTimeoutMs, core.timers);
    const headers = headersOf(options, time, formatSignatureHeader(signature, options.keyVersion));
    const reply = await transport.post({
      lane: plan.lane,
      path: uri,
      headers,
      body: built.body,
      onFirstByte: (atMs) => {
        firstByteAtMs = atMs;
        options.onStep?.(`written-${plan.api}`);
      },
      onAnswer: () => options.onStep?.(`read-${plan.api}`),
    });
    return { reply, firstByteAtMs };
  } catch {
    return { reply: notSent('SIGNING_FAILED'), firstByteAtMs };
  }
}

/** Turns a raw answer into a believed one, or says why not. */
function believe<M extends Message>(
  core: Core,
  plan: Plan<M>,
  uri: string,
  raw: RawAnswer,
  exchange: { readonly startedWallMs: number; readonly startedMs: number; readonly endedMs: number },
): Reply<M> {
  const { clientId, gatewayPublicKey } = core.options;
  const vouched = vouch(raw, { uri, clientId, gatewayPublicKey });
  if (vouched.kind === 'lost') return vouched;
  const { responseTimeMs } = vouched;
  const reading = readClock(core.clock.state, exchange, responseTimeMs, core.checked.limits.freshnessWindowMs);
  core.clock.state = reading.state;
  if (!reading.isFresh) return lost('stale');
  const message = plan.read(vouched.body);
  return message === null ? lost('unparsable') : { kind: 'verified', message, responseTimeMs };
}

const notSent = (hint: string): Lost => ({ kind: 'lost', cause: 'aborted', sent: 'no', hint });

const headersOf = (
  { clientId, agentToken }: ClientOptions,
  time: string,
  signature: string,
): Readonly<Record<string, string>> => ({
  'Content-Type': 'application/json; charset=UTF-8',
  'Client-Id': clientId,
  'Request-Time': time,
  Signature: signature,
  ...(agentToken === undefined ? {} : { 'Agent-Token': agentToken }),
});

/** A signer that never answers must not hold up a counter; one that answers at once costs no timer. */
async function within(signing: Buffer | Promise<Buffer>, timeoutMs: number, timers: Timers): Promise<Buffer> {
  if (Buffer.isBuffer(signing)) return signing;
  let stopTimer = (): void => undefined;
  const late = new Promise<never>((_resolve, reject) => {
    stopTimer = timers.after(timeoutMs, () => {
      reject(new Error('sign-timeout'));
    });
  });
  try {
    return await Promise.race([signing, late]);
  } finally {
    stopTimer();
  }
}

type Measured = {
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly firstByteAtMs: number | null;
  readonly traceId: string | null;
};

/** An observer that fails must not turn a verified answer into a lost one. */
function report<M extends Message>(core: Core, plan: Plan<M>, reply: Reply<M>, measured: Measured): void {
  const result = reply.kind === 'verified' ? reply.message.result : null;
  try {
    core.options.onExchange?.({
      api: plan.api,
      paymentRequestId: plan.paymentRequestId,
      ...measured,
      outcome: reply.kind,
      ...(reply.kind === 'lost' ? { cause: reply.cause, hint: reply.hint ?? null } : { cause: null, hint: null }),
      resultCode: result?.resultCode ?? null,
      resultStatus: result?.resultStatus ?? null,
    });
  } catch {
    return;
  }
}
