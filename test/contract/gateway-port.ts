import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { money } from '../../core/money/money.ts';
import type { GatewayPort, PayRequest, RefundRequest, Reply } from '../../core/payment/gateway-port.ts';

/** What a gateway under test must offer beside the port: codes with a known fate and a customer who decides. */
export type GatewayBench = {
  readonly gateway: GatewayPort;
  /** A code nobody has used yet; `lost` charges and swallows the answer. */
  readonly freshCode: (fate: 'paid' | 'waiting' | 'refused' | 'lost') => string;
  /** The result code that `refused` ends with. */
  readonly refusedCode: string;
  readonly approve: (paymentRequestId: string) => Promise<void> | void;
  readonly close: () => Promise<void> | void;
};

let counter = 0;

/** A request with ids of its own; times are now and a minute later. */
export function payRequest(paymentCode: string, amountMinor = 599): PayRequest {
  counter += 1;
  const requestedAtMs = Date.now();
  return {
    paymentRequestId: `pay_${String(process.pid)}_${String(requestedAtMs)}_${String(counter)}`,
    paymentCode,
    amount: money('JPY', amountMinor),
    referenceOrderId: `POS7-${String(counter)}`,
    orderDescription: 'Café latte',
    requestedAtMs,
    expiresAtMs: requestedAtMs + 60_000,
  };
}

/** A refund of that payment with an id of its own. */
export const refundRequest = (request: PayRequest, amountMinor: number, suffix = 'a'): RefundRequest => ({
  paymentRequestId: request.paymentRequestId,
  refundRequestId: `rf_${request.paymentRequestId}_${suffix}`,
  amount: money('JPY', amountMinor),
  reason: null,
});

/** The message of a reply that must be verified. */
export function messageOf<M>(reply: Reply<M>): M {
  if (reply.kind === 'lost') throw new Error(`lost: ${reply.cause} ${reply.hint ?? ''}`);
  return reply.message;
}

const SUCCESS = { resultCode: 'SUCCESS', resultStatus: 'S' };
const IN_PROCESS = { resultCode: 'PAYMENT_IN_PROCESS', resultStatus: 'U' };

