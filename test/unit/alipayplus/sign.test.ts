import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contentToSign,
  formatSignatureHeader,
  keySigner,
  parseSignatureHeader,
  verifySignature,
  type SignedParts,
} from '../../../main/alipayplus/sign.ts';
import { SIGNATURE_VECTORS, VECTOR_CLIENT_ID, VECTOR_KEYS, type SignatureVector } from '../../builders/signature-vectors.ts';

const privateKey = (base64: string): KeyObject =>
  createPrivateKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'pkcs8' });
const publicKey = (base64: string): KeyObject =>
  createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });

const KEYS = {
  acquirer: { private: privateKey(VECTOR_KEYS.acquirerPrivate), public: publicKey(VECTOR_KEYS.acquirerPublic) },
  gateway: { private: privateKey(VECTOR_KEYS.gatewayPrivate), public: publicKey(VECTOR_KEYS.gatewayPublic) },
};

const partsOf = (vector: SignatureVector): SignedParts => ({
  method: 'POST',
  uri: vector.uri,
  clientId: VECTOR_CLIENT_ID,
  time: vector.time,
  body: Buffer.from(vector.body, 'utf8'),
});

const header = (value: string): string => `algorithm=RSA256, keyVersion=1, signature=${value}`;
const signed = async (key: KeyObject, content: Buffer): Promise<string> =>
  formatSignatureHeader(await keySigner(key)(content), 1);
const lowerEscapes = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());

describe('the signature vectors', () => {
  it('are four', () => {
    expect(SIGNATURE_VECTORS).toHaveLength(4);
  });

  it.each(SIGNATURE_VECTORS)('$name: the content to sign has the published length and hash', (vector) => {
    const content = contentToSign(partsOf(vector));
    expect(content.length).toBe(vector.contentBytes);
    expect(createHash('sha256').update(content).digest('hex')).toBe(vector.contentSha256);
  });

  it.each(SIGNATURE_VECTORS)('$name: the signature is reproduced byte for byte and verifies', async (vector) => {
    const content = contentToSign(partsOf(vector));
    expect(await signed(KEYS[vector.signedBy].private, content)).toBe(header(vector.signature));
    expect(verifySignature(KEYS[vector.signedBy].public, content, header(vector.signature))).toBe(true);
  });

  it.each(SIGNATURE_VECTORS)('$name: lower-case percent escapes and plain base64 verify too', (vector) => {
    const content = contentToSign(partsOf(vector));
    expect(lowerEscapes(vector.signature)).not.toBe(vector.signature);
    expect(verifySignature(KEYS[vector.signedBy].public, content, header(lowerEscapes(vector.signature)))).toBe(true);
    expect(verifySignature(KEYS[vector.signedBy].public, content, header(decodeURIComponent(vector.signature)))).toBe(true);
  });

  it.each(SIGNATURE_VECTORS)('$name: one more byte, another path, time, client or key fails', (vector) => {
    const parts = partsOf(vector);
    const fails = (changed: Partial<SignedParts>, key: KeyObject): void => {
      expect(verifySignature(key, contentToSign({ ...parts, ...changed }), header(vector.signature))).toBe(false);
    };
    const right = KEYS[vector.signedBy].public;
    const wrong = KEYS[vector.signedBy === 'acquirer' ? 'gateway' : 'acquirer'].public;
    fails({ body: Buffer.concat([parts.body, Buffer.from('\n')]) }, right);
    fails({ uri: `${parts.uri}/` }, right);
    fails({ time: vector.time.replace('Z', '+00:00') }, right);
    fails({ clientId: VECTOR_CLIENT_ID.toLowerCase() }, right);
    fails({}, wrong);
  });

  it('a body with a two-byte letter fails for a signer that writes Latin-1', () => {
    const [first] = SIGNATURE_VECTORS;
    const latin = { ...partsOf(first as SignatureVector), body: Buffer.from(first?.body ?? '', 'latin1') };
    expect(verifySignature(KEYS.acquirer.public, contentToSign(latin), header(first?.signature ?? ''))).toBe(false);
  });
});

