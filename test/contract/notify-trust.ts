import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Trust } from '../../main/notify/trust.ts';

/** One trust under test, and both other ends: who sends to it, and who reads its answers. */
export type TrustUnderTest = {
  readonly trust: Trust;
  readonly clientId: string;
  /** The headers, names in lower case, that a genuine message with this body to this place has at this time. */
  readonly genuine: (uri: string, body: Buffer, time: string) => IncomingHttpHeaders;
  /** True when these headers make the body a signed answer to a message sent to `uri`. */
  readonly isSigned: (uri: string, body: Buffer, headers: Readonly<Record<string, string>>) => boolean;
  /** From now on this much of every message's time counts as fresh; the listener never judges a time itself. */
  readonly age: (isFresh: boolean) => void;
};

const URI = '/alipayplus/notifyPayment';
const BODY = Buffer.from('{"paymentRequestId":"T1-P-1"}');
const TIME = '2025-02-20T08:51:55.253Z';

/** What the listener relies on, whatever the keys are made of. */
export function trustConformance(name: string, open: () => TrustUnderTest): void {
  describe(`${name} honours Trust`, () => {
    it('vouches for a genuine message and reads its time', () => {
      const { trust, genuine } = open();
      const headers = genuine(URI, BODY, TIME);
      expect(trust.refusal(headers)).toBeNull();
      expect(trust.vouch({ uri: URI, headers, body: BODY })).toEqual({ ok: true, requestTimeMs: Date.parse(TIME) });
    });

    it('SECURITY: never vouches for another body, place, time or client', () => {
      const { trust, genuine } = open();
      const headers = genuine(URI, BODY, TIME);
      const vouch = (change: Partial<Parameters<Trust['vouch']>[0]>) => trust.vouch({ uri: URI, headers, body: BODY, ...change });
      expect(vouch({ body: Buffer.concat([BODY, Buffer.from(' ')]) })).toEqual({ ok: false, fault: 'bad-signature' });
      expect(vouch({ uri: '/elsewhere' })).toEqual({ ok: false, fault: 'bad-signature' });
      expect(vouch({ headers: { ...headers, 'request-time': '2025-02-20T08:51:56Z' } }).ok).toBe(false);
      expect(vouch({ headers: { ...headers, 'client-id': 'SOMEBODY' } })).toEqual({ ok: false, fault: 'wrong-client' });
    });

    it('SECURITY: a message that says nothing of itself is unsigned, and never throws', () => {
      const { trust, clientId } = open();
      expect(trust.refusal({})).toBe('unsigned');
      expect(trust.vouch({ uri: URI, headers: { 'client-id': clientId }, body: BODY })).toEqual({ ok: false, fault: 'unsigned' });
    });

    it('an old message is stale, before and after its body is read', () => {
      const { trust, genuine, age } = open();
      age(false);
      const headers = genuine(URI, BODY, TIME);
      expect(trust.refusal(headers)).toBe('stale');
      expect(trust.vouch({ uri: URI, headers, body: BODY })).toEqual({ ok: false, fault: 'stale' });
    });

    it('refuses before the body only what it would refuse after it', () => {
      const { trust, genuine, clientId } = open();
      const whole = genuine(URI, BODY, TIME);
      for (const left of ['signature', 'request-time', 'client-id']) {
        const headers = Object.fromEntries(Object.entries(whole).filter(([header]) => header !== left));
        const early = trust.refusal(headers);
        expect(early).not.toBeNull();
        expect(trust.vouch({ uri: URI, headers, body: BODY })).toEqual({ ok: false, fault: early });
      }
      expect(whole['client-id']).toBe(clientId);
    });

    it('signs its answer over the place, its own time and every byte', async () => {
      const { trust, isSigned, clientId } = open();
      const answer = Buffer.from('{"result":{}}');
      const headers = await trust.sign(URI, answer);
      expect(headers['Client-Id']).toBe(clientId);
      expect(isSigned(URI, answer, headers)).toBe(true);
      expect(isSigned(URI, Buffer.from('{"result":{"x":1}}'), headers)).toBe(false);
      expect(isSigned('/elsewhere', answer, headers)).toBe(false);
      expect(isSigned(URI, answer, { ...headers, 'Response-Time': '2020-01-01T00:00:00Z' })).toBe(false);
    });
  });
}
