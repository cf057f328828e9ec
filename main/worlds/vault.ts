import { fileURLToPath } from 'node:url';
import { utilityProcess } from 'electron';
import { openKeychain } from '../keychain/keychain.ts';
import { utilityWorker } from '../keychain/utility-worker.ts';
import type { Vault } from '../keychain/vault-port.ts';

/** A file of the build that runs in a process of its own. */
export const builtFile = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The OS keychain behind a process of its own, which is started at the first ask and can be killed. */
export const openVault = (): Vault =>
  openKeychain({
    spawn: utilityWorker((file, args, options) => utilityProcess.fork(file, args, options), builtFile('./keychain-worker.js')),
  });
