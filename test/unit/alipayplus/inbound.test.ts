import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createInbound, type InboundParts } from '../../../main/alipayplus/inbound.ts';
import { keySigner } from '../../../main/alipayplus/sign.ts';
import { message, NOTIFY_PATH, type Sent } from '../../builders/notify-sender.ts';
import { SIGNATURE_VECTORS, VECTOR_CLIENT_ID, VECTOR_KEYS } from '../../builders/signature-vectors.ts';

const der = (base64: string) => Buffer.from(base64, 'base64');
const publicKey = createPublicKey({ key: der(VECTOR_KEYS.gatewayPublic), format: 'der', type: 'spki' });
const privateKey = createPrivateKey({ key: der(VECTOR_KEYS.acquirerPrivate), format: 'der', type: 'pkcs8' });

const inbound = (change: Partial<InboundParts> = {}) =>
  createInbound({
    clientId: VECTOR_CLIENT_ID,
    keyVersion: 1,
    signer: keySigner(privateKey),
    gatewayPublicKey: publicKey,
    isFresh: () => true,
    nowIso: () => '2025-02-20T08:51:55Z',
    ...change,
  });

/** Headers as Node hands them over: names in lower case. */
const arrived = (headers: Readonly<Record<string, string>>): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const vector = (name: string) => {
  const found = SIGNATURE_VECTORS.find((each) => each.name.startsWith(name));
  if (found === undefined) throw new Error(`no vector ${name}`);
  return found;
};

function vouch(sent: Sent = {}, change: Partial<InboundParts> = {}, uri = NOTIFY_PATH) {
  const { body, headers } = message(sent);
  return inbound(change).vouch({ uri, headers: arrived(headers), body });
}

describe('a message that came by itself', () => {
  it('is believed when Alipay+ signed exactly it, for us, just now', () => {
    expect(vouch({ time: '2025-02-20T08:51:55.253Z' })).toEqual({
      ok: true,
      requestTimeMs: Date.UTC(2025, 1, 20, 8, 51, 55, 253),
    });
  });

  it('agrees with the published vector of a notification', () => {
    const { uri, time, body, signature } = vector('V3');
    const headers = {
      'client-id': VECTOR_CLIENT_ID,
      'request-time': time,
      signature: `algorithm=RSA256,keyVersion=0,signature=${signature}`,
    };
    expect(inbound().vouch({ uri, headers, body: Buffer.from(body) })).toMatchObject({ ok: true });
  });

  it.each<[string, Sent, string]>([
    ['no signature', { headers: { Signature: null } }, 'unsigned'],
    ['an empty signature', { headers: { Signature: '' } }, 'unsigned'],
    ['no time', { headers: { 'Request-Time': null } }, 'unsigned'],
    ['no client', { headers: { 'Client-Id': null } }, 'wrong-client'],
    ['another client', { clientId: 'SANDBOX_5TEST00000000002' }, 'wrong-client'],
    ['the client twice', { headers: { 'Client-Id': `${VECTOR_CLIENT_ID}, ${VECTOR_CLIENT_ID}` } }, 'wrong-client'],
    ['a time without a zone', { time: '2025-02-20T08:51:55' }, 'stale'],
    ['epoch milliseconds', { time: '1740041515000' }, 'stale'],
    ['another time than the signed one', { headers: { 'Request-Time': '2025-02-20T08:51:56Z' } }, 'bad-signature'],
    ['a signature that is none', { headers: { Signature: 'algorithm=RSA256, keyVersion=1, signature=AAAA' } }, 'bad-signature'],
    ['another algorithm', { headers: { Signature: 'algorithm=HMAC, keyVersion=1, signature=AAAA' } }, 'bad-signature'],
    ['signed by somebody else', { key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }, 'bad-signature'],
    ['signed with our own key', { key: privateKey }, 'bad-signature'],
    ['signed for another path', { uri: '/alipayplus/initiateRetrieval' }, 'bad-signature'],
  ])('SECURITY: %s is not believed', (_what, sent, fault) => {
    expect(vouch(sent)).toEqual({ ok: false, fault });
  });

  it('SECURITY: one changed byte of the body is enough', () => {
    const { body, headers } = message();
    body.writeUInt8(body.readUInt8(40) ^ 1, 40);
    expect(inbound().vouch({ uri: NOTIFY_PATH, headers: arrived(headers), body })).toEqual({ ok: false, fault: 'bad-signature' });
  });

  it('what can be said before the body comes is said before', () => {
    const { headers } = message();
    expect(inbound().refusal(arrived(headers))).toBeNull();
    expect(inbound({ isFresh: () => false }).refusal(arrived(headers))).toBe('stale');
    expect(inbound().refusal({})).toBe('unsigned');
  });

  it('is held against Alipay+’s clock, with the time that it carries', () => {
    const asked: number[] = [];
    const isFresh = (atMs: number) => asked.push(atMs) > 0 && false;
    expect(vouch({ time: '2025-02-20T16:51:55+08:00' }, { isFresh })).toEqual({ ok: false, fault: 'stale' });
    expect(asked).toEqual([Date.UTC(2025, 1, 20, 8, 51, 55)]);
  });
});

describe('our answer', () => {
  it('is signed over the same path, as the published vector has it', async () => {
    const { uri, body, signature } = vector('V4');
    expect(await inbound().sign(uri, Buffer.from(body))).toEqual({
      'Client-Id': VECTOR_CLIENT_ID,
      'Response-Time': '2025-02-20T08:51:55Z',
      Signature: `algorithm=RSA256, keyVersion=1, signature=${signature}`,
    });
  });

  it('is not given when the key cannot sign', async () => {
    const broken = inbound({ signer: () => Promise.reject(new Error('locked')) });
    await expect(broken.sign(NOTIFY_PATH, Buffer.from('{}'))).rejects.toThrow('locked');
  });
});
