import { step, type Command, type Step } from '../../../simulator/gateway/engine.ts';
import type { ApiName } from '../../../simulator/gateway/messages.ts';
import { DEFAULT_SETTINGS, type GatewaySettings } from '../../../simulator/gateway/settings.ts';
import { emptyState, type GatewayEvent, type GatewayState } from '../../../simulator/gateway/state.ts';
import { payMessage, resultText } from '../../builders/wire-client.ts';

/** 2025-02-20T16:51:49+08:00 */
export const START_MS = Date.parse('2025-02-20T08:51:49Z');

/** A gateway whose time stands still until told. */
export type GatewayBench = {
  readonly state: () => GatewayState;
  readonly now: () => number;
  readonly wait: (ms: number) => void;
  readonly send: (command: Command) => Step;
  readonly ask: (api: ApiName, message: object) => Answer;
  readonly pay: (id: string, code: string, change?: Readonly<Record<string, unknown>>) => Answer;
  readonly inquire: (id: string) => Answer;
  readonly cancel: (id: string) => Answer;
  readonly refund: (id: string, refundId: string, value: string, currency?: string) => Answer;
  readonly events: GatewayEvent[];
};

/** What a request was answered. `result` and `payment` read as `SUCCESS/S`. */
export type Answer = {
  readonly body: Readonly<Record<string, unknown>>;
  readonly result: string;
  readonly payment: string;
  readonly delivery: string;
};

/** A gateway in memory; JPY 599 is paid unless the message says otherwise. */
export function gatewayBench(settings: Partial<GatewaySettings> = {}, startMs = START_MS): GatewayBench {
  let state = emptyState({ ...DEFAULT_SETTINGS, ...settings });
  let nowMs = startMs;
  const events: GatewayEvent[] = [];
  const send = (command: Command): Step => {
    const done = step(state, command, nowMs);
    state = done.state;
    events.push(...done.events);
    return done;
  };
  const ask = (api: ApiName, message: object): Answer => {
    const { answer } = send({ type: 'request', api, message });
    const body = answer?.body ?? {};
    return { body, result: resultText(body), payment: resultText(body, 'paymentResult'), delivery: answer?.delivery ?? 'none' };
  };
  return {
    state: () => state,
    now: () => nowMs,
    wait: (ms) => {
      nowMs += ms;
    },
    send,
    ask,
    events,
    pay: (id, code, change = {}) => ask('pay', payMessage(id, code, change)),
    inquire: (paymentRequestId) => ask('inquiryPayment', { paymentRequestId }),
    cancel: (paymentRequestId) => ask('cancelPayment', { paymentRequestId }),
    refund: (paymentRequestId, refundRequestId, value, currency = 'JPY') =>
      ask('refund', { paymentRequestId, refundRequestId, refundAmount: { currency, value } }),
  };
}

let serial = 0;

/** A well-formed code nobody used yet; `ending` are its last four digits. */
export function freshCode(ending = '5733'): string {
  serial += 1;
  return `28100602${String(serial).padStart(12, '0')}${ending}`;
}
