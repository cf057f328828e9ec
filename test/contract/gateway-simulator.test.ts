import { createPublicKey } from 'node:crypto';
import { expect, it } from 'vitest';
import { startSimulator } from '../../simulator/start.ts';
import { counterClient } from '../builders/alipayplus-counter.ts';
import { VECTOR_KEYS } from '../builders/signature-vectors.ts';
import { gatewayConformance, messageOf, payRequest, type GatewayBench } from './gateway-port.ts';

/** The simulator's own suffixes for a code's fate; the digits before them only have to differ. */
const SUFFIX = { paid: '0000', waiting: '1003', refused: '2003', lost: '1005', tooLate: '3002' } as const;
let minted = 0;

function mint(fate: keyof typeof SUFFIX): string {
  minted += 1;
  return `28100602${String(minted).padStart(12, '0')}${SUFFIX[fate]}`;
}

async function open(): Promise<GatewayBench> {
  const simulator = await startSimulator({ clientPublicKey: VECTOR_KEYS.acquirerPublic, walletPort: null, printerPort: null });
  const gateway = counterClient(simulator.gatewayUrl, {
    clientId: simulator.clientId,
    gatewayPublicKey: createPublicKey({ key: Buffer.from(simulator.gatewayPublicKey, 'base64'), format: 'der', type: 'spki' }),
    limits: { readTimeoutMs: 1_500 },
  });
  return {
    gateway,
    refusedCode: 'USER_BALANCE_NOT_ENOUGH',
    freshCode: mint,
    approve: (id) => {
      simulator.wallet.approve(id);
    },
    close: async () => {
      gateway.close();
      await simulator.close();
    },
  };
}

gatewayConformance('the Alipay+ client at the simulator', open);

it('a cancel after the cut-off is refused with its code, and the payment stays paid', async () => {
  const { gateway, close } = await open();
  const request = payRequest(mint('tooLate'));
  await gateway.pay(request);
  const { result } = messageOf(await gateway.cancel(request.paymentRequestId));
  expect(result).toEqual({ resultCode: 'CANCEL_WINDOW_EXCEED', resultStatus: 'F' });
  expect(messageOf(await gateway.inquire(request.paymentRequestId)).paymentResult?.resultStatus).toBe('S');
  await close();
});
