import { createHash, createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import { RSA_OID, readKeyInput, shapeOf, type KeyBlock } from './key-input.ts';
import { keyFault, type KeyFault, type KeyResult } from './key-fault.ts';

/** A public key in the forms that people exchange it in. Nothing here is secret. */
export type PublicKey = {
  /** X.509 SubjectPublicKeyInfo, DER, base64 on one line: what Alipay+'s Developer Center takes and shows. */
  readonly oneLine: string;
  readonly pem: string;
  /** SHA-256 of that DER as upper-case hex in groups of four, so that two people can compare it aloud. */
  readonly fingerprint: string;
  readonly bits: number;
};

/** The smallest and largest modulus that Paydesk works with, in bits. */
const BITS_MIN = 2_048;
const BITS_MAX = 8_192;

/**
 * Reads a public key such as Alipay+'s: PEM (SPKI, PKCS#1 or a certificate), one-line base64, or DER bytes.
 * A private key in its place is refused, because it has no business there.
 * https://docs.alipayplus.com/alipayplus/alipayplus/developer_center_acq/develop_in_sandbox
 */
export function importPublicKey(input: string | Uint8Array): KeyResult<PublicKey> {
  const block = readKeyInput(input).find(({ label }) => label === null || PUBLIC_LABELS.has(label));
  if (block === undefined) return keyFault('key-unreadable');
  try {
    return describePublicKey(open(block));
  } catch {
    return keyFault(isForeignSpki(block) ? 'key-not-rsa' : 'key-unreadable');
  }
}

/** Describes the public half of any key object, or says why it is not fit for Alipay+. */
export function describePublicKey(key: KeyObject): KeyResult<PublicKey> {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  const weakness = weaknessOf(publicKey);
  if (weakness !== null) return keyFault(weakness);
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return {
    ok: true,
    key: {
      oneLine: der.toString('base64'),
      pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      fingerprint: fingerprintOf(der),
      bits: publicKey.asymmetricKeyDetails?.modulusLength ?? 0,
    },
  };
}

const PUBLIC_LABELS: ReadonlySet<string> = new Set(['PUBLIC KEY', 'RSA PUBLIC KEY', 'CERTIFICATE', 'TRUSTED CERTIFICATE']);

function weaknessOf(key: KeyObject): KeyFault | null {
  if (key.asymmetricKeyType !== 'rsa') return 'key-not-rsa';
  const { modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
  if (modulusLength < BITS_MIN || publicExponent < 3n) return 'key-too-weak';
  return modulusLength > BITS_MAX ? 'key-unreadable' : null;
}

const fingerprintOf = (der: Buffer): string =>
  (createHash('sha256').update(der).digest('hex').toUpperCase().match(/.{4}/g) ?? []).join(' ');

function open({ der }: KeyBlock): KeyObject {
  switch (shapeOf(der)) {
    case 'spki':
      return createPublicKey({ key: der, format: 'der', type: 'spki' });
    case 'pkcs1-public':
      return createPublicKey({ key: der, format: 'der', type: 'pkcs1' });
    case 'certificate':
      return new X509Certificate(der).publicKey;
    default:
      throw new TypeError('not a public key');
  }
}

/** An SPKI of an algorithm that this runtime cannot even open is still a key, only of the wrong kind. */
const isForeignSpki = ({ der }: KeyBlock): boolean => shapeOf(der) === 'spki' && !der.includes(RSA_OID);
