import type { GatewayPort, RefundMessage, Reply } from '../../../core/payment/gateway-port.ts';
import { failed, lostReply, verified, type FakeGateway } from '../../builders/fake-gateway.ts';
import { NO_FACTS } from '../../builders/payments.ts';
import { untilDeath, type Sent } from './scheduled-till.ts';

/** What becomes of one call, in the order in which calls are made. `refused` is a final F to the first request of a refund. */
export type Fate = 'answered' | 'request-lost' | 'answer-lost' | 'refused';

/** A call as it leaves; whether its row was there is added by who watches. */
export type Call = Sent extends infer One
  ? One extends { readonly hadRow: boolean }
    ? Omit<One, 'hadRow' | 'run'>
    : One
  : never;

type Wire = {
  readonly fake: FakeGateway;
  readonly fates: Fate[];
  readonly step: (label: string) => Promise<void>;
  readonly wallMs: () => number;
};

type Life = { readonly isDead: boolean };

/** 2026-03-03 00:15 UTC+8, written out by hand: from then on the fake refuses to cancel a payment of 2 March. */
export const CUTOFF_MS = Date.UTC(2026, 2, 2, 16, 15, 0);

/**
 * The fake gateway behind a network that delivers requests and answers in any order, and loses some. A request that has left
 * arrives although the till that sent it died; its answer is heard by nobody.
 */
export function scheduledGateway(wire: Wire): (life: Life, left: (call: Call) => void) => GatewayPort {
  const { fake, wallMs } = wire;
  const refused = new Set<string>();
  const known = new Set<string>();
  return (life, left) => {
    const send = <Message>(call: Call, handle: (fate: Fate) => Promise<Reply<Message>>): Promise<Reply<Message>> => {
      if (life.isDead) return new Promise(() => undefined);
      left(call);
      return untilDeath(life, carry(wire, call.api, handle));
    };
    return {
      pay: (request) =>
        send({ api: 'pay', request }, () =>
          wallMs() < request.expiresAtMs
            ? fake.gateway.pay(request)
            : Promise.resolve(verified({ result: failed('EXPIRED_CODE'), facts: NO_FACTS })),
        ),
      inquire: (id) => send({ api: 'inquire', paymentRequestId: id }, () => fake.gateway.inquire(id)),
      cancel: (id) =>
        send({ api: 'cancel', paymentRequestId: id }, () =>
          wallMs() < CUTOFF_MS ? fake.gateway.cancel(id) : Promise.resolve(verified({ result: failed('CANCEL_WINDOW_EXCEED') })),
        ),
      refund: (request) =>
        send({ api: 'refund', request }, (fate) => {
          const { refundRequestId } = request;
          if (fate === 'refused' && !known.has(refundRequestId)) refused.add(refundRequestId);
          known.add(refundRequestId);
          return refused.has(refundRequestId) ? Promise.resolve(REFUSED_REFUND) : fake.gateway.refund(request);
        }),
    };
  };
}

async function carry<Message>(wire: Wire, api: string, handle: (fate: Fate) => Promise<Reply<Message>>): Promise<Reply<Message>> {
  const fate = wire.fates.shift() ?? 'answered';
  if (fate === 'request-lost') {
    await wire.step(`${api} lost`);
    return lostReply();
  }
  await wire.step(`${api} arrives`);
  expire(wire);
  const reply = await handle(fate);
  await wire.step(`${api} answer`);
  return fate === 'answer-lost' ? lostReply('reset') : reply;
}

/** An unpaid payment is closed by its gateway once its time is over. */
function expire({ fake, wallMs }: Wire): void {
  for (const call of fake.calls)
    if (call.api === 'pay' && call.request.expiresAtMs <= wallMs()) fake.decline(call.request.paymentRequestId);
}

const REFUSED_REFUND = verified<RefundMessage>({
  result: failed('REFUND_WINDOW_EXCEED'),
  refundId: null,
  refundTime: null,
  refundAmount: null,
  settlementAmount: null,
  settlementQuote: null,
});

/** The customer presses Pay in the wallet; false when it is too late or there is nothing to pay. */
export function approve(fake: FakeGateway, paymentRequestId: string, nowMs: number): boolean {
  const call = fake.calls.find((one) => one.api === 'pay' && one.request.paymentRequestId === paymentRequestId);
  return call?.api === 'pay' && nowMs < call.request.expiresAtMs && fake.approve(paymentRequestId);
}
