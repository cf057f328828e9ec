import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import forge from 'node-forge';
import { vi } from 'vitest';

/** A fresh RSA key; nothing is published in the repository. */
export const rsa = (modulusLength: number, publicExponent = 65_537): KeyObject =>
  generateKeyPairSync('rsa', { modulusLength, publicExponent }).privateKey;

/** The PEM of a private key in the given form. */
export const pem = (
  key: KeyObject,
  type: 'pkcs8' | 'pkcs1' | 'sec1',
  cipher?: { readonly cipher: string; readonly passphrase: string },
): string => key.export({ type, format: 'pem', ...cipher }).toString();

/** The DER of a private key on one line. */
export const oneLine = (key: KeyObject, type: 'pkcs8' | 'pkcs1'): string =>
  key.export({ type, format: 'der' }).toString('base64');

/** A PKCS#12 file with the key in it. */
export function pkcs12(key: KeyObject, passphrase: string, algorithm: 'aes256' | '3des', count = 2_048): Buffer {
  const asn1 = forge.pkcs12.toPkcs12Asn1(forge.pki.privateKeyFromPem(pem(key, 'pkcs1')), [certificateOf(key)], passphrase, {
    algorithm,
    count,
  });
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1');
}

/** A PKCS#12 file that claims `count` derivation rounds for the key or for its checksum, made without doing them. */
export function pkcs12Claiming(key: KeyObject, count: number, where: 'key' | 'checksum'): Buffer {
  const derive = vi.spyOn(forge.pkcs5, 'pbkdf2').mockImplementation((() => 'k'.repeat(32)) as typeof forge.pkcs5.pbkdf2);
  const privateKey = forge.pki.privateKeyFromPem(pem(key, 'pkcs1'));
  const asn1 = forge.pkcs12.toPkcs12Asn1(privateKey, [certificateOf(key)], 'words', {
    algorithm: 'aes256',
    count: where === 'key' ? count : 1,
    useMac: where === 'checksum',
  });
  derive.mockRestore();
  const rounds = where === 'checksum' ? ((asn1.value[2] as forge.asn1.Asn1).value[2] as forge.asn1.Asn1) : null;
  if (rounds !== null) rounds.value = forge.util.hexToBytes(count.toString(16).padStart(18, '0'));
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1');
}

/** A self-signed certificate of the key, as PEM. */
export const certificatePem = (key: KeyObject): string => forge.pki.certificateToPem(certificateOf(key));

function certificateOf(key: KeyObject): forge.pki.Certificate {
  const privateKey = forge.pki.privateKeyFromPem(pem(key, 'pkcs1'));
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(privateKey.n, privateKey.e);
  certificate.serialNumber = '01';
  certificate.validity.notAfter.setFullYear(certificate.validity.notBefore.getFullYear() + 1);
  certificate.setSubject([{ name: 'commonName', value: 'Paydesk test' }]);
  certificate.setIssuer([{ name: 'commonName', value: 'Paydesk test' }]);
  certificate.sign(privateKey, forge.md.sha256.create());
  return certificate;
}
