import { dirname, resolve } from 'node:path';
import type { Fault } from './fault.ts';
import { certificates } from './fields.ts';
import type { KeyReaders, ProvisioningFiles, ProvisioningParts } from './provisioning-ports.ts';
import { privateKeySource, publicKeySource } from './provisioning-schema.ts';

/** The keys that a document names, read and checked. `privateKey` is the one-line secret on its way to the vault. */
export type ProvisionedKeys = {
  readonly privateKey: string;
  readonly publicKey: { readonly oneLine: string; readonly fingerprint: string };
  readonly gatewayKey: { readonly oneLine: string; readonly fingerprint: string };
  readonly ca: string | null;
  /** The files that hold the private key; the document itself when the key or its passphrase is inline. */
  readonly secretFiles: readonly string[];
};

/** The keys, or everything that is wrong with them. */
export type KeysResult =
  { readonly ok: true; readonly keys: ProvisionedKeys } | { readonly ok: false; readonly faults: readonly Fault[] };

type Part<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly faults: readonly Fault[] };
type Raw = Readonly<Record<string, unknown>>;
type Source = { readonly path: string; readonly documentPath: string };

/**
 * Reads and checks the keys of a `gateway` section, also of one whose other parts are wrong, so that a person hears of
 * everything at once. A part whose shape is wrong gives no fault here: the schema has already named it.
 */
export async function readKeys(
  gateway: Raw,
  documentPath: string,
  parts: Pick<ProvisioningParts, 'files' | 'keys'>,
): Promise<KeysResult> {
  const at = (name: string): Source => ({ path: `$.gateway.${name}`, documentPath });
  const own = await readOwnKey(gateway['privateKey'], at('privateKey'), parts);
  const theirs = await readGatewayKey(gateway['gatewayPublicKey'], at('gatewayPublicKey'), parts);
  const ca = await readCa(gateway['ca'], at('ca'), parts.files);
  if (!own.ok || !theirs.ok || !ca.ok)
    return { ok: false, faults: [own, theirs, ca].flatMap((part) => (part.ok ? [] : part.faults)) };
  if (own.value.publicKey.oneLine === theirs.value.oneLine) {
    return {
      ok: false,
      faults: [
        fault(
          at('gatewayPublicKey'),
          'key-is-own',
          "is your own public key; Alipay+'s is shown in the Developer Center after yours was uploaded",
        ),
      ],
    };
  }
  return { ok: true, keys: { ...own.value, gatewayKey: theirs.value, ca: ca.value } };
}

type OwnKey = Pick<ProvisionedKeys, 'privateKey' | 'publicKey' | 'secretFiles'>;

async function readOwnKey(
  raw: unknown,
  at: Source,
  { files, keys }: Pick<ProvisioningParts, 'files' | 'keys'>,
): Promise<Part<OwnKey>> {
  const source = privateKeySource.safeParse(raw);
  if (!source.success) return { ok: false, faults: [] };
  const { data } = source;
  const input = await bytesOf(data, at, files);
  if (!input.ok) return input;
  const passphrase = typeof data === 'string' ? null : (data.passphrase ?? null);
  const read = keys.privateKey(input.value, passphrase);
  if (!read.ok) return { ok: false, faults: [keyFault(at, read.code)] };
  const isInFile = typeof data !== 'string' && 'file' in data;
  const secretFiles = [
    ...(isInFile ? [resolve(dirname(at.documentPath), data.file)] : []),
    ...(isInFile && passphrase === null ? [] : [at.documentPath]),
  ];
  return { ok: true, value: { privateKey: read.key.oneLine, publicKey: read.key.publicKey, secretFiles } };
}

async function readGatewayKey(
  raw: unknown,
  at: Source,
  { files, keys }: { readonly files: ProvisioningFiles; readonly keys: KeyReaders },
): Promise<Part<ProvisionedKeys['gatewayKey']>> {
  const source = publicKeySource.safeParse(raw);
  if (!source.success) return { ok: false, faults: [] };
  const input = await bytesOf(source.data, at, files);
  if (!input.ok) return input;
  const read = keys.publicKey(input.value);
  return read.ok ? { ok: true, value: read.key } : { ok: false, faults: [keyFault(at, read.code)] };
}

async function readCa(raw: unknown, at: Source, files: ProvisioningFiles): Promise<Part<string | null>> {
  if (raw === undefined) return { ok: true, value: null };
  const source = publicKeySource.safeParse(raw);
  if (!source.success) return { ok: false, faults: [] };
  const input = await bytesOf(source.data, at, files);
  if (!input.ok) return input;
  const text = typeof input.value === 'string' ? input.value : Buffer.from(input.value).toString('utf8');
  if (certificates.safeParse(text).success) return { ok: true, value: text };
  // Inline text with this fault was named by the schema already.
  return {
    ok: false,
    faults: typeof raw === 'string' ? [] : [fault(at, 'wrong-certificate', 'must be one or more PEM certificates')],
  };
}

type FileOrText = string | { readonly text: string } | { readonly file: string };

async function bytesOf(source: FileOrText, at: Source, files: ProvisioningFiles): Promise<Part<string | Uint8Array>> {
  if (typeof source === 'string') return { ok: true, value: source };
  if ('text' in source) return { ok: true, value: source.text };
  const read = await files.read(resolve(dirname(at.documentPath), source.file), KEY_FILE_BYTES_MAX);
  if (read.ok) return { ok: true, value: read.bytes };
  return { ok: false, faults: [fault({ ...at, path: `${at.path}.file` }, read.code, FILE_MESSAGES[read.code])] };
}

const KEY_FILE_BYTES_MAX = 65_536;

const FILE_MESSAGES = {
  'file-missing': 'names a file that does not exist',
  'file-too-large': 'names a file that is too large for a key',
  'file-unreadable': 'names a file that cannot be read',
} as const;

const KEY_MESSAGES: Readonly<Record<string, string>> = {
  'key-passphrase-needed': 'is encrypted: give {"file": ..., "passphrase": ...} or {"text": ..., "passphrase": ...}',
  'key-passphrase-wrong': 'cannot be opened with this passphrase',
  'key-too-weak': 'must have at least 2,048 bits',
  'key-not-rsa': 'must be an RSA key',
};

const keyFault = (at: Source, code: string): Fault =>
  fault(at, code, KEY_MESSAGES[code] ?? 'is not a key in any form that Paydesk reads, or is damaged');

const fault = ({ path }: Source, code: string, message: string): Fault => ({ path, code, message });
