import ElectronStore from 'electron-store';
import { displayStore, type DisplayStore } from './display.ts';
import { settingsStore } from './store.ts';
import type { SettingsStore } from './store-port.ts';

/** Opens the settings in the given data folder (absolute) with electron-store: atomic, synced writes. Loads only inside Electron. */
export const openSettings = (folder: string): SettingsStore =>
  settingsStore({
    folder,
    openStore: (options) => new ElectronStore(options),
    nowIso: () => new Date().toISOString(),
  });

/** Opens what this PC shows Paydesk like, in the same folder. */
export const openDisplay = (folder: string, systemLanguages: readonly string[]): DisplayStore =>
  displayStore({ folder, openStore: (options) => new ElectronStore(options), systemLanguages });
