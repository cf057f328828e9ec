import type { Clock } from '../../core/payment/clock.ts';
import type { GatewayPort, Reply } from '../../core/payment/gateway-port.ts';

/** What a second look at the gateway's clock needs. */
export type ClockCheckParts = {
  /** Makes a paymentRequestId that no payment has. */
  readonly strangeId: () => string;
  /** A believed answer came after a stale one. */
  readonly clockFound: () => void;
};

/** Long enough after the first that a replayed answer could not pass for a second measurement. */
const SECOND_LOOK_MS = 1_500;

/**
 * The same gateway; whenever one of its answers is stale, a payment that does not exist is asked about a moment later. A PC whose clock
 * was set while it slept is thus measured anew within seconds, whatever the next planned question of any payment or refund is.
 */
export function withClockCheck(gateway: GatewayPort, clock: Clock, { strangeId, clockFound }: ClockCheckParts): GatewayPort {
  let isLooking = false;
  const look = async (): Promise<void> => {
    isLooking = true;
    await clock.nap(SECOND_LOOK_MS).done;
    const reply = await gateway.inquire(strangeId());
    isLooking = false;
    if (reply.kind === 'verified') clockFound();
  };
  const watch = async <Message>(asked: Promise<Reply<Message>>): Promise<Reply<Message>> => {
    const reply = await asked;
    if (reply.kind === 'lost' && reply.cause === 'stale' && !isLooking) void look();
    return reply;
  };
  return {
    pay: (request) => watch(gateway.pay(request)),
    inquire: (paymentRequestId) => watch(gateway.inquire(paymentRequestId)),
    cancel: (paymentRequestId) => watch(gateway.cancel(paymentRequestId)),
    refund: (request) => watch(gateway.refund(request)),
  };
}
