import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryVault } from '../../../main/keychain/memory-vault.ts';
import { importPrivateKey } from '../../../main/keychain/private-key.ts';
import type { Vault, VaultFault } from '../../../main/keychain/vault-port.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';
import { provision, type ProvisionResult } from '../../../main/settings/provision.ts';
import { pem, pkcs12 } from '../keychain/key-forms.ts';
import { DOCUMENT, GATEWAY_KEY, OWN, OWN_PUBLIC_KEY, PRIVATE_KEY, world } from './provisioning-world.ts';

const FILE = '/setup/counter.json';
const withGateway = (gateway: object) => ({ ...DOCUMENT, gateway: { ...DOCUMENT.gateway, ...gateway } });
const faultsOf = ({ report }: ProvisionResult): readonly (readonly [string, string])[] =>
  report.ok ? [] : report.faults.map(({ path, code }) => [path, code] as const);

/** A vault whose keychain has the given fault. */
const brokenVault = (code: VaultFault): Vault => ({
  ...memoryVault(),
  put: () => Promise.resolve({ ok: false, code }),
  remove: () => Promise.resolve({ ok: false, code }),
});

describe('setting up a counter', () => {
  it('puts the key into the vault and everything else into valid settings', async () => {
    const { parts, vault, state } = world();
    const result = await provision(FILE, parts);
    expect(result.exit).toBe(0);
    expect(settingsSchema.safeParse(state.settings).success).toBe(true);
    expect(state.settings).toMatchObject({
      mode: 'live',
      gateway: { clientId: 'SANDBOX_1', pathPrefix: '/aps/api/v1', gatewayPublicKey: GATEWAY_KEY, ca: null },
      keyRing: [{ keyVersion: 1, state: 'active', vaultName: 'signing-key-1-1' }],
      printer: { kind: 'none' },
    });
    expect(await vault.lend('signing-key-1-1', (secret) => secret)).toEqual({ ok: true, value: PRIVATE_KEY });
  });

  it('says the public key, both fingerprints and which file still holds the secret, and never the secret', async () => {
    const { parts, state, files } = world();
    const { report } = await provision(FILE, parts);
    expect(report).toMatchObject({
      ok: true,
      publicKey: OWN_PUBLIC_KEY,
      keyVersion: 1,
      fileDeleted: false,
      filesHoldingSecrets: [FILE],
    });
    expect(JSON.stringify([report, state.settings])).not.toContain(PRIVATE_KEY.slice(40, 80));
    expect(files.has(FILE)).toBe(true);
  });

  it('deletes the file when asked, and then says that it is gone', async () => {
    const { parts, files } = world(DOCUMENT, { deleteFile: true });
    const { report } = await provision(FILE, parts);
    expect(report).toMatchObject({ fileDeleted: true, filesHoldingSecrets: [], notes: [] });
    expect(files.size).toBe(0);
  });

  it('never deletes a file that it refused', async () => {
    const { parts, files } = world({ ...DOCUMENT, extra: 1 }, { deleteFile: true });
    expect((await provision(FILE, parts)).exit).toBe(2);
    expect(files.has(FILE)).toBe(true);
  });

  it('finds key files beside the document and names them as holding the secret', async () => {
    const { parts, files } = world(
      withGateway({ privateKey: { file: 'keys/own.p12', passphrase: 'words' }, gatewayPublicKey: { file: 'their.txt' } }),
      { deleteFile: true },
    );
    files.set('/setup/keys/own.p12', pkcs12(OWN, 'words', 'aes256'));
    files.set('/setup/their.txt', Buffer.from(GATEWAY_KEY));
    const { report } = await provision(FILE, parts);
    expect(report).toMatchObject({
      ok: true,
      publicKey: OWN_PUBLIC_KEY,
      fileDeleted: true,
      filesHoldingSecrets: ['/setup/keys/own.p12'],
    });
    expect(files.has('/setup/keys/own.p12')).toBe(true);
  });

  it('takes an encrypted key inline', async () => {
    const text = pem(OWN, 'pkcs8', { cipher: 'aes-256-cbc', passphrase: 'words' });
    const { parts } = world(withGateway({ privateKey: { text, passphrase: 'words' } }));
    expect((await provision(FILE, parts)).exit).toBe(0);
  });

  it('needs no keychain for practice mode without a gateway', async () => {
    const { gateway: _gateway, ...rest } = DOCUMENT;
    const { parts, state } = world({ ...rest, mode: 'practice' }, { vault: brokenVault('keychain-missing') });
    expect((await provision(FILE, parts)).exit).toBe(0);
    expect(settingsSchema.safeParse(state.settings).success).toBe(true);
  });

  it('setting up again replaces the key and removes the former one', async () => {
    const { parts, vault } = world();
    await provision(FILE, parts);
    const again = await provision(FILE, parts);
    expect(again.report).toMatchObject({ ok: true, notes: [] });
    expect(await vault.has('signing-key-1-1')).toBe('absent');
    expect(await vault.has('signing-key-1-2')).toBe('present');
  });

  it('the example of the documentation works as it is printed', async () => {
    const example = /```json\n([\s\S]+?)```/.exec(readFileSync('docs/provisioning.md', 'utf8'))?.[1] ?? '';
    const { parts, files, state } = world(example);
    files.set('/setup/keys/acquirer.p12', pkcs12(OWN, 'the passphrase of that file', 'aes256'));
    files.set('/setup/keys/alipayplus-public.pem', Buffer.from(GATEWAY_KEY));
    expect((await provision(FILE, parts)).exit).toBe(0);
    expect(settingsSchema.safeParse(state.settings).success).toBe(true);
  });
});

