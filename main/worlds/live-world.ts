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
import { socketsBy, type Ways } from './ways.ts';
import type { World } from './world.ts';

/** What a real shop stands on; `waysTo`: the system's ways to an address, proxies among them. */
type LiveWorldParts = {
  readonly dataDir: string;
  readonly settings: () => Settings;
  readonly vault: Vault;
  readonly waysTo: (url: string) => Promise<Ways>;
};

/** A real shop: settings from its file, the signing key lent by the OS keychain, its own ledger. */
export function liveWorld({ dataDir, settings, vault, waysTo }: LiveWorldParts): World {
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
      const [lent, ways] = await Promise.all([vault.lend(record.vaultName, signingKey), waysTo(now.gateway.baseUrl)]);
      if (!lent.ok) return { ok: false, keychain: lent.code === 'not-found' ? 'no-key' : lent.code };
      return {
        ok: true,
        keychain: 'ok',
        client: clientFor(
          now,
          now.gateway,
          { keyVersion: record.keyVersion, privateKey: lent.value },
          parts,
          socketsBy(ways).open,
        ),
      };
    },
    stop: () => undefined,
  };
}
