import { bareAnswer, type Answered, type Delivery, type WireBody } from './answers.ts';
import { takeCancel, takeInquiry, takeRefund } from './engine-after.ts';
import { takePay } from './engine-pay.ts';
import { noteSent, passTime, resend, takeDue } from './engine-time.ts';
import { decide, mint, type Decision } from './engine-wallet.ts';
import { parseName, parsePay, parseRefund, type ApiName, type Parsed } from './messages.ts';
import type { ResultCode } from './results.ts';
import type { ScenarioPart } from './magic.ts';
import type { Journey } from './replay.ts';
import type { GatewaySettings } from './settings.ts';
import type { GatewayEvent, GatewayState } from './state.ts';
import type { WalletBrand } from './wallets.ts';

/** What the world asks of the gateway. `message` is the parsed JSON body of a request whose signature was good. */
export type Command =
  | { readonly type: 'request'; readonly api: ApiName; readonly message: object }
  | { readonly type: 'tick' }
  | { readonly type: 'mint'; readonly digits: string; readonly brand: WalletBrand; readonly scenario: ScenarioPart | null }
  | { readonly type: 'decide'; readonly paymentRequestId: string; readonly decision: Decision }
  | { readonly type: 'notified'; readonly notificationId: string; readonly outcome: string; readonly acknowledged: boolean }
  | { readonly type: 'resend'; readonly paymentRequestId: string }
  | { readonly type: 'replay'; readonly journeys: readonly Journey[] }
  | { readonly type: 'settings'; readonly settings: Partial<GatewaySettings> };

/** What a command came to. `answer` is there for requests only; `ok` is false when the command did not apply. */
export type Step = {
  readonly state: GatewayState;
  readonly answer: { readonly body: WireBody; readonly delivery: Delivery } | null;
  readonly ok: boolean;
  readonly events: readonly GatewayEvent[];
};

/** One step of the gateway: what was due by now happens first, then the command, then notifications that are due go out. Pure. */
export function step(state: GatewayState, command: Command, nowMs: number): Step {
  const done = apply(passTime(state, nowMs), command, nowMs);
  const [next, events] = takeDue(done.state, nowMs);
  return { state: next, answer: done.answer, ok: done.ok, events };
}

type Applied = Pick<Step, 'state' | 'answer' | 'ok'>;

function apply(state: GatewayState, command: Command, nowMs: number): Applied {
  switch (command.type) {
    case 'request': {
      const { state: next, body, delivery } = request(state, command.api, command.message, nowMs);
      return { state: next, answer: { body, delivery }, ok: true };
    }
    case 'tick':
      return silent(state, true);
    case 'mint':
      return silent(mint(state, command, nowMs), true);
    case 'decide':
      return changed(state, decide(state, command.paymentRequestId, command.decision, nowMs));
    case 'notified':
      return silent(noteSent(state, command, nowMs), true);
    case 'resend':
      return changed(state, resend(state, command.paymentRequestId, nowMs));
    case 'replay':
      return silent({ ...state, journeys: command.journeys }, true);
    case 'settings':
      return silent({ ...state, settings: { ...state.settings, ...command.settings } }, true);
  }
}

const silent = (state: GatewayState, ok: boolean): Applied => ({ state, answer: null, ok });
const changed = (before: GatewayState, after: GatewayState | null): Applied => silent(after ?? before, after !== null);

/** Fields first, then traffic, then idempotency and business. */
function request(state: GatewayState, api: ApiName, message: object, nowMs: number): Answered {
  switch (api) {
    case 'pay':
      return admit(state, parsePay(message, state.settings.lenientOrder), nowMs, takePay);
    case 'inquiryPayment':
      return admit(state, parseName(message), nowMs, takeInquiry);
    case 'cancelPayment':
      return admit(state, parseName(message), nowMs, takeCancel);
    case 'refund':
      return admit(state, parseRefund(message), nowMs, takeRefund);
  }
}

function admit<Message>(
  state: GatewayState,
  parsed: Parsed<Message>,
  nowMs: number,
  take: (state: GatewayState, message: Message, nowMs: number) => Answered,
): Answered {
  if (!parsed.ok) return refused(state, 'PARAM_ILLEGAL', parsed.fault);
  const counted = countTraffic(state, nowMs);
  const { requestsPerSecond } = state.settings;
  if (requestsPerSecond !== null && counted.traffic.count > requestsPerSecond)
    return refused(counted, 'REQUEST_TRAFFIC_EXCEED_LIMIT');
  return take(counted, parsed.message, nowMs);
}

function countTraffic(state: GatewayState, nowMs: number): GatewayState {
  const { secondStartedAtMs, count } = state.traffic;
  const sameSecond = nowMs >= secondStartedAtMs && nowMs < secondStartedAtMs + 1_000;
  return { ...state, traffic: sameSecond ? { secondStartedAtMs, count: count + 1 } : { secondStartedAtMs: nowMs, count: 1 } };
}

const refused = (state: GatewayState, code: ResultCode, detail?: string): Answered => ({
  state,
  body: bareAnswer(code, detail),
  delivery: 'plain',
});
