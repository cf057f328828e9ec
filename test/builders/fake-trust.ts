import { createHmac } from 'node:crypto';
import type { Trust } from '../../main/notify/trust.ts';

/** A trust that knows one shared word instead of keys, for tests of what stands around it; it keeps every promise of the port. */
export function fakeTrust(clientId: string, word: string, isFresh: (requestTimeMs: number) => boolean): Trust {
  const seal = (uri: string, time: string, body: Buffer): string => sealOf(word, uri, time, body);
  const refusal: Trust['refusal'] = (headers) => {
    const time = headers['request-time'];
    if (typeof headers['signature'] !== 'string' || typeof time !== 'string' || time === '') return 'unsigned';
    if (headers['client-id'] !== clientId) return 'wrong-client';
    return Number.isNaN(Date.parse(time)) || !isFresh(Date.parse(time)) ? 'stale' : null;
  };
  return {
    refusal,
    vouch: ({ uri, headers, body }) => {
      const fault = refusal(headers);
      if (fault !== null) return { ok: false, fault };
      const time = String(headers['request-time']);
      if (headers['signature'] !== seal(uri, time, body)) return { ok: false, fault: 'bad-signature' };
      return { ok: true, requestTimeMs: Date.parse(time) };
    },
    sign: (uri, body) => {
      const time = new Date().toISOString();
      return Promise.resolve({ 'Client-Id': clientId, 'Response-Time': time, Signature: seal(uri, time, body) });
    },
  };
}

/** What the fake takes for a signature. */
export const sealOf = (word: string, uri: string, time: string, body: Buffer): string =>
  createHmac('sha256', word).update(`${uri}\n${time}\n`).update(body).digest('hex');
