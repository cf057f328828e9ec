import { generateKeyPairSync, randomBytes } from 'node:crypto';
import forge from 'node-forge';

/** A private authority and a server certificate it signed, as PEM. */
export type TestPki = { readonly caPem: string; readonly server: { readonly key: string; readonly cert: string } };

/** Makes both for one host name or address. */
export function makePki(host: string): TestPki {
  const authority = keys();
  const server = keys();
  const ca = certificate(authority.publicKey, 'Test CA', 'Test CA', [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, critical: true },
  ]);
  ca.sign(authority.privateKey, forge.md.sha256.create());
  const altName = /^[\d.]+$/.test(host) ? { type: 7, ip: host } : { type: 2, value: host };
  const leaf = certificate(server.publicKey, host, 'Test CA', [
    { name: 'subjectAltName', altNames: [altName] },
    { name: 'extKeyUsage', serverAuth: true },
  ]);
  leaf.sign(authority.privateKey, forge.md.sha256.create());
  return {
    caPem: forge.pki.certificateToPem(ca),
    server: { key: forge.pki.privateKeyToPem(server.privateKey), cert: forge.pki.certificateToPem(leaf) },
  };
}

/** Node's generator, because forge's own is slow. */
function keys(): { readonly privateKey: forge.pki.rsa.PrivateKey; readonly publicKey: forge.pki.rsa.PublicKey } {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { privateKey: forge.pki.privateKeyFromPem(pair.privateKey), publicKey: forge.pki.publicKeyFromPem(pair.publicKey) };
}

function certificate(
  publicKey: forge.pki.rsa.PublicKey,
  subject: string,
  issuer: string,
  extensions: object[],
): forge.pki.Certificate {
  const made = forge.pki.createCertificate();
  made.publicKey = publicKey;
  made.serialNumber = `01${randomBytes(8).toString('hex')}`;
  made.validity.notBefore = new Date(Date.now() - 3_600_000);
  made.validity.notAfter = new Date(Date.now() + 3_600_000);
  made.setSubject([{ name: 'commonName', value: subject }]);
  made.setIssuer([{ name: 'commonName', value: issuer }]);
  made.setExtensions(extensions);
  return made;
}
