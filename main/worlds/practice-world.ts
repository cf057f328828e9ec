import { generateKeyPair } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { OWN_ADDRESS } from '../notify/plan.ts';
import { filesOf } from '../ledger/files.ts';
import { lessonStageOf } from '../practice/lesson-stage.ts';
import { startPractice, type ForkPractice } from '../practice/simulator-process.ts';
import { PRACTICE_SETTINGS, practiceSettings } from '../settings/practice.ts';
import type { GatewaySettings, Settings } from '../settings/schema.ts';
import { clientFor } from './client.ts';
import { placeOf } from './printer-desk.ts';
import { practiceReports } from './world-reports.ts';
import { practicePeople } from './people-world.ts';
import type { World } from './world.ts';

const makePair = promisify(generateKeyPair);

/**
 * The practice world: a gateway, a wallet and a printer of its own on loopback, keys in memory, a ledger that begins anew at
 * every start because its gateway does. `own`: a shop that practises in its own name and, where it has chosen one, on its own
 * printer; null is the demo shop. Rejects in plain words when the gateway does not come up.
 */
export async function practiceWorld(
  dataDir: string,
  fork: ForkPractice,
  simulatorFile: string,
  own: (() => Settings | null) | null = null,
): Promise<World> {
  const ledgerFile = path.join(dataDir, 'practice.sqlite');
  for (const file of filesOf(ledgerFile)) rmSync(file, { force: true });
  const { privateKey, publicKey } = await makePair('rsa', { modulusLength: 2048 });
  const { world, stop } = await startPractice(
    fork,
    simulatorFile,
    publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  );
  const gateway: GatewaySettings = {
    baseUrl: world.gatewayUrl,
    pathPrefix: '/aps/api/v1',
    clientId: world.clientId,
    gatewayPublicKey: world.gatewayPublicKey,
    ca: null,
    settlementCurrency: null,
    requestTimeoutMs: 8_000,
    connectTimeoutMs: 3_000,
  };
  const printer = { kind: 'tcp', host: '127.0.0.1', port: world.printerPort } as const;
  const settings = (): Settings => {
    const shop = own?.() ?? null;
    return shop === null ? PRACTICE_SETTINGS : practiceSettings(shop);
  };
  return {
    mode: 'practice',
    ledgerFile,
    walletUrl: world.walletUrl,
    hasKeys: false,
    isOwnShop: own !== null,
    settings,
    people: practicePeople(),
    printer: () => placeOf(settings().printer) ?? printer,
    // The practice gateway notifies as Alipay+ does, on loopback, where no certificate is needed.
    notify: { host: '127.0.0.1', port: 0, pathPrefix: '/alipayplus', publicUrl: OWN_ADDRESS, tls: null },
    reports: practiceReports(dataDir, world),
    lessonStage: lessonStageOf(world),
    connect: (parts) =>
      Promise.resolve({
        ok: true,
        keychain: 'memory',
        client: clientFor(settings(), gateway, { keyVersion: 1, privateKey }, parts),
      }),
    stop,
  };
}
