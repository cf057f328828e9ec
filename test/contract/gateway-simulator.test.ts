import { createPublicKey } from 'node:crypto';
import { startSimulator } from '../../simulator/start.ts';
import { counterClient } from '../builders/alipayplus-counter.ts';
import { VECTOR_KEYS } from '../builders/signature-vectors.ts';
import { gatewayConformance } from './gateway-port.ts';

/** The simulator's own suffixes for a code's fate; the digits before them only have to differ. */
const SUFFIX = { paid: '0000', waiting: '1003', refused: '2003', lost: '1005' } as const;
let minted = 0;

gatewayConformance('the Alipay+ client at the simulator', async () => {
  const simulator = await startSimulator({ clientPublicKey: VECTOR_KEYS.acquirerPublic, walletPort: null, printerPort: null });
  const gateway = counterClient(simulator.gatewayUrl, {
    clientId: simulator.clientId,
    gatewayPublicKey: createPublicKey({ key: Buffer.from(simulator.gatewayPublicKey, 'base64'), format: 'der', type: 'spki' }),
    limits: { readTimeoutMs: 1_500 },
  });
  return {
    gateway,
    refusedCode: 'USER_BALANCE_NOT_ENOUGH',
    freshCode: (fate) => {
      minted += 1;
      return `28100602${String(minted).padStart(12, '0')}${SUFFIX[fate]}`;
    },
    approve: (id) => {
      simulator.wallet.approve(id);
    },
    close: async () => {
      gateway.close();
      await simulator.close();
    },
  };
});