describe('a Signature header', () => {
  const read = { keyVersion: 1, signature: Buffer.from([0xfb, 0xff, 0xbe]) };

  it.each([
    ['the documented form', 'algorithm=RSA256, keyVersion=1, signature=%2B%2F%2B%2B', read],
    ['no blank after the comma', 'algorithm=RSA256,keyVersion=1,signature=%2B%2F%2B%2B', read],
    ['blanks everywhere', ' algorithm = RSA256 ,\tkeyVersion = 1 ,  signature = %2B%2F%2B%2B ', read],
    ['names in other case', 'ALGORITHM=rsa256, keyversion=1, Signature=%2b%2f%2B%2B', read],
    ['another order', 'signature=%2B%2F%2B%2B, keyVersion=1, algorithm=RSA256', read],
    ['plain base64', 'algorithm=RSA256, keyVersion=1, signature=+/++', read],
    ['plain padding', 'algorithm=RSA256, keyVersion=0, signature=QQ==', { keyVersion: 0, signature: Buffer.from('A') }],
    ['escaped padding', 'algorithm=RSA256, keyVersion=17, signature=QQ%3d%3D', { keyVersion: 17, signature: Buffer.from('A') }],
    ['a negative key version', 'algorithm=RSA256, keyVersion=-1, signature=QQ', { keyVersion: -1, signature: Buffer.from('A') }],
    ['the signature alone', 'signature=QQ', { keyVersion: null, signature: Buffer.from('A') }],
    [
      'an unknown parameter',
      'algorithm=RSA256, keyVersion=1, colour=blue, signature=QQ',
      { keyVersion: 1, signature: Buffer.from('A') },
    ],
  ])('is read: %s', (_name, text, expected) => {
    expect(parseSignatureHeader(text)).toEqual(expected);
  });

  it.each([
    ['nothing', ''],
    ['no signature', 'algorithm=RSA256, keyVersion=1'],
    ['an empty signature', 'algorithm=RSA256, keyVersion=1, signature='],
    ['another algorithm', 'algorithm=none, keyVersion=1, signature=QQ'],
    ['a key version that is no number', 'algorithm=RSA256, keyVersion=one, signature=QQ'],
    ['two signatures', 'signature=QQ, signature=QQ'],
    ['a broken escape', 'signature=%G1'],
    ['an escape cut short', 'signature=QQ%3'],
    ['letters base64 does not have', 'signature=Q*Q'],
    ['a part without a name', 'signature=QQ, =1'],
    ['a word alone', 'RSA256, signature=QQ'],
  ])('is refused: %s', (_name, text) => {
    expect(parseSignatureHeader(text)).toBeNull();
    expect(verifySignature(KEYS.gateway.public, Buffer.from('x'), text)).toBe(false);
  });

  it('with a key that cannot verify is a failed check and not an exception', () => {
    expect(verifySignature(KEYS.gateway.private, Buffer.from('x'), header('QQ'))).toBe(false);
  });
});

describe('sign and verify', () => {
  const parts = fc.record({ uri: fc.webPath(), time: fc.string(), body: fc.uint8Array({ minLength: 1, maxLength: 400 }) });

  it('agree about any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(parts, async ({ uri, time, body }) => {
        const content = contentToSign({ method: 'POST', uri, clientId: 'C', time, body: Buffer.from(body) });
        expect(verifySignature(KEYS.gateway.public, content, await signed(KEYS.gateway.private, content))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('notice any changed byte', async () => {
    await fc.assert(
      fc.asyncProperty(parts, fc.nat(), fc.integer({ min: 1, max: 255 }), async ({ uri, time, body }, at, flip) => {
        const content = contentToSign({ method: 'POST', uri, clientId: 'C', time, body: Buffer.from(body) });
        const text = await signed(KEYS.gateway.private, content);
        const index = at % content.length;
        content.writeUInt8(content.readUInt8(index) ^ flip, index);
        expect(verifySignature(KEYS.gateway.public, content, text)).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  it('notice any changed byte of the signature', async () => {
    const content = Buffer.from('content');
    const signature = await keySigner(KEYS.gateway.private)(content);
    fc.assert(
      fc.property(fc.nat(255), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Buffer.from(signature);
        changed.writeUInt8(changed.readUInt8(at) ^ flip, at);
        expect(verifySignature(KEYS.gateway.public, content, formatSignatureHeader(changed, 1))).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it('never throw on any header', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(verifySignature(KEYS.gateway.public, Buffer.from('x'), text)).toBe(false);
      }),
    );
  });
});
