import { onTestFinished } from 'vitest';
import type { AlipayPlusClient } from '../../main/alipayplus/client.ts';
import type { ClientOptions, ExchangeRecord } from '../../main/alipayplus/options.ts';
import { counterClient } from '../builders/alipayplus-counter.ts';
import { startSigningServer, type SigningServer, type SigningServerOptions } from '../builders/signing-server.ts';

/** A payment code of a wallet. */
export const CODE = '281006020000000000125733';

/** What the gateway answers to a pay that went well. */
export const PAID = {
  result: { resultCode: 'SUCCESS', resultStatus: 'S' },
  paymentId: 'A1',
  paymentAmount: { currency: 'JPY', value: '599' },
};

/** A client, the gateway it speaks to, and what it told the log. */
export type ClientBench = {
  readonly server: SigningServer;
  readonly client: AlipayPlusClient;
  readonly records: readonly ExchangeRecord[];
};

/** Starts both on real sockets; they are closed when the test ends. */
export async function setUp(
  options: Partial<SigningServerOptions> = {},
  changes: Partial<ClientOptions> = {},
): Promise<ClientBench> {
  const server = await startSigningServer({ answer: () => PAID, ...options });
  onTestFinished(server.close);
  const records: ExchangeRecord[] = [];
  const client = counterClient(server.url, {
    limits: { readTimeoutMs: 1_000 },
    onExchange: (record) => records.push(record),
    ...changes,
  });
  onTestFinished(client.close);
  return { server, client, records };
}
