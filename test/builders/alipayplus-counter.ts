import { createAlipayPlusClient, type AlipayPlusClient } from '../../main/alipayplus/client.ts';
import type { ClientOptions } from '../../main/alipayplus/options.ts';
import { keySigner } from '../../main/alipayplus/sign.ts';
import { VECTOR_CLIENT_ID } from './signature-vectors.ts';
import { COUNTER_KEYS } from './signing-server.ts';

/** The options of a counter in Tokyo with the vectors' keys. */
export const counterOptions = (baseUrl: string, changes: Partial<ClientOptions> = {}): ClientOptions => ({
  baseUrl,
  clientId: VECTOR_CLIENT_ID,
  keyVersion: 1,
  signer: keySigner(COUNTER_KEYS.privateKey),
  gatewayPublicKey: COUNTER_KEYS.gatewayPublicKey,
  shop: {
    referenceMerchantId: 'M0000001234',
    merchantMCC: '5812',
    merchantName: 'Cafe Mori KK',
    merchantAddress: { region: 'JP', city: 'Tokyo', address1: '1-2-3 Jingumae' },
    storeId: 'S0001',
    storeName: 'Cafe Mori Harajuku',
    storeMCC: '5812',
    terminalId: 'POS7',
    operatorId: 'OP42',
  },
  clock: { nowMs: () => Date.now(), monotonicMs: () => performance.now() },
  utcOffsetMinutes: () => 540,
  ...changes,
});

/** A client of that counter. */
export const counterClient = (baseUrl: string, changes: Partial<ClientOptions> = {}): AlipayPlusClient =>
  createAlipayPlusClient(counterOptions(baseUrl, changes));
