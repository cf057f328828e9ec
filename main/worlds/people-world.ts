import path from 'node:path';
import type { Vault } from '../keychain/vault-port.ts';
import { credentialsOn } from '../people/credentials.ts';
import { secretFile, secretMemory } from '../people/credentials-file.ts';
import { phoneKeysIn, phoneVaultInMemory, type PhoneKeys, type PhoneVault } from '../people/phone-keys.ts';
import type { Credentials } from '../../core/people/staff-port.ts';

/** The secrets of the people of one counter. */
export type WorldPeople = { readonly credentials: Credentials; readonly phones: PhoneKeys };

/** At a real shop: hashes in a file of the data folder, keys of phones in the keychain. */
export function livePeople(dataDir: string, vault: Vault): WorldPeople {
  const phones = phoneKeysIn(phoneVaultOf(vault));
  return { phones, credentials: credentialsOn(secretFile(path.join(dataDir, 'people.json')), phones) };
}

/** In the practice world nothing outlives the run. */
export function practicePeople(): WorldPeople {
  const phones = phoneKeysIn(phoneVaultInMemory());
  return { phones, credentials: credentialsOn(secretMemory(), phones) };
}

const phoneVaultOf = (vault: Vault): PhoneVault => ({
  put: async (name, secret) => (await vault.put(name, secret)).ok,
  lend: async (name, use) => {
    const lent = await vault.lend(name, use);
    return lent.ok ? lent.value : null;
  },
  remove: async (name) => {
    await vault.remove(name);
  },
});
