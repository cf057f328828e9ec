import path from 'node:path';
import { activeKey } from '../keychain/key-ring.ts';
import { signingKey } from '../keychain/signing-key.ts';
import type { Vault } from '../keychain/vault-port.ts';
import type { Settings } from '../settings/schema.ts';
import { clientFor } from './client.ts';
import { notifyPlan } from './notify-plan.ts';
import { livePeople } from './people-world.ts';
import { placeOf } from './printer-desk.ts';
import { liveReports } from './world-reports.ts';
import type { World } from './world.ts';

/** A real shop: settings from its file, the signing key lent by the OS keychain, its own ledger. */
export function liveWorld(dataDir: string, settings: () => Settings, vault: Vault): World {
  const { notify } = settings();
  return {
    mode: 'live',
    ledgerFile: path.join(dataDir, 'ledger.sqlite'),
    walletUrl: null,
    hasKeys: true,
    settings,
    people: livePeople(dataDir, vault),
    printer: () => placeOf(settings().printer),
    notify: notifyPlan(notify, vault),
    reports: liveReports(dataDir, vault),
    connect: async (parts) => {
      const now = settings();
      const record = activeKey(now.keyRing);
      if (record === null || now.gateway === null) return { ok: false, keychain: 'no-key' };
      const lent = await vault.lend(record.vaultName, signingKey);
      if (!lent.ok) return { ok: false, keychain: lent.code === 'not-found' ? 'no-key' : lent.code };
      return {
        ok: true,
        keychain: 'ok',
        client: clientFor(now, now.gateway, { keyVersion: record.keyVersion, privateKey: lent.value }, parts),
      };
    },
    stop: () => undefined,
  };
}
