import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../simulator/gateway/settings.ts';
import { parseSignatureHeader } from '../../../simulator/gateway/sign.ts';
import { checkWire, type WireRequest, type WireTools } from '../../../simulator/gateway/wire.ts';
import { START_MS } from './gateway-bench.ts';

const tools = (change: Partial<WireTools> = {}): WireTools => ({
  hasKey: () => true,
  readSignature: parseSignatureHeader,
  verifies: () => true,
  decode: (bytes) => Buffer.from(bytes).toString('utf8'),
  ...change,
});
const good: WireRequest = {
  method: 'POST',
  uri: '/aps/api/v1/payments/pay',
  body: Buffer.from('{}'),
  headers: {
    'content-type': 'application/json; charset=UTF-8',
    'client-id': DEFAULT_SETTINGS.clientId,
    'request-time': '2025-02-20T16:51:49+08:00',
    signature: 'algorithm=RSA256, keyVersion=1, signature=abc',
  },
};
type Merged = {
  readonly request: Partial<WireRequest>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly bent: Partial<WireTools>;
};
const check = (
  change: Partial<WireRequest>,
  headers: Readonly<Record<string, string | undefined>> = {},
  with_: Partial<WireTools> = {},
) => {
  const checked = checkWire(
    { ...good, ...change, headers: { ...good.headers, ...headers } },
    DEFAULT_SETTINGS,
    START_MS,
    tools(with_),
  );
  return checked.ok ? 'ok' : checked.code;
};

describe('the checks before the books', () => {
  it('a good request passes, with a query and with any keyVersion too', () => {
    expect(check({})).toBe('ok');
    expect(check({ uri: `${good.uri}?trace=1` })).toBe('ok');
    expect(check({}, { signature: 'algorithm=RSA256,keyVersion=0,signature=abc', 'content-type': undefined })).toBe('ok');
  });

  it('come in their order: each wrong thing is hidden by the one before it', () => {
    const wrongs: readonly (readonly [
      string,
      Partial<WireRequest>,
      Readonly<Record<string, string | undefined>>,
      Partial<WireTools>,
    ])[] = [
      ['METHOD_NOT_SUPPORTED', { method: 'GET' }, {}, {}],
      ['NO_INTERFACE_DEF', { uri: '/aps/api/v1/payments/inquirePayment' }, {}, {}],
      ['MEDIA_TYPE_NOT_ACCEPTABLE', {}, { 'content-type': 'text/plain' }, {}],
      ['INVALID_CLIENT', {}, { 'client-id': 'somebody' }, {}],
      ['KEY_NOT_FOUND', {}, {}, { hasKey: () => false }],
      ['INVALID_SIGNATURE', {}, {}, { verifies: () => false }],
      ['PARAM_ILLEGAL', {}, { 'request-time': '2025-02-20T16:46:48.999+08:00' }, {}],
      ['PARAM_ILLEGAL', { body: Buffer.from('[]') }, {}, {}],
    ];
    wrongs.forEach(([code], at) => {
      const rest = wrongs.slice(at);
      const merged = rest.reduce<Merged>(
        (sum, [, request, headers, bent]) => ({
          request: { ...request, ...sum.request },
          headers: { ...headers, ...sum.headers },
          bent: { ...bent, ...sum.bent },
        }),
        { request: {}, headers: {}, bent: {} },
      );
      expect(check(merged.request, merged.headers, merged.bent)).toBe(code);
    });
  });

  it.each([
    ['a missing client', { 'client-id': undefined }, 'INVALID_CLIENT'],
    ['a missing signature', { signature: undefined }, 'INVALID_SIGNATURE'],
    ['another algorithm', { signature: 'algorithm=RSA1, keyVersion=1, signature=abc' }, 'INVALID_SIGNATURE'],
    ['another charset', { 'content-type': 'application/json; charset=GBK' }, 'MEDIA_TYPE_NOT_ACCEPTABLE'],
    ['a missing time', { 'request-time': undefined }, 'PARAM_ILLEGAL'],
    ['epoch milliseconds', { 'request-time': String(START_MS) }, 'PARAM_ILLEGAL'],
    ['a time without zone', { 'request-time': '2025-02-20T16:51:49' }, 'PARAM_ILLEGAL'],
    ['a time five minutes ahead', { 'request-time': '2025-02-20T08:56:49Z' }, 'ok'],
    ['a time further ahead', { 'request-time': '2025-02-20T08:56:49.001Z' }, 'PARAM_ILLEGAL'],
  ])('%s', (_name, headers, expected) => {
    expect(check({}, headers)).toBe(expected);
  });

  it('the time check can be switched off, but a time must still be one', () => {
    const settings = { ...DEFAULT_SETTINGS, requestTimeToleranceMs: null };
    const at = (time: string) =>
      checkWire({ ...good, headers: { ...good.headers, 'request-time': time } }, settings, START_MS, tools()).ok;
    expect([at('1999-01-01T00:00:00Z'), at('yesterday')]).toEqual([true, false]);
  });
});
