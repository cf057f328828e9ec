import type { Lost, Reply, WireResult } from '../../core/payment/gateway-port.ts';
import { lost, traceIdOf, vouch } from './answer.ts';
import { readClock, skewOf, type ClockState } from './clock-check.ts';
import type { Built } from './messages/shared.ts';
import type { Api, CheckedOptions, ClientOptions } from './options.ts';
import { contentToSign, formatSignatureHeader } from './sign.ts';
import { formatIso } from './time.ts';
import type { Timers } from './timers.ts';
import type { LaneName, NoAnswer, RawAnswer, Transport } from './transport.ts';

/** Every answer has a result. */
export type Message = { readonly result: WireResult };

/** What differs from one API to the next. */
export type Plan<M extends Message> = {
  readonly api: Api;
  /** The word before the API's name where it is not that of the payments. */
  readonly room?: 'disputes' | 'merchants' | 'customs';
  readonly lane: LaneName;
  /** Null where the call is about no payment. */
  readonly paymentRequestId: string | null;
  readonly build: (skewMs: number) => Built;
  readonly read: (body: Uint8Array) => M | null;
};

type Sent = { readonly reply: RawAnswer | NoAnswer | Lost; readonly firstByteAtMs: number | null };

/** What every call of one client stands on. */
export type Core = {
  readonly options: ClientOptions;
  readonly checked: CheckedOptions;
  readonly transport: Transport;
  readonly timers: Timers;
  readonly clock: { state: ClockState };
};

/** One call from request to reply, with its record for the observer. */
export async function call<M extends Message>(core: Core, plan: Plan<M>): Promise<Reply<M>> {
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
