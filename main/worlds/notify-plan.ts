import { signingKey } from '../keychain/signing-key.ts';
import type { Vault } from '../keychain/vault-port.ts';
import type { NotifyPlan, TlsLoaded } from '../notify/plan.ts';
import type { NotifySettings } from '../settings/schema.ts';

/** Where a real shop listens; null when its settings keep the listener off. */
export function notifyPlan(settings: NotifySettings | null, vault: Vault): NotifyPlan | null {
  if (settings === null) return null;
  const { tls, ...rest } = settings;
  return { ...rest, tls: tls === null ? null : () => loadTls(tls, vault) };
}

/** Loaded when it is needed, because most counters never listen. */
async function loadTls(tls: NonNullable<NotifySettings['tls']>, vault: Vault): Promise<TlsLoaded> {
  const { checkedTls, tlsFromFiles } = await import('../notify/tls.ts');
  if (tls.kind === 'files') return tlsFromFiles(tls.certificateFile, tls.keyFile)();
  try {
    const lent = await vault.lend(tls.vaultName, (secret) => checkedTls(tls.certificate, signingKey(secret)));
    return lent.ok ? lent.value : { ok: false, fault: 'keychain' };
  } catch {
    return { ok: false, fault: 'keychain' };
  }
}
