import forge from 'node-forge';
import { keyFault, type KeyResult } from './key-fault.ts';
import { childrenOf, parseDer } from './key-input.ts';

/** A hostile file may ask for billions of derivation rounds; more than this many would freeze the counter. */
const ROUNDS_MAX = 200_000;

/** Opens an encrypted PKCS#8 key (PBES1 or PBES2); the result is the DER of the key inside. */
export function decryptPkcs8(der: Buffer, passphrase: string | null): KeyResult<Buffer> {
  const root = parseDer(der);
  if (root === null || asksTooMuch(root)) return keyFault('key-unreadable');
  if (passphrase === null) return keyFault('key-passphrase-needed');
  return attempt(() => forge.pki.decryptPrivateKeyInfo(root, asBytes(passphrase)));
}

/** Opens OpenSSL's older encrypted PEM (`Proc-Type: 4,ENCRYPTED`); the result is PKCS#1 DER. */
export function decryptTraditional(pem: string, passphrase: string | null): KeyResult<Buffer> {
  if (!pem.startsWith('-----BEGIN RSA PRIVATE KEY-----')) return keyFault('key-not-rsa');
  if (passphrase === null) return keyFault('key-passphrase-needed');
  return attempt(() => {
    const key = readTraditional(pem, asBytes(passphrase));
    return key === null ? null : forge.pki.privateKeyToAsn1(key);
  });
}

/** Takes the first private key out of a PKCS#12 file (.p12, .pfx); an empty passphrase is tried when none is given. */
export function openPkcs12(der: Buffer, passphrase: string | null): KeyResult<Buffer> {
  const root = parseDer(der);
  if (root === null || asksTooMuch(root) || hasEndlessMac(root)) return keyFault('key-unreadable');
  try {
    const [asn1, isForeign] = firstKey(readPkcs12(root, passphrase ?? ''));
    if (asn1 !== null) return { ok: true, key: toDer(asn1) };
    return keyFault(isForeign ? 'key-not-rsa' : 'key-unreadable');
  } catch (cause) {
    if (!isAboutPassphrase(cause)) return keyFault('key-unreadable');
    return keyFault(passphrase === null ? 'key-passphrase-needed' : 'key-passphrase-wrong');
  }
}

const isAboutPassphrase = (cause: unknown): boolean =>
  cause instanceof Error && /password|MAC could not be verified|decrypt|Too few bytes/i.test(cause.message);

/**
 * A PKCS#12 file uses the passphrase as UTF-16 for its checksum and its older ciphers but as UTF-8 for the newer ones,
 * and node-forge takes only one of them; for a passphrase beyond ASCII the second try leaves out the checksum.
 */
function readPkcs12(pfx: forge.asn1.Asn1, passphrase: string): forge.pkcs12.Pkcs12Pfx {
  try {
    return forge.pkcs12.pkcs12FromAsn1(pfx, false, passphrase);
  } catch (cause) {
    if (asBytes(passphrase) === passphrase) throw cause;
    return forge.pkcs12.pkcs12FromAsn1({ ...pfx, value: childrenOf(pfx).slice(0, 2) }, false, asBytes(passphrase));
  }
}

/** node-forge wants a passphrase as one character a byte. */
const asBytes = (passphrase: string): string => Buffer.from(passphrase, 'utf8').toString('latin1');

/** The types promise a key where a wrong passphrase yields null. */
const readTraditional = (pem: string, passphrase: string): forge.pki.rsa.PrivateKey | null =>
  forge.pki.decryptRsaPrivateKey(pem, passphrase);

/** A wrong passphrase shows as null, or in one of 256 cases as rubbish that does not parse. */
function attempt(decrypt: () => forge.asn1.Asn1 | null): KeyResult<Buffer> {
  try {
    const opened = decrypt();
    return opened === null ? keyFault('key-passphrase-wrong') : { ok: true, key: toDer(opened) };
  } catch (cause) {
    const isUnsupported = cause instanceof Error && /unsupported|not a supported/i.test(cause.message);
    return keyFault(isUnsupported ? 'key-unreadable' : 'key-passphrase-wrong');
  }
}

const toDer = (element: forge.asn1.Asn1): Buffer => Buffer.from(forge.asn1.toDer(element).getBytes(), 'latin1');

/** The first key of a PKCS#12 file as ASN.1, and whether it holds a key that node-forge cannot read, hence not RSA. */
function firstKey(pfx: forge.pkcs12.Pkcs12Pfx): readonly [forge.asn1.Asn1 | null, boolean] {
  const bags = KEY_BAGS.flatMap((bagType) => pfx.getBags({ bagType })[bagType] ?? []);
  const key = bags.flatMap((bag) => (bag.key ? [bag.key] : []))[0];
  return [key === undefined ? null : forge.pki.privateKeyToAsn1(key), bags.length > 0];
}

const KEY_BAGS = ['1.2.840.113549.1.12.10.1.1', '1.2.840.113549.1.12.10.1.2'];

/** True when any integer that could be a round count is beyond the limit; node-forge refuses counts over four bytes itself. */
function asksTooMuch(element: forge.asn1.Asn1, depth = 0): boolean {
  if (depth > 32) return true;
  const inner = typeof element.value === 'string' ? nestedIn(element) : childrenOf(element);
  return isHugeCount(element) || inner.some((child) => asksTooMuch(child, depth + 1));
}

const isHugeCount = ({ type, value }: forge.asn1.Asn1): boolean =>
  type === forge.asn1.Type.INTEGER &&
  typeof value === 'string' &&
  value.length <= 4 &&
  Number.parseInt(forge.util.bytesToHex(value), 16) > ROUNDS_MAX;

/** The one count that node-forge takes at any length: the rounds of a PKCS#12 file's own checksum. */
function hasEndlessMac(pfx: forge.asn1.Asn1): boolean {
  const macData = childrenOf(pfx)[2];
  const rounds = macData === undefined ? undefined : childrenOf(macData)[2];
  return rounds !== undefined && rounds.value.length > 4;
}

/** PKCS#12 wraps its parts in octet strings. */
function nestedIn({ type, value }: forge.asn1.Asn1): readonly forge.asn1.Asn1[] {
  if (type !== forge.asn1.Type.OCTETSTRING || typeof value !== 'string' || !value.startsWith('0')) return [];
  const inner = parseDer(Buffer.from(value, 'latin1'));
  return inner === null ? [] : [inner];
}
