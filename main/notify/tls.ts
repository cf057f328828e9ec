import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { NotifyFault } from '../../core/contract/notify.ts';
import type { TlsLoaded } from './plan.ts';

const FILE_BYTES_MAX = 65_536;

/** A loader for a certificate and an unencrypted key in two files, which something else renews. */
export const tlsFromFiles = (certificateFile: string, keyFile: string) => async (): Promise<TlsLoaded> => {
  try {
    return checkedTls(await textOf(certificateFile), await textOf(keyFile));
  } catch (cause) {
    const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : null;
    return { ok: false, fault: code === 'ENOENT' || code === 'ENOTDIR' ? 'certificate-missing' : 'certificate-unreadable' };
  }
};

/** Certificate and key when they are legible and belong together; the key as PEM or as a key object. Never throws. */
export function checkedTls(cert: string, key: string | KeyObject): TlsLoaded {
  try {
    const certificate = new X509Certificate(cert);
    const privateKey = typeof key === 'string' ? createPrivateKey(key) : key;
    if (!certificate.checkPrivateKey(privateKey)) return fault('certificate-mismatch');
    return { ok: true, tls: { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() } };
  } catch {
    return fault('certificate-unreadable');
  }
}

/** The key of a certificate on its way into the vault, or what is wrong: `oneLine` (PKCS#8, DER, base64) is the secret. */
export function importTlsKey(
  cert: string,
  key: string,
):
  | { readonly ok: true; readonly key: { readonly oneLine: string } }
  | { readonly ok: false; readonly code: 'wrong-certificate' | 'key-unreadable' | 'certificate-mismatch' } {
  const certificate = attempt(() => new X509Certificate(cert));
  const privateKey = attempt(() => createPrivateKey(key));
  if (certificate === null) return { ok: false, code: 'wrong-certificate' };
  if (privateKey === null) return { ok: false, code: 'key-unreadable' };
  if (!certificate.checkPrivateKey(privateKey)) return { ok: false, code: 'certificate-mismatch' };
  return { ok: true, key: { oneLine: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64') } };
}

function attempt<Value>(make: () => Value): Value | null {
  try {
    return make();
  } catch {
    return null;
  }
}

/** True when the certificate's time is over by this PC's clock, which may be wrong: a worry, no reason to stop listening. */
export const isExpired = (cert: string, wallMs: number): boolean => Date.parse(new X509Certificate(cert).validTo) < wallMs;

const fault = (code: NotifyFault): TlsLoaded => ({ ok: false, fault: code });

/** Plain files alone, opened without blocking, because a pipe would hold up the listener for ever. */
async function textOf(path: string): Promise<string> {
  const flags = constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK);
  const file = await open(path, flags);
  try {
    const stats = await file.stat();
    if (!stats.isFile() || stats.size > FILE_BYTES_MAX) throw new RangeError('no file of certificates or keys');
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}
