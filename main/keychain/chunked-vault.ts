import type { CredentialStore, StoreFault } from './credential-store.ts';
import { CHUNKS_MAX, chunkAccount, joinChunks, planEntry, readIndex, type IndexEntry } from './entry-format.ts';
import { probe, readSurely, type Nonce } from './presence.ts';
import { serial } from './serial.ts';
import { checkName, checkSecret, type Presence, type Vault, type VaultFault, type VaultResult } from './vault-port.ts';

const done = { ok: true, value: null } as const;
const fault = <Code extends VaultFault>(code: Code): { readonly ok: false; readonly code: Code } => ({ ok: false, code });

/** What stands under a name: `illegible` is an entry that Paydesk cannot have written. */
type Found =
  | IndexEntry
  | { readonly kind: 'absent' }
  | { readonly kind: 'illegible' }
  | { readonly kind: 'fault'; readonly code: StoreFault };

/**
 * A vault on a store whose entries are limited to 2,560 bytes. A longer secret is split into chunks that count only
 * once the index entry, written last, names them; until then, whatever happens, the old secret stays in force.
 */
export function chunkedVault(store: CredentialStore, nonce: Nonce): Vault {
  const inTurn = serial();
  return {
    put: async (name, secret) => {
      checkName(name);
      checkSecret(secret);
      return inTurn(() => put(store, nonce, name, secret));
    },
    has: async (name) => {
      checkName(name);
      return presenceOf(await inTurn(() => find(store, nonce, name)));
    },
    lend: async (name, use) => {
      checkName(name);
      // The borrower runs outside the queue: it may take long, or ask the vault itself.
      const secret = await inTurn(() => fetchSecret(store, nonce, name));
      return secret.ok ? { ok: true, value: await use(secret.value) } : secret;
    },
    remove: async (name) => {
      checkName(name);
      return inTurn(() => remove(store, nonce, name));
    },
    check: () => inTurn(() => probe(store, nonce)),
    close: () => store.close(),
  };
}

async function find(store: CredentialStore, nonce: Nonce, name: string): Promise<Found> {
  const entry = await readSurely(store, name, nonce);
  if (!entry.ok) return { kind: 'fault', code: entry.code };
  if (entry.value === null) return { kind: 'absent' };
  return readIndex(entry.value) ?? { kind: 'illegible' };
}

function presenceOf(found: Found): Presence {
  switch (found.kind) {
    case 'absent':
      return 'absent';
    case 'whole':
    case 'chunked':
    case 'illegible':
      return 'present';
    case 'fault':
      return 'unknown';
  }
}

async function put(store: CredentialStore, nonce: Nonce, name: string, secret: string): Promise<VaultResult<null>> {
  const before = await find(store, nonce, name);
  if (before.kind === 'fault') return fault(before.code);
  const generation = 'generation' in before ? before.generation + 1 : 1;
  const { chunks, index } = planEntry(secret, generation);
  for (const [position, chunk] of chunks.entries()) {
    const written = await store.set(chunkAccount(name, generation, position), chunk);
    if (!written.ok) return written;
  }
  const committed = await store.set(name, index);
  if (!committed.ok) return committed;
  // The new secret is in force; what cannot be swept now is swept by the next put or remove.
  const swept = await sweep(store, name, generation + 1, 0);
  if (swept === null) await sweep(store, name, generation, chunks.length);
  return done;
}

async function fetchSecret(store: CredentialStore, nonce: Nonce, name: string): Promise<VaultResult<string>> {
  const found = await find(store, nonce, name);
  switch (found.kind) {
    case 'absent':
      return fault('not-found');
    case 'illegible':
      return fault('keychain-broken');
    case 'fault':
      return fault(found.code);
    case 'whole':
      return { ok: true, value: found.secret };
    case 'chunked':
      return fetchChunks(store, name, found);
  }
}

async function fetchChunks(
  store: CredentialStore,
  name: string,
  index: IndexEntry & { readonly kind: 'chunked' },
): Promise<VaultResult<string>> {
  const chunks: string[] = [];
  for (let position = 0; position < index.count; position += 1) {
    const chunk = await store.get(chunkAccount(name, index.generation, position));
    if (!chunk.ok) return chunk;
    if (chunk.value === null) return fault('keychain-broken');
    chunks.push(chunk.value);
  }
  const secret = joinChunks(index, chunks);
  return secret === null ? fault('keychain-broken') : { ok: true, value: secret };
}

async function remove(store: CredentialStore, nonce: Nonce, name: string): Promise<VaultResult<null>> {
  const found = await find(store, nonce, name);
  if (found.kind === 'fault') return fault(found.code);
  if (found.kind !== 'absent') {
    const removed = await store.remove(name);
    if (!removed.ok) return removed;
    if (!removed.value) return fault('keychain-broken');
  }
  const swept = (await sweep(store, name, 0, 0)) ?? (await sweep(store, name, 1, 0));
  return swept === null ? done : fault(swept);
}

/** Removes the chunks of a generation's slot from `from` on; the first fault ends it and is returned. */
async function sweep(store: CredentialStore, name: string, generation: number, from: number): Promise<StoreFault | null> {
  for (let position = from; position < CHUNKS_MAX; position += 1) {
    const removed = await store.remove(chunkAccount(name, generation, position));
    if (!removed.ok) return removed.code;
  }
  return null;
}
