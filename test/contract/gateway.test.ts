import { fakeGateway, type CodePlan, type FakeGateway } from '../builders/fake-gateway.ts';
import { counterClient } from '../builders/alipayplus-counter.ts';
import { startSigningServer } from '../builders/signing-server.ts';
import { fakeOnTheWire } from '../builders/wire-messages.ts';
import { gatewayConformance, type GatewayBench } from './gateway-port.ts';

const REFUSED = 'USER_BALANCE_NOT_ENOUGH';
const PLANS: Readonly<Record<'paid' | 'waiting' | 'refused' | 'lost', CodePlan>> = {
  paid: { kind: 'paid' },
  waiting: { kind: 'waiting' },
  refused: { kind: 'refused', resultCode: REFUSED },
  lost: { kind: 'lost-after' },
};
let minted = 0;

const benchOf = (fake: FakeGateway): Omit<GatewayBench, 'gateway' | 'close'> => ({
  refusedCode: REFUSED,
  freshCode: (fate) => {
    minted += 1;
    const code = `28100602${String(minted).padStart(16, '0')}`;
    fake.plan(code, PLANS[fate]);
    return code;
  },
  approve: (id) => {
    fake.approve(id);
  },
});

gatewayConformance('the fake gateway', () => {
  const fake = fakeGateway();
  return Promise.resolve({ ...benchOf(fake), gateway: fake.gateway, close: () => undefined });
});

gatewayConformance('the Alipay+ client', async () => {
  const fake = fakeGateway();
  const server = await startSigningServer({ answer: fakeOnTheWire(fake) });
  const gateway = counterClient(server.url, { limits: { readTimeoutMs: 1_000 } });
  return {
    ...benchOf(fake),
    gateway,
    close: async () => {
      gateway.close();
      await server.close();
    },
  };
});
