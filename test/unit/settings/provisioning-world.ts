import { createPublicKey } from 'node:crypto';
import { importPrivateKey } from '../../../main/keychain/private-key.ts';
import { importPublicKey } from '../../../main/keychain/public-key.ts';
import { importTlsKey } from '../../../main/notify/tls.ts';
import { memoryVault } from '../../../main/keychain/memory-vault.ts';
import type { Vault, VaultFault } from '../../../main/keychain/vault-port.ts';
import type { ProvisionResult } from '../../../main/settings/provision.ts';
import type { ProvisioningParts } from '../../../main/settings/provisioning-ports.ts';
import type { Settings } from '../../../main/settings/schema.ts';
import { governed } from '../../../main/settings/policy/governed-store.ts';
import { NO_POLICY, type Policy } from '../../../main/settings/policy/policy.ts';
import type { PlainSettingsStore, WriteFault } from '../../../main/settings/store-port.ts';
import { oneLine, rsa } from '../keychain/key-forms.ts';

/** Keys of this run, made once because making them is slow. */
export const OWN = rsa(2_048);
const THEIRS = rsa(2_048);
export const PRIVATE_KEY = oneLine(OWN, 'pkcs8');
export const OWN_PUBLIC_KEY = createPublicKey(OWN).export({ type: 'spki', format: 'der' }).toString('base64');
export const GATEWAY_KEY = createPublicKey(THEIRS).export({ type: 'spki', format: 'der' }).toString('base64');

/** A whole, valid document with inline keys; tests change what they are about. */
export const DOCUMENT = {
  paydeskProvisioning: 1,
  counter: { counterId: 'T1', name: 'Till 1' },
  shop: { name: 'Example', currency: 'SGD', timeZone: 'Asia/Singapore' },
  gateway: {
    baseUrl: 'https://open-sea.alipayplus.com',
    clientId: 'SANDBOX_1',
    privateKey: PRIVATE_KEY,
    gatewayPublicKey: GATEWAY_KEY,
  },
  merchant: { referenceMerchantId: 'M1', merchantMCC: '5812', merchantName: 'Example' },
  store: { referenceStoreId: 'S1', storeName: 'Example', storeMCC: '5812' },
  terminal: { storeTerminalId: 'T1' },
} as const;

/** Where that document lies. */
export const FILE = '/setup/counter.json';

/** The document with changes in its part about the gateway. */
export const withGateway = (gateway: object) => ({ ...DOCUMENT, gateway: { ...DOCUMENT.gateway, ...gateway } });

/** The path and the code of every fault; none when it went well. */
export const faultsOf = ({ report }: ProvisionResult): readonly (readonly [string, string])[] =>
  report.ok ? [] : report.faults.map(({ path, code }) => [path, code] as const);

/** A vault whose keychain has the given fault. */
export const brokenVault = (code: VaultFault): Vault => ({
  ...memoryVault(),
  put: () => Promise.resolve({ ok: false, code }),
  remove: () => Promise.resolve({ ok: false, code }),
});

/** The world that provisioning acts on: files in memory, a memory vault, a store that can refuse. */
export function world(
  document: unknown = DOCUMENT,
  options: { readonly deleteFile?: boolean; readonly vault?: Vault; readonly policy?: Policy } = {},
) {
  const files = new Map<string, Uint8Array>([
    [FILE, Buffer.from(typeof document === 'string' ? document : JSON.stringify(document))],
  ]);
  const vault = options.vault ?? memoryVault();
  const state: { settings: Settings | null; refusal: WriteFault | null; names: number } = {
    settings: null,
    refusal: null,
    names: 0,
  };
  const plain: PlainSettingsStore = {
    read: () => state.settings,
    problem: () => null,
    write: (next) => {
      if (state.refusal !== null) return { ok: false, code: state.refusal, faults: [] };
      state.settings = next;
      return { ok: true };
    },
  };
  const store = governed(plain, options.policy ?? NO_POLICY);
  const parts: ProvisioningParts = {
    files: {
      read: (path, bytesMax) => {
        const bytes = files.get(path);
        if (bytes === undefined) return Promise.resolve({ ok: false, code: 'file-missing' });
        return Promise.resolve(bytes.length > bytesMax ? { ok: false, code: 'file-too-large' } : { ok: true, bytes });
      },
      remove: (path) => Promise.resolve(files.delete(path)),
    },
    keys: { privateKey: importPrivateKey, publicKey: importPublicKey, tls: importTlsKey },
    vault,
    store,
    nowIso: () => '2026-01-02T03:04:05.000Z',
    newVaultName: (keyVersion) => `signing-key-${String(keyVersion)}-${String((state.names += 1))}`,
    newTlsVaultName: () => `notify-tls-${String((state.names += 1))}`,
    deleteFile: options.deleteFile ?? false,
  };
  return { parts, files, vault, state };
}
