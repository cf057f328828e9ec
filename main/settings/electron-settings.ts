import ElectronStore from 'electron-store';
import { brandSchema, type BrandKitView } from '../../core/contract/brand.ts';
import { customerChoiceSchema, DEFAULT_CUSTOMER, type CustomerChoice } from '../../core/contract/customer.ts';
import { keyMapSchema } from '../../core/contract/keys.ts';
import { STANDARD_KEYS, type KeyMap } from '../../core/keys/key-map.ts';
import { displayStore, type DisplayStore } from './display.ts';
import { pcStore, type OpenedPcStore, type PcStore } from './pc-store.ts';
import { governed } from './policy/governed-store.ts';
import type { Policy } from './policy/policy.ts';
import { settingsStore } from './store.ts';
import type { OpenDocumentStore } from './store.ts';
import type { SettingsStore } from './store-port.ts';

/** electron-store writes atomically and synced; it loads only inside Electron. */
const openStore: OpenDocumentStore = (options) => new ElectronStore(options);

/** Opens the settings in the given data folder (absolute), under the administrator's policy. */
export const openSettings = (folder: string, policy: Policy): SettingsStore =>
  governed(settingsStore({ folder, openStore, nowIso: () => new Date().toISOString() }), policy);

/** Opens what this PC shows Paydesk like, in the same folder. */
export const openDisplay = (folder: string, systemLanguages: readonly string[]): DisplayStore =>
  displayStore({ folder, openStore, systemLanguages });

/** Opens what was chosen for the customer's display, in the same folder. */
export const openCustomerChoice = (folder: string): PcStore<CustomerChoice> =>
  pcStore({ folder, openStore }, { name: 'customer', parts: customerChoiceSchema.shape, first: DEFAULT_CUSTOMER });

/** Opens the list of the owner's official Alipay+ files, in the same folder. */
export const openBrandKit = (folder: string): PcStore<BrandKitView> =>
  pcStore<BrandKitView>(
    { folder, openStore },
    {
      name: 'brand',
      parts: { mark: brandSchema.shape.mark, wallets: brandSchema.shape.wallets },
      first: { mark: null, wallets: [] },
    },
  );

/** Opens which key does what; one map, because a part of it alone could give a key two commands. */
export const openKeyMap = (folder: string): OpenedPcStore<{ readonly map: KeyMap }> =>
  pcStore({ folder, openStore }, { name: 'keys', parts: { map: keyMapSchema }, first: { map: STANDARD_KEYS } });
