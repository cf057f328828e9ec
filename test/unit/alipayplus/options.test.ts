import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkOptions, ClientOptionsError, DEFAULT_LIMITS, type ClientOptions } from '../../../main/alipayplus/options.ts';
import { counterOptions } from '../../builders/alipayplus-counter.ts';
import { COUNTER_KEYS } from '../../builders/signing-server.ts';

const faultOf = (changes: Partial<ClientOptions>): string | null => {
  try {
    checkOptions(counterOptions('https://gateway.test', changes));
    return null;
  } catch (error) {
    return error instanceof ClientOptionsError ? error.message : 'another error';
  }
};

describe('the options of a client', () => {
  it('that are well pass, and a prefix may end with a slash', () => {
    expect(faultOf({})).toBeNull();
    expect(checkOptions(counterOptions('https://gateway.test/base/', { pathPrefix: '/v2/' }))).toMatchObject({
      pathPrefix: '/v2',
      url: { basePath: '/base' },
    });
  });

  it.each<[string, Partial<ClientOptions>]>([
    ['insecure-url', { baseUrl: 'http://gateway.test' }],
    ['bad-url', { baseUrl: 'gateway.test' }],
    ['bad-path-prefix', { pathPrefix: 'aps' }],
    ['bad-path-prefix', { pathPrefix: '/aps?x' }],
    ['bad-path-prefix', { pathPrefix: '/a\r\nb' }],
    ['bad-client-id', { clientId: '' }],
    ['bad-client-id', { clientId: 'a\r\nX: y' }],
    ['bad-key-version', { keyVersion: 1.5 }],
    ['bad-gateway-key', { gatewayPublicKey: COUNTER_KEYS.privateKey }],
    ['bad-gateway-key', { gatewayPublicKey: createPublicKey(generateKeyPairSync('ed25519').privateKey) }],
    ['bad-settlement-currency', { settlementCurrency: 'usd' }],
    ['bad-notify-url', { notifyUrl: 'nowhere' }],
    ['bad-agent-token', { agentToken: 'a\nb' }],
    ['bad-utc-offset', { utcOffsetMinutes: () => 1_000 }],
    ['bad-limits', { limits: { readTimeoutMs: 2 ** 31 } }],
    ['bad-limits', { limits: { connectTimeoutMs: 0 } }],
    ['bad-limits', { limits: { lanes: { ...DEFAULT_LIMITS.lanes, ask: { socketsMax: 1, spareCount: 99, idleMsMax: 1 } } } }],
    ['bad-shop: storeName', { shop: { ...counterOptions('').shop, storeName: '' } }],
  ])('are refused with %s', (fault, changes) => {
    expect(faultOf(changes)).toBe(fault);
  });
});
