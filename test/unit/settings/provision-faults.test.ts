import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { provision } from '../../../main/settings/provision.ts';
import { pkcs12 } from '../keychain/key-forms.ts';
import { DOCUMENT, faultsOf, FILE, OWN, OWN_PUBLIC_KEY, PRIVATE_KEY, withGateway, world } from './provisioning-world.ts';

describe('every fault is listed with its path', () => {
  it('faults of the document and of its keys come together', async () => {
    const { parts } = world({
      ...withGateway({
        privateKey: 'bm90IGEga2V5',
        gatewayPublicKey: { file: 'gone.pem' },
        baseUrl: 'http://shop.example',
        clientId: 'x'.repeat(65),
      }),
      counter: { counterId: 'too-long-for-an-id', name: '' },
      zzz: 1,
    });
    expect(faultsOf(await provision(FILE, parts))).toEqual([
      ['$.counter.counterId', 'wrong-format'],
      ['$.counter.name', 'too-small'],
      ['$.counter.name', 'wrong-format'],
      ['$.gateway.baseUrl', 'wrong-url'],
      ['$.gateway.clientId', 'too-large'],
      ['$.zzz', 'unknown-key'],
      ['$.gateway.privateKey', 'key-unreadable'],
      ['$.gateway.gatewayPublicKey.file', 'file-missing'],
    ]);
  });

  it.each<readonly [string, object, string, string]>([
    ['no gateway in live mode', { gateway: undefined }, '$.gateway', 'missing'],
    ['an unknown key deep inside', { shop: { ...DOCUMENT.shop, colour: 1 } }, '$.shop.colour', 'unknown-key'],
    ['an unknown currency', { shop: { ...DOCUMENT.shop, currency: 'XXX' } }, '$.shop.currency', 'not-allowed'],
    ['an unknown time zone', { shop: { ...DOCUMENT.shop, timeZone: 'Asia/Atlantis' } }, '$.shop.timeZone', 'unknown-time-zone'],
    ['a control character', { shop: { ...DOCUMENT.shop, name: 'a\u001bb' } }, '$.shop.name', 'wrong-format'],
    [
      'a merchant id over 32',
      { merchant: { ...DOCUMENT.merchant, referenceMerchantId: 'm'.repeat(33) } },
      '$.merchant.referenceMerchantId',
      'too-large',
    ],
    ['a printer without host', { printer: { kind: 'tcp' } }, '$.printer.host', 'missing'],
    ['a port that is none', { printer: { kind: 'tcp', host: 'p', port: 70_000 } }, '$.printer.port', 'too-large'],
    ['a foreign code charged', { routing: [{ family: 'wechat', action: 'charge' }] }, '$.routing[0].action', 'not-chargeable'],
    [
      'a routing number where there is none',
      { routing: [{ family: 'alipay', action: 'refuse', routingNumber: '001' }] },
      '$.routing[0].routingNumber',
      'no-routing-number',
    ],
    [
      'limits that contradict each other',
      { limits: { paymentWindowMs: 10_000, pollEveryMs: 20_000 } },
      '$.limits.pollEveryMs',
      'limits-conflict',
    ],
    ['the version missing', { paydeskProvisioning: undefined }, '$.paydeskProvisioning', 'not-allowed'],
  ])('%s', async (_case, change, path, code) => {
    const { parts, state } = world({ ...DOCUMENT, ...change });
    const result = await provision(FILE, parts);
    expect([result.exit, faultsOf(result)]).toEqual([2, [[path, code]]]);
    expect(state.settings).toBeNull();
  });

  it.each<readonly [string, object, string, string]>([
    ['its own public key as that of Alipay+', { gatewayPublicKey: OWN_PUBLIC_KEY }, '$.gateway.gatewayPublicKey', 'key-is-own'],
    ['a private key as that of Alipay+', { gatewayPublicKey: PRIVATE_KEY }, '$.gateway.gatewayPublicKey', 'key-unreadable'],
    [
      'a wrong passphrase',
      { privateKey: { file: 'own.p12', passphrase: 'wrong' } },
      '$.gateway.privateKey',
      'key-passphrase-wrong',
    ],
    ['no passphrase', { privateKey: { file: 'own.p12' } }, '$.gateway.privateKey', 'key-passphrase-needed'],
    ['a misspelt source', { privateKey: { fil: 'own.p12', passphrase: 'x' } }, '$.gateway.privateKey.fil', 'unknown-key'],
    ['a file over 64 kB', { privateKey: { file: 'big.pem' } }, '$.gateway.privateKey.file', 'file-too-large'],
    ['a CA that is none', { ca: 'trust me' }, '$.gateway.ca', 'wrong-certificate'],
    ['a CA file that is none', { ca: { file: 'big.pem' } }, '$.gateway.ca.file', 'file-too-large'],
    ['a path behind the host', { baseUrl: 'https://a.example/x' }, '$.gateway.baseUrl', 'wrong-url'],
    ['a user in the address', { baseUrl: 'https://a:b@c.example' }, '$.gateway.baseUrl', 'wrong-url'],
    ['plain http to another machine', { baseUrl: 'http://127.0.0.1.example' }, '$.gateway.baseUrl', 'wrong-url'],
    [
      'connecting longer than asking',
      { connectTimeoutMs: 9_000, requestTimeoutMs: 8_000 },
      '$.gateway.connectTimeoutMs',
      'limits-conflict',
    ],
  ])('%s', async (_case, change, path, code) => {
    const { parts, files } = world(withGateway(change));
    files.set('/setup/own.p12', pkcs12(OWN, 'words', 'aes256'));
    files.set('/setup/big.pem', Buffer.alloc(70_000, 65));
    const result = await provision(FILE, parts);
    expect(result.exit).toBe(2);
    expect(faultsOf(result)).toContainEqual([path, code]);
  });

  it.each(['http://127.0.0.1:8080', 'http://[::1]:1', 'http://localhost:8080/', 'https://open-na.alipayplus.com:8443'])(
    '%s is a gateway address',
    async (baseUrl) => {
      expect((await provision(FILE, world(withGateway({ baseUrl })).parts)).exit).toBe(0);
    },
  );

  it.each([
    ['no file', '', 'file-missing'],
    ['an empty file', ' ', 'not-json'],
    ['words', 'hello', 'not-json'],
    ['an array', '[]', 'not-an-object'],
    ['a megabyte', `{"a":"${'x'.repeat(1_048_576)}"}`, 'file-too-large'],
    ['deep nesting', `{"a":${'['.repeat(100)}${']'.repeat(100)}}`, 'too-deep'],
    ['__proto__', '{"shop":{"__proto__":{"isAdmin":true}}}', 'forbidden-key'],
    ['constructor', '{"routing":[{"constructor":{}}]}', 'forbidden-key'],
    ['nesting that would break a parser', `{"a":${'['.repeat(500_000)}`, 'not-json'],
  ])('SECURITY: %s is refused', async (_case, text, code) => {
    const { parts, files } = world(text);
    if (text === '') files.clear();
    const result = await provision(FILE, parts);
    expect([result.exit, faultsOf(result)]).toEqual([2, [['$', code]]]);
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
  });

  it('a syntax error is told by line and column, without a word of the file', async () => {
    const { report } = await provision(FILE, world(`{\n  "privateKey": "${PRIVATE_KEY}",,\n}`).parts);
    expect(report).toEqual({
      ok: false,
      faults: [
        { path: '$', code: 'not-json', message: `the file is not JSON (line 2, column ${String(PRIVATE_KEY.length + 20)})` },
      ],
    });
  });

  it('SECURITY: no fault ever quotes a value', async () => {
    const marker = 'S3CR3TMARKER';
    const anywhere = fc.constantFrom(
      'counter',
      'shop',
      'gateway',
      'merchant',
      'store',
      'terminal',
      'printer',
      'routing',
      'mode',
      'limits',
    );
    const shapes = fc.constantFrom<unknown>(marker, [marker], { a: marker }, { file: marker, passphrase: 7 }, { kind: marker }, [
      [marker],
    ]);
    await fc.assert(
      fc.asyncProperty(anywhere, shapes, fc.boolean(), async (section, shape, isInner) => {
        const inner = { ...(Reflect.get(DOCUMENT, section) as object), privateKey: shape, name: shape, host: shape };
        const { report } = await provision(FILE, world({ ...DOCUMENT, [section]: isInner ? inner : shape }).parts);
        return !JSON.stringify(report).includes(marker);
      }),
      { numRuns: 150 },
    );
  });
});
