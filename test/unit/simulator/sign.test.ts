import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  createKeyPair,
  oneLinePublic,
  parseSignatureHeader,
  readPrivateKey,
  readPublicKey,
  signatureHeader,
  signatureValue,
  signedContent,
  verifies,
  type Signed,
} from '../../../simulator/gateway/sign.ts';
import { SIGNATURE_VECTORS, VECTOR_CLIENT_ID, VECTOR_KEYS, type SignatureVector } from '../../builders/signature-vectors.ts';

const signedOf = (vector: SignatureVector, body = vector.body): Signed => ({
  method: 'POST',
  uri: vector.uri,
  clientId: VECTOR_CLIENT_ID,
  time: vector.time,
  body: Buffer.from(body, 'utf8'),
});
const privateOf = (vector: SignatureVector) =>
  readPrivateKey(vector.signedBy === 'acquirer' ? VECTOR_KEYS.acquirerPrivate : VECTOR_KEYS.gatewayPrivate);
const publicOf = (signer: 'acquirer' | 'gateway') =>
  readPublicKey(signer === 'acquirer' ? VECTOR_KEYS.acquirerPublic : VECTOR_KEYS.gatewayPublic);
const [first, second] = SIGNATURE_VECTORS as readonly [SignatureVector, SignatureVector];

describe('signing', () => {
  it.each(SIGNATURE_VECTORS.map((vector) => [vector.name, vector] as const))('%s comes out byte for byte', (_name, vector) => {
    const content = signedContent(signedOf(vector));
    expect(content.byteLength).toBe(vector.contentBytes);
    expect(createHash('sha256').update(content).digest('hex')).toBe(vector.contentSha256);
    expect(signatureValue(privateOf(vector), signedOf(vector))).toBe(vector.signature);
    expect(verifies(publicOf(vector.signedBy), signedOf(vector), vector.signature)).toBe(true);
  });

  it('lower-case percent escapes and plain base64 verify too', () => {
    expect(
      verifies(
        publicOf('acquirer'),
        signedOf(first),
        first.signature.replace(/%../g, (escape) => escape.toLowerCase()),
      ),
    ).toBe(true);
    expect(verifies(publicOf('acquirer'), signedOf(first), decodeURIComponent(first.signature))).toBe(true);
  });

  it('one byte more, another key, another charset or nonsense never verifies', () => {
    expect(verifies(publicOf('acquirer'), signedOf(first, `${first.body} `), first.signature)).toBe(false);
    expect(verifies(publicOf('acquirer'), signedOf(second), second.signature)).toBe(false);
    expect(verifies(publicOf('acquirer'), { ...signedOf(first), body: Buffer.from(first.body, 'latin1') }, first.signature)).toBe(
      false,
    );
    expect(['', '%', 'AAAA', '%E0%A4%A'].map((text) => verifies(publicOf('acquirer'), signedOf(first), text))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('a header is read with and without blanks, and refused when a part is missing', () => {
    const header = signatureHeader(privateOf(first), signedOf(first), 3);
    expect(parseSignatureHeader(header)).toEqual({ algorithm: 'RSA256', keyVersion: '3', signature: first.signature });
    expect(parseSignatureHeader(header.replaceAll(', ', ','))).toEqual(parseSignatureHeader(header));
    expect(['', 'algorithm=RSA256', 'signature=abc', 'algorithm=RSA256,signature='].map(parseSignatureHeader)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('keys are read as PEM and as one line; what is no RSA key is refused without showing it', () => {
    const { key, oneLinePrivate } = createKeyPair();
    expect(oneLinePublic(readPrivateKey(oneLinePrivate))).toBe(oneLinePublic(key));
    expect(oneLinePublic(readPublicKey(publicOf('acquirer').export({ format: 'pem', type: 'spki' }).toString()))).toBe(
      VECTOR_KEYS.acquirerPublic,
    );
    expect(() => readPublicKey('c2VjcmV0')).toThrow(/^not an RSA public key/);
    expect(() => readPrivateKey('c2VjcmV0')).toThrow(/^(?!.*c2VjcmV0)not an RSA private key/);
  });
});
