import { faultsOf, type Fault } from './fault.ts';
import { provisioningSchema, type Provisioning } from './provisioning-schema.ts';
import type { ProvisionedKeys } from './provisioning-keys.ts';
import type { ProvisionedTls } from './provisioning-tls.ts';
import { parseJson, type JsonFault } from './safe-json.ts';
import { SCHEMA_VERSION, type Settings } from './schema.ts';

/** What a provisioning file's bytes say. `raw` is there even when the document has faults, so that its keys can be checked too. */
export type ReadProvisioning = {
  readonly document: Provisioning | null;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly faults: readonly Fault[];
};

/** Parses a provisioning file and lists every fault with its JSON path. Pure. */
export function readProvisioning(bytes: Uint8Array): ReadProvisioning {
  const json = parseJson(bytes);
  if (!json.ok) return { document: null, raw: {}, faults: [jsonFault(json.fault)] };
  const parsed = provisioningSchema.safeParse(json.value);
  return parsed.success
    ? { document: parsed.data, raw: json.value, faults: [] }
    : { document: null, raw: json.value, faults: faultsOf(parsed.error) };
}

/** The key of this counter as the settings will name it. */
export type NewKey = { readonly vaultName: string; readonly createdAt: string };

/** Makes the complete settings out of a document and its keys; `keys` is null only in practice mode. Pure. */
export function settingsFrom(
  document: Provisioning,
  { keys, tls }: { readonly keys: ProvisionedKeys | null; readonly tls: ProvisionedTls | null },
  key: NewKey,
): Settings {
  const { paydeskProvisioning: _version, $schema: _schema, gateway, notify, ...shared } = document;
  if (gateway === undefined || keys === null)
    return { ...shared, schemaVersion: SCHEMA_VERSION, gateway: null, keyRing: [], backups: null, notify: null };
  const { privateKey: _key, keyVersion, settlementCurrency = null, ...rest } = gateway;
  return {
    ...shared,
    schemaVersion: SCHEMA_VERSION,
    gateway: { ...rest, gatewayPublicKey: keys.gatewayKey.oneLine, ca: keys.ca, settlementCurrency },
    keyRing: [{ ...key, keyVersion, fingerprint: keys.publicKey.fingerprint, state: 'active' }],
    backups: null,
    notify: notify === undefined ? null : { ...notify, publicUrl: notify.publicUrl ?? null, tls: tls?.tls ?? null },
  };
}

const JSON_MESSAGES: Readonly<Record<JsonFault['code'], string>> = {
  'too-large': 'the file is larger than 1 MB',
  'not-utf8': 'the file is not UTF-8 text',
  'not-json': 'the file is not JSON',
  'forbidden-key': 'the keys __proto__, constructor and prototype are not allowed anywhere',
  'not-an-object': 'the file must hold one JSON object',
  'too-deep': 'the file is nested too deeply',
};

function jsonFault({ code, line, column }: JsonFault): Fault {
  const where = line === null ? '' : ` (line ${String(line)}, column ${String(column)})`;
  return { path: '$', code, message: `${JSON_MESSAGES[code]}${where}` };
}
