import { describe, it } from 'vitest';
import { chunkedVault } from '../../main/keychain/chunked-vault.ts';
import { memoryVault } from '../../main/keychain/memory-vault.ts';
import { countingNonce, FakeStore } from '../unit/keychain/fake-store.ts';
import { missingTools, realKeychain } from '../integration/keychain-session.ts';
import { vaultConformance } from './vault-port.ts';

vaultConformance('the memory vault', () => Promise.resolve({ vault: memoryVault(), reopen: null }));

vaultConformance('the chunked vault on a store with Windows limits', () => {
  const store = new FakeStore();
  return Promise.resolve({
    vault: chunkedVault(store, countingNonce()),
    reopen: () => chunkedVault(new FakeStore(store.entries), countingNonce()),
  });
});

const missing = missingTools();
if (missing === null) vaultConformance('keytar on a real gnome-keyring', realKeychain());
else
  describe('keytar on a real gnome-keyring', () => {
    it.skip(`is not run here: ${missing}`, () => undefined);
  });
