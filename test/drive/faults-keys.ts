import { generateKeyPairSync } from 'node:crypto';

/** The keys of one till and its gateway as one-line base64: private ones PKCS#8 DER, public ones SPKI DER. */
export type CaseKeys = { readonly gatewayPrivate: string; readonly acquirerPrivate: string; readonly acquirerPublic: string };

/**
 * Keys that no other till of the run has: a gateway that refuses gives its port back, the gateway of a neighbour may be handed
 * it, and with keys in common the till would rightly believe what the neighbour says of an order it never saw.
 */
export function makeCaseKeys(): CaseKeys {
  const [gateway, acquirer] = [makePair(), makePair()];
  return { gatewayPrivate: gateway.privateKey, acquirerPrivate: acquirer.privateKey, acquirerPublic: acquirer.publicKey };
}

function makePair(): { readonly privateKey: string; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
    publicKeyEncoding: { type: 'spki', format: 'der' },
  });
  return { privateKey: privateKey.toString('base64'), publicKey: publicKey.toString('base64') };
}
