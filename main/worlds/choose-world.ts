import { utilityProcess } from 'electron';
import type { Vault } from '../keychain/vault-port.ts';
import type { SettingsStore } from '../settings/store-port.ts';
import type { ForkPractice } from '../practice/simulator-process.ts';
import { PRACTICE_SETTINGS } from '../settings/practice.ts';
import { blockedWorld } from './blocked-world.ts';
import { liveWorld } from './live-world.ts';
import { builtFile } from './built-file.ts';
import { systemWays } from './system-proxy.ts';
import type { World } from './world.ts';

/** What the choice depends on. */
export type WorldChoice = {
  readonly dataDir: string;
  readonly store: SettingsStore;
  readonly vault: Vault;
  readonly isPractice: boolean;
  /** Practice in the demo shop, whatever the settings say. */
  readonly isDemo: boolean;
};

/** The world this start stands in: practice, the real shop, or a blocked one whose settings cannot be read. */
export async function chooseWorld({ dataDir, store, vault, isPractice, isDemo }: WorldChoice): Promise<World> {
  if (store.read() !== null && !isPractice) {
    const settings = () => store.read() ?? PRACTICE_SETTINGS;
    return liveWorld({ dataDir, settings, vault, waysTo: systemWays });
  }
  if (!isPractice) return blockedWorld(dataDir, vault);
  // A real counter never needs the practice world's code.
  const { practiceWorld } = await import('./practice-world.ts');
  const fork: ForkPractice = (file, args, options) => utilityProcess.fork(file, args, options);
  return practiceWorld(dataDir, fork, builtFile('./simulator.js'), isDemo || store.read() === null ? null : store.read);
}
