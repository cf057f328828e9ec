import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { GatewayProcess } from './simulator-process.ts';

/** What a test wants to differ from the ordinary shop. */
export type ShopWishes = {
  readonly counterId?: string;
  readonly currency?: string;
  readonly printerPort?: number;
  readonly paymentWindowMs?: number;
  /** Fields of the section `shop`, over the ordinary ones. */
  readonly shop?: Readonly<Record<string, unknown>>;
  /** Fields of the section `printer`, over the ordinary ones. */
  readonly printer?: Readonly<Record<string, unknown>>;
  readonly people?: Readonly<Record<string, unknown>>;
};

/** Writes a provisioning file for a counter that stands in front of the given gateway, and returns its path. */
export function writeProvisioning(folder: string, gateway: GatewayProcess, wishes: ShopWishes = {}): string {
  const file = path.join(folder, 'counter.json');
  const counterId = wishes.counterId ?? 'T2';
  writeFileSync(
    file,
    JSON.stringify({
      paydeskProvisioning: 1,
      mode: 'live',
      counter: { counterId, name: 'Till 2', number: 2 },
      shop: {
        name: 'Bright Lane Bakery',
        currency: wishes.currency ?? 'SGD',
        timeZone: 'Asia/Singapore',
        addressLines: ['12 Bright Lane', 'Singapore 018900'],
        footerLines: ['Thank you'],
        ...wishes.shop,
      },
      gateway: {
        baseUrl: gateway.gatewayUrl,
        clientId: gateway.clientId,
        keyVersion: 1,
        privateKey: gateway.clientPrivateKey,
        gatewayPublicKey: gateway.gatewayPublicKey,
      },
      merchant: {
        referenceMerchantId: 'M0000001234',
        merchantMCC: '5462',
        merchantName: 'Bright Lane Bakery Pte Ltd',
        address: { region: 'SG' },
      },
      store: { referenceStoreId: 'S0001', storeName: 'Bright Lane', storeMCC: '5462', address: { region: 'SG' } },
      terminal: { storeTerminalId: 'POS2', operatorId: 'Mei' },
      printer:
        wishes.printerPort === undefined
          ? { kind: 'none' }
          : { kind: 'tcp', host: '127.0.0.1', port: wishes.printerPort, columns: 48, ...wishes.printer },
      ...(wishes.people === undefined ? {} : { people: wishes.people }),
      limits: { paymentWindowMs: wishes.paymentWindowMs ?? 60_000, pollEveryMs: 1_000 },
    }),
  );
  return file;
}
