import { randomBytes } from 'node:crypto';
import { chunkedVault } from './chunked-vault.ts';
import type { Vault } from './vault-port.ts';
import { WORKER_LIMITS, workerStore, type SpawnWorker, type StartTimer, type WorkerLimits } from './worker-store.ts';

/** The name under which the OS lists Paydesk's entries. */
export const KEYCHAIN_SERVICE = 'Paydesk';

/** How to open the OS keychain; only `spawn` has no default. */
export type KeychainParts = { readonly spawn: SpawnWorker; readonly service?: string; readonly limits?: WorkerLimits };

/** The OS keychain as a vault. Nothing is started before the first ask; `close` ends the process. */
export function openKeychain({ spawn, service = KEYCHAIN_SERVICE, limits = WORKER_LIMITS }: KeychainParts): Vault {
  return chunkedVault(workerStore({ spawn, service, limits, startTimer }), () => randomBytes(16).toString('hex'));
}

const startTimer: StartTimer = (afterMs, fire) => {
  const timer = setTimeout(fire, afterMs);
  return () => {
    clearTimeout(timer);
  };
};