describe('nothing half done', () => {
  it.each(['keychain-missing', 'keychain-locked', 'keychain-timeout', 'keychain-denied', 'keychain-broken'] as const)(
    '%s is exit 3 and leaves the settings alone',
    async (code) => {
      const { parts, state, files } = world(DOCUMENT, { vault: brokenVault(code), deleteFile: true });
      const result = await provision(FILE, parts);
      expect([result.exit, faultsOf(result)]).toEqual([3, [['$', code]]]);
      expect(state.settings).toBeNull();
      expect(files.has(FILE)).toBe(true);
    },
  );

  it.each(['settings-disk-full', 'settings-read-only', 'settings-write-failed'] as const)(
    '%s is exit 2, takes the new key out again and keeps the old one',
    async (code) => {
      const { parts, state, vault } = world();
      await provision(FILE, parts);
      const before = state.settings;
      state.refusal = code;
      const result = await provision(FILE, parts);
      expect([result.exit, faultsOf(result)]).toEqual([2, [['$', code]]]);
      expect(state.settings).toBe(before);
      expect([await vault.has('signing-key-1-1'), await vault.has('signing-key-1-2')]).toEqual(['present', 'absent']);
    },
  );

  it('a former key that cannot be removed is noted and stops nothing', async () => {
    const vault = memoryVault();
    const { parts } = world(DOCUMENT, { vault });
    await provision(FILE, parts);
    const stubborn = { ...parts, vault: { ...vault, remove: () => Promise.resolve({ ok: false, code: 'keychain-timeout' }) } };
    const result = await provision(FILE, stubborn);
    expect(result.report).toMatchObject({ ok: true, notes: [{ code: 'keychain-timeout' }] });
  });

  it('faults come before the keychain: a bad file on a machine without keychain is exit 2', async () => {
    const { parts } = world({ ...DOCUMENT, mode: 'loud' }, { vault: brokenVault('keychain-missing') });
    expect((await provision(FILE, parts)).exit).toBe(2);
  });
});

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

it('the key that is stored is the key that was given, in one form for all forms', async () => {
  const { parts, vault } = world(withGateway({ privateKey: pem(OWN, 'pkcs1') }));
  await provision(FILE, parts);
  const stored = await vault.lend('signing-key-1-1', (secret) => importPrivateKey(secret, null));
  expect(stored.ok && stored.value.ok && stored.value.key.publicKey.oneLine).toBe(OWN_PUBLIC_KEY);
});
