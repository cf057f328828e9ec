import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Vault } from '../../../main/keychain/vault-port.ts';
import { provision } from '../../../main/settings/provision.ts';
import { settingsSchema, type Settings } from '../../../main/settings/schema.ts';
import { notifyPlan } from '../../../main/worlds/notify-plan.ts';
import { memoryVault } from '../../../main/keychain/memory-vault.ts';
import { makePki } from '../../builders/certificates.ts';
import { DOCUMENT, faultsOf, FILE, PRIVATE_KEY, world } from '../settings/provisioning-world.ts';

const { server } = makePki('pay.example');
const PUBLIC_URL = 'https://pay.example/till-1';
const OPEN = { host: '0.0.0.0', port: 8443, publicUrl: PUBLIC_URL };

/** Where a counter with these settings listens. */
const planOf = (settings: Settings | null, vault: Vault) => notifyPlan(settings?.notify ?? null, vault);

const withNotify = (notify: object) => ({ ...DOCUMENT, notify });
const inline = { certificate: server.cert, privateKey: server.key };

describe('setting up the listener', () => {
  it('without the section it stays off', async () => {
    const { parts, state } = world();
    await provision(FILE, parts);
    expect(state.settings?.notify).toBeNull();
  });

  it('settings from before there was one are read as off', async () => {
    const { parts, state } = world();
    await provision(FILE, parts);
    const { notify: _notify, ...before } = state.settings ?? { notify: null };
    expect(settingsSchema.parse(before).notify).toBeNull();
  });

  it('behind a proxy on this machine it needs a port and the public address', async () => {
    const { parts, state } = world(withNotify({ port: 8080, publicUrl: PUBLIC_URL }));
    expect((await provision(FILE, parts)).exit).toBe(0);
    expect(state.settings?.notify).toEqual({
      host: '127.0.0.1',
      port: 8080,
      pathPrefix: '/alipayplus',
      publicUrl: PUBLIC_URL,
      tls: null,
    });
    expect(planOf(state.settings, memoryVault())).toMatchObject({ publicUrl: PUBLIC_URL, tls: null });
  });

  it('takes certificate and key in: the key goes to the vault, and the listener gets both back from there', async () => {
    const vault = memoryVault();
    const { parts, state } = world(withNotify({ ...OPEN, tls: inline }), { vault });
    const { exit, report } = await provision(FILE, parts);
    expect(exit).toBe(0);
    expect(report).toMatchObject({ filesHoldingSecrets: [FILE] });
    expect(state.settings?.notify?.tls).toEqual({ kind: 'keychain', certificate: server.cert, vaultName: 'notify-tls-1' });
    const secret = server.key.split('\n')[3] ?? 'none';
    expect(JSON.stringify([report, state.settings])).not.toContain(secret);
    expect(await planOf(state.settings, vault)?.tls?.()).toMatchObject({
      ok: true,
      tls: { cert: server.cert },
    });
    await vault.remove('notify-tls-1');
    expect(await planOf(state.settings, vault)?.tls?.()).toEqual({ ok: false, fault: 'keychain' });
  });

  it('names files that stay where they are, with their whole path', async () => {
    const { parts, state, files } = world(
      withNotify({ ...OPEN, tls: { certificateFile: 'tls/chain.pem', keyFile: '/etc/tls/key.pem' } }),
    );
    files.set('/setup/tls/chain.pem', Buffer.from(server.cert));
    files.set('/etc/tls/key.pem', Buffer.from(server.key));
    const { report } = await provision(FILE, parts);
    expect(report).toMatchObject({ ok: true, filesHoldingSecrets: [FILE] });
    expect(state.settings?.notify?.tls).toEqual({
      kind: 'files',
      certificateFile: '/setup/tls/chain.pem',
      keyFile: '/etc/tls/key.pem',
    });
  });

  it('setting up again takes the former key out of the vault', async () => {
    const vault = memoryVault();
    const { parts, files } = world(withNotify({ ...OPEN, tls: inline }), { vault });
    await provision(FILE, parts);
    files.set(FILE, Buffer.from(JSON.stringify(DOCUMENT)));
    expect((await provision(FILE, parts)).report).toMatchObject({ ok: true, notes: [] });
    expect(await vault.has('notify-tls-1')).toBe('absent');
  });

  it('nothing is half done: when the settings cannot be written both keys are taken back', async () => {
    const vault = memoryVault();
    const { parts, state } = world(withNotify({ ...OPEN, tls: inline }), { vault });
    state.refusal = 'settings-disk-full';
    expect((await provision(FILE, parts)).exit).toBe(2);
    expect(await Promise.all(['notify-tls-1', 'signing-key-1-2', 'signing-key-1-1'].map((name) => vault.has(name)))).toEqual([
      'absent',
      'absent',
      'absent',
    ]);
  });

  it('the key of a certificate may be of an elliptic curve', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const { parts } = world(withNotify({ ...OPEN, tls: { certificate: server.cert, privateKey: pem } }));
    expect(faultsOf(await provision(FILE, parts))).toEqual([['$.notify.tls.privateKey', 'certificate-mismatch']]);
  });

  it.each<[string, object, readonly (readonly [string, string])[]]>([
    ['a listener for all the world without TLS', OPEN, [['$.notify.tls', 'tls-required']]],
    ['no port', { publicUrl: PUBLIC_URL }, [['$.notify.port', 'missing']]],
    ['a port beyond all ports', { port: 70_000 }, [['$.notify.port', 'too-large']]],
    ['a path with a question', { port: 1, pathPrefix: '/a?b' }, [['$.notify.pathPrefix', 'wrong-format']]],
    ['a path that ends with a slash', { port: 1, pathPrefix: '/a/' }, [['$.notify.pathPrefix', 'wrong-format']]],
    ['a public address that is not https', { port: 1, publicUrl: 'http://pay.example/a' }, [['$.notify.publicUrl', 'wrong-url']]],
    [
      'a public address with a question',
      { port: 1, publicUrl: 'https://pay.example/a?b=1' },
      [['$.notify.publicUrl', 'wrong-url']],
    ],
    ['a public address with a user', { port: 1, publicUrl: 'https://u:p@pay.example/' }, [['$.notify.publicUrl', 'wrong-url']]],
    [
      'a public path that libraries write in two ways',
      { port: 1, publicUrl: 'https://pay.example/a%20b' },
      [['$.notify.publicUrl', 'wrong-url']],
    ],
    ['a public address that is none', { port: 1, publicUrl: 'pay.example' }, [['$.notify.publicUrl', 'wrong-url']]],
    ['a setting nobody knows', { port: 1, ports: 2 }, [['$.notify.ports', 'unknown-key']]],
    ['half a certificate', { port: 1, tls: { certificateFile: 'a' } }, [['$.notify.tls.keyFile', 'missing']]],
    [
      'a certificate that is none',
      { port: 1, tls: { certificate: 'x', privateKey: server.key } },
      [['$.notify.tls.certificate', 'wrong-certificate']],
    ],
    [
      'a key that is none',
      { port: 1, tls: { certificate: server.cert, privateKey: 'x' } },
      [['$.notify.tls.privateKey', 'key-unreadable']],
    ],
    [
      'the key of another certificate',
      { port: 1, tls: { certificate: server.cert, privateKey: makePki('x').server.key } },
      [['$.notify.tls.privateKey', 'certificate-mismatch']],
    ],
    [
      'files that are not there',
      { port: 1, tls: { certificateFile: 'a.pem', keyFile: 'b.pem' } },
      [
        ['$.notify.tls.certificateFile', 'file-missing'],
        ['$.notify.tls.keyFile', 'file-missing'],
      ],
    ],
    [
      'a key file that is not there',
      { port: 1, tls: { certificate: server.cert, privateKey: { file: 'b.pem' } } },
      [['$.notify.tls.privateKey.file', 'file-missing']],
    ],
  ])('%s is refused with its path and code, and nothing secret is said', async (_what, notify, expected) => {
    const { parts, state } = world(withNotify(notify));
    const result = await provision(FILE, parts);
    expect([result.exit, faultsOf(result)]).toEqual([2, expected]);
    expect(state.settings).toBeNull();
    expect(JSON.stringify(result)).not.toContain(PRIVATE_KEY.slice(40, 80));
  });

  it('a listener without the keys that verify is refused', async () => {
    const { gateway: _gateway, ...rest } = DOCUMENT;
    const { parts } = world({ ...rest, mode: 'practice', notify: { port: 1 } });
    expect(faultsOf(await provision(FILE, parts))).toEqual([['$.notify', 'not-allowed']]);
  });
});
