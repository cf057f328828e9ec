import path from 'node:path';
import { PRACTICE_SETTINGS } from '../settings/practice.ts';
import type { Settings } from '../settings/schema.ts';
import type { OpenFault } from '../ledger/open-fault.ts';
import { closedReports } from './world-reports.ts';
import type { Vault } from '../keychain/vault-port.ts';
import { livePeople } from './people-world.ts';
import type { World } from './world.ts';

/** Nothing in it is anybody's shop; it only keeps the pages drawable while the real settings cannot be read. */
const NOBODYS_SHOP: Settings = {
  ...PRACTICE_SETTINGS,
  counter: { ...PRACTICE_SETTINGS.counter, counterId: 'BLOCKED', name: 'Not set up' },
  shop: { ...PRACTICE_SETTINGS.shop, name: 'Paydesk', footerLines: [], addressLines: [] },
  printer: { kind: 'none' },
};

/**
 * A counter whose settings file cannot be used: it shows the shop's own history and charges nothing. It never becomes a practice
 * counter by itself, because a cashier must not take practice money for real.
 */
export function blockedWorld(dataDir: string, vault: Vault): World {
  return {
    mode: 'live',
    ledgerFile: path.join(dataDir, 'ledger.sqlite'),
    walletUrl: null,
    hasKeys: false,
    settings: () => NOBODYS_SHOP,
    people: livePeople(dataDir, vault),
    printer: () => null,
    notify: null,
    reports: closedReports(dataDir),
    connect: () => Promise.resolve({ ok: false, keychain: 'settings-unreadable', why: 'settings-kept-aside' }),
    stop: () => undefined,
  };
}

/**
 * The same world where its ledger does not open: nothing can be written, so nothing is sent, no notification is taken, and what was
 * open stays as it is until the ledger opens again.
 */
export const withoutLedger = (world: World, code: OpenFault): World => ({
  ...world,
  notify: null,
  connect: () => Promise.resolve({ ok: false, keychain: 'starting', why: code }),
});
