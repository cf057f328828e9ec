import type { GatewayPort, Lost } from '../../core/payment/gateway-port.ts';

/** A gateway that can be changed while payments are open: keys arrive late, are rotated, or are missing. */
export type GatewayHolder = GatewayPort & {
  readonly use: (gateway: GatewayPort | null, whyNot: string) => void;
  /** Why nothing can be sent, or null when a client is in place. */
  readonly whyNot: () => string | null;
};

/** Starts without a client, as `starting`; every call is then lost with nothing sent, so payments stay open until there is one. */
export function createGatewayHolder(): GatewayHolder {
  let current: GatewayPort | null = null;
  let reason = 'starting';
  const missing = (): Lost => ({ kind: 'lost', cause: 'aborted', sent: 'no', hint: reason });
  return {
    use: (gateway, whyNot) => {
      current = gateway;
      reason = whyNot;
    },
    whyNot: () => (current === null ? reason : null),
    pay: async (request) => (await current?.pay(request)) ?? missing(),
    inquire: async (id) => (await current?.inquire(id)) ?? missing(),
    cancel: async (id) => (await current?.cancel(id)) ?? missing(),
    refund: async (request) => (await current?.refund(request)) ?? missing(),
  };
}
