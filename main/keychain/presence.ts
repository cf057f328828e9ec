import type { CredentialStore, StoreAnswer } from './credential-store.ts';

/** Fresh text, never the same twice. */
export type Nonce = () => string;

/**
 * Reads an entry so that null really means "nothing there".
 * A locked Secret Service answers null as if nothing were stored, so a null is believed only between a probe's write
 * and that same probe's successful reading; otherwise the fault of the probe is the answer.
 */
export async function readSurely(store: CredentialStore, account: string, nonce: Nonce): Promise<StoreAnswer<string | null>> {
  const first = await store.get(account);
  return !first.ok || first.value !== null ? first : withProbe(store, nonce, () => store.get(account));
}

/** Proves that the keychain stores and returns what it is given. */
export async function probe(store: CredentialStore, nonce: Nonce): Promise<StoreAnswer<null>> {
  return withProbe(store, nonce, () => Promise.resolve({ ok: true, value: null }));
}

async function withProbe<Value>(
  store: CredentialStore,
  nonce: Nonce,
  between: () => Promise<StoreAnswer<Value>>,
): Promise<StoreAnswer<Value>> {
  // An account of its own for each probe, because two counters of one user share the keychain.
  const account = `probe-${nonce()}`;
  const secret = nonce();
  const written = await store.set(account, secret);
  if (!written.ok) return written;
  const answer = await between();
  if (!answer.ok) return answer;
  const read = await store.get(account);
  if (!read.ok) return read;
  if (read.value !== secret) return { ok: false, code: read.value === null ? 'keychain-locked' : 'keychain-broken' };
  await store.remove(account);
  return answer;
}
