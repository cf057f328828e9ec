import { checkName, checkSecret, type Vault, type VaultResult } from './vault-port.ts';

/** A vault for Practice mode and for tests: secrets live as long as the process. */
export function memoryVault(): Vault {
  const secrets = new Map<string, string>();
  let isOpen = true;
  const done = (): VaultResult<null> => (isOpen ? { ok: true, value: null } : CLOSED);
  return {
    put: (name, secret) =>
      promised(() => {
        checkName(name);
        checkSecret(secret);
        if (isOpen) secrets.set(name, secret);
        return done();
      }),
    has: (name) =>
      promised(() => {
        checkName(name);
        if (!isOpen) return 'unknown';
        return secrets.has(name) ? 'present' : 'absent';
      }),
    lend: async (name, use) => {
      checkName(name);
      const secret = secrets.get(name);
      if (!isOpen) return CLOSED;
      return secret === undefined ? { ok: false, code: 'not-found' } : { ok: true, value: await use(secret) };
    },
    remove: (name) =>
      promised(() => {
        checkName(name);
        secrets.delete(name);
        return done();
      }),
    check: () => promised(done),
    close: () =>
      promised(() => {
        isOpen = false;
        secrets.clear();
      }),
  };
}

const CLOSED = { ok: false, code: 'keychain-broken' } as const;

/** Runs a job at once; what it throws becomes a rejection, as with a real keychain. */
const promised = <Value>(job: () => Value): Promise<Value> =>
  new Promise((resolve) => {
    resolve(job());
  });
