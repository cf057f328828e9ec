import { dirname, resolve } from 'node:path';
import type { Fault } from './fault.ts';
import type { FileResult, ProvisioningParts } from './provisioning-ports.ts';
import { tlsSource } from './provisioning-schema.ts';
import type { NotifySettings } from './schema.ts';

/** Certificate and key of the listener, read and checked. `secret` is on its way to the vault; null when a file keeps it. */
export type ProvisionedTls = {
  readonly tls: NonNullable<NotifySettings['tls']>;
  readonly secret: { readonly name: string; readonly oneLine: string } | null;
  /** Files that still hold the key although the vault has it. */
  readonly secretFiles: readonly string[];
};

/** What the listener gets; null when the document gives no certificate, or one whose shape the schema has named already. */
export type TlsResult =
  { readonly ok: true; readonly value: ProvisionedTls | null } | { readonly ok: false; readonly faults: readonly Fault[] };

type Parts = Pick<ProvisioningParts, 'files' | 'keys' | 'newTlsVaultName'>;
type Text = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: Fault };

/** Reads the `tls` part of a `notify` section, also of one whose other parts are wrong. */
export async function readTls(raw: unknown, documentPath: string, parts: Parts): Promise<TlsResult> {
  const source = tlsSource.safeParse(raw);
  if (!source.success) return { ok: true, value: null };
  const { data } = source;
  const isInFiles = 'certificateFile' in data;
  const [certificate, key] = isInFiles
    ? [{ file: data.certificateFile }, { file: data.keyFile }]
    : [data.certificate, data.privateKey];
  const names = isInFiles ? (['certificateFile', 'keyFile'] as const) : (['certificate', 'privateKey'] as const);
  const cert = await textOf(certificate, names[0], documentPath, parts);
  const secret = await textOf(key, names[1], documentPath, parts);
  if (!cert.ok || !secret.ok) return { ok: false, faults: [cert, secret].flatMap((part) => (part.ok ? [] : [part.fault])) };
  const read = parts.keys.tls(cert.text, secret.text);
  if (!read.ok) return { ok: false, faults: [keyFault(read.code, names)] };
  if (isInFiles) return { ok: true, value: keptInFiles(data, documentPath) };
  const name = parts.newTlsVaultName();
  const secretFile = typeof data.privateKey === 'string' ? documentPath : besides(documentPath, data.privateKey.file);
  return {
    ok: true,
    value: {
      tls: { kind: 'keychain', certificate: cert.text, vaultName: name },
      secret: { name, oneLine: read.key.oneLine },
      secretFiles: [secretFile],
    },
  };
}

const besides = (documentPath: string, file: string): string => resolve(dirname(documentPath), file);

const keptInFiles = (
  data: { readonly certificateFile: string; readonly keyFile: string },
  documentPath: string,
): ProvisionedTls => ({
  tls: {
    kind: 'files',
    certificateFile: besides(documentPath, data.certificateFile),
    keyFile: besides(documentPath, data.keyFile),
  },
  secret: null,
  secretFiles: [],
});

const TLS_FILE_BYTES_MAX = 65_536;

async function textOf(
  source: string | { readonly file: string },
  name: string,
  documentPath: string,
  { files }: Parts,
): Promise<Text> {
  if (typeof source === 'string') return { ok: true, text: source };
  const read = await files.read(besides(documentPath, source.file), TLS_FILE_BYTES_MAX);
  if (read.ok) return { ok: true, text: Buffer.from(read.bytes).toString('utf8') };
  const path = name.endsWith('File') ? `$.notify.tls.${name}` : `$.notify.tls.${name}.file`;
  return { ok: false, fault: { path, code: read.code, message: FILE_MESSAGES[read.code] } };
}

const FILE_MESSAGES: Readonly<Record<Extract<FileResult, { ok: false }>['code'], string>> = {
  'file-missing': 'names a file that does not exist',
  'file-too-large': 'names a file that is too large for a certificate or a key',
  'file-unreadable': 'names a file that cannot be read',
};

function keyFault(code: string, [certificate, key]: readonly [string, string]): Fault {
  switch (code) {
    case 'wrong-certificate':
      return { path: `$.notify.tls.${certificate}`, code, message: 'must be one or more PEM certificates' };
    case 'certificate-mismatch':
      return { path: `$.notify.tls.${key}`, code, message: 'is not the key of this certificate' };
    default:
      return { path: `$.notify.tls.${key}`, code, message: 'is not an unencrypted private key in PEM form, or is damaged' };
  }
}
