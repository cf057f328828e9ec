import { utilityProcess } from 'electron';
import { headStart } from '../keychain/head-start.ts';
import { openKeychain } from '../keychain/keychain.ts';
import { utilityWorker } from '../keychain/utility-worker.ts';
import type { Vault } from '../keychain/vault-port.ts';
import { builtFile } from './built-file.ts';

const spawn = utilityWorker((file, args, options) => utilityProcess.fork(file, args, options), builtFile('./keychain-worker.js'));

/** The OS keychain behind a process of its own, which is started at the first ask and can be killed. */
export const openVault = (): Vault => openKeychain({ spawn });

/** The same with its process started now, for a counter that is sure to ask; closing it ends that process too. */
export function openVaultEarly(): Vault {
  const early = headStart(spawn);
  const vault = openKeychain({ spawn: early.spawn });
  return {
    ...vault,
    close: () => {
      early.drop();
      return vault.close();
    },
  };
}