/** The promises of `GatewayPort`, for the fake and for the real client alike. */
export function gatewayConformance(name: string, open: () => Promise<GatewayBench>): void {
  describe(`${name} honours GatewayPort`, () => {
    let bench: GatewayBench;
    beforeEach(async () => {
      bench = await open();
    });
    afterEach(async () => {
      await bench.close();
    });

    it('a paid payment names its amount and its id', async () => {
      const request = payRequest(bench.freshCode('paid'));
      const { result, facts } = messageOf(await bench.gateway.pay(request));
      expect(result).toEqual(SUCCESS);
      expect(facts.amount).toEqual(request.amount);
      expect(facts.paymentId).toEqual(expect.any(String));
    });

    it('a payment that waits is in process until the customer approves', async () => {
      const request = payRequest(bench.freshCode('waiting'));
      expect(messageOf(await bench.gateway.pay(request)).result).toEqual(IN_PROCESS);
      const waiting = messageOf(await bench.gateway.inquire(request.paymentRequestId));
      expect([waiting.result, waiting.paymentResult]).toEqual([SUCCESS, IN_PROCESS]);
      await bench.approve(request.paymentRequestId);
      const paid = messageOf(await bench.gateway.inquire(request.paymentRequestId));
      expect([paid.result, paid.paymentResult]).toEqual([SUCCESS, SUCCESS]);
      expect(paid.facts).toMatchObject({ paymentRequestId: request.paymentRequestId, amount: request.amount });
    });

    it('a refusal carries its code and is final', async () => {
      const request = payRequest(bench.freshCode('refused'));
      const refused = { resultCode: bench.refusedCode, resultStatus: 'F' };
      expect(messageOf(await bench.gateway.pay(request)).result).toEqual(refused);
      expect(messageOf(await bench.gateway.inquire(request.paymentRequestId)).paymentResult).toEqual(refused);
    });

    it('an id nobody heard of does not exist, and says nothing about a payment', async () => {
      const message = messageOf(await bench.gateway.inquire(payRequest('0').paymentRequestId));
      expect(message.result).toEqual({ resultCode: 'ORDER_NOT_EXIST', resultStatus: 'F' });
      expect(message.paymentResult).toBeNull();
    });

    it('a lost answer is a reply that knows nothing, and asking tells the truth', async () => {
      const request = payRequest(bench.freshCode('lost'));
      expect(await bench.gateway.pay(request)).toMatchObject({ kind: 'lost', sent: 'maybe' });
      expect(messageOf(await bench.gateway.inquire(request.paymentRequestId)).paymentResult).toEqual(SUCCESS);
    });

    it('the same request twice is one payment', async () => {
      const request = payRequest(bench.freshCode('paid'));
      const first = messageOf(await bench.gateway.pay(request));
      const second = messageOf(await bench.gateway.pay(request));
      expect(second.result).toEqual(first.result);
      expect(second.facts.paymentId).toBe(first.facts.paymentId);
    });

    it('a cancelled payment is closed, and cancelling again says so again', async () => {
      const request = payRequest(bench.freshCode('waiting'));
      await bench.gateway.pay(request);
      expect(messageOf(await bench.gateway.cancel(request.paymentRequestId)).result).toEqual(SUCCESS);
      expect(messageOf(await bench.gateway.cancel(request.paymentRequestId)).result).toEqual(SUCCESS);
      const after = messageOf(await bench.gateway.inquire(request.paymentRequestId));
      expect(after.paymentResult?.resultStatus).toBe('F');
    });

    it('a paid payment can be cancelled', async () => {
      const request = payRequest(bench.freshCode('paid'));
      await bench.gateway.pay(request);
      expect(messageOf(await bench.gateway.cancel(request.paymentRequestId)).result).toEqual(SUCCESS);
      expect(messageOf(await bench.gateway.inquire(request.paymentRequestId)).paymentResult?.resultStatus).toBe('F');
    });

    it('refunds come out of the payment and never exceed it', async () => {
      const request = payRequest(bench.freshCode('paid'));
      await bench.gateway.pay(request);
      const first = refundRequest(request, 200, 'a');
      const done = messageOf(await bench.gateway.refund(first));
      expect(done).toMatchObject({ result: SUCCESS, refundAmount: first.amount });
      expect(done.refundId).toEqual(expect.any(String));
      const over = messageOf(await bench.gateway.refund(refundRequest(request, 400, 'b')));
      expect(over).toMatchObject({ result: { resultCode: 'REFUND_AMOUNT_EXCEED', resultStatus: 'F' }, refundId: null });
      expect(messageOf(await bench.gateway.refund(refundRequest(request, 399, 'c'))).result).toEqual(SUCCESS);
    });

    it('a repeated refund is one refund, and with another amount it is refused', async () => {
      const request = payRequest(bench.freshCode('paid'));
      await bench.gateway.pay(request);
      const once = messageOf(await bench.gateway.refund(refundRequest(request, 500)));
      expect(messageOf(await bench.gateway.refund(refundRequest(request, 500))).refundId).toBe(once.refundId);
      expect(messageOf(await bench.gateway.refund(refundRequest(request, 400))).result.resultCode).toBe(
        'REPEAT_REQ_INCONSISTENT',
      );
    });

    it('answers do not get mixed up when many calls run at once', async () => {
      const requests = Array.from({ length: 20 }, (_, at) => payRequest(bench.freshCode('paid'), 100 + at));
      await Promise.all(requests.map((request) => bench.gateway.pay(request)));
      const replies = await Promise.all(requests.map((request) => bench.gateway.inquire(request.paymentRequestId)));
      expect(replies.map((reply) => messageOf(reply).facts.paymentRequestId)).toEqual(
        requests.map((request) => request.paymentRequestId),
      );
      expect(replies.map((reply) => messageOf(reply).facts.amount)).toEqual(requests.map((request) => request.amount));
    });
  });
}
