import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { memoryVault } from '../../../main/keychain/memory-vault.ts';
import { importPrivateKey } from '../../../main/keychain/private-key.ts';
import { judgePolicy } from '../../../main/settings/policy/policy.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';
import { provision } from '../../../main/settings/provision.ts';
import { pem, pkcs12 } from '../keychain/key-forms.ts';
import {
  brokenVault,
  DOCUMENT,
  faultsOf,
  FILE,
  GATEWAY_KEY,
  OWN,
  OWN_PUBLIC_KEY,
  PRIVATE_KEY,
  withGateway,
  world,
} from './provisioning-world.ts';

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

it('the key that is stored is the key that was given, in one form for all forms', async () => {
  const { parts, vault } = world(withGateway({ privateKey: pem(OWN, 'pkcs1') }));
  await provision(FILE, parts);
  const stored = await vault.lend('signing-key-1-1', (secret) => importPrivateKey(secret, null));
  expect(stored.ok && stored.value.ok && stored.value.key.publicKey.oneLine).toBe(OWN_PUBLIC_KEY);
});

describe('setting up a counter under an administrator’s policy', () => {
  const held = (document: Readonly<Record<string, unknown>>) =>
    judgePolicy({ kind: 'document', source: 'policy.json', document });

  it('what the file leaves out is the policy’s', async () => {
    const { parts, state } = world(DOCUMENT, { policy: held({ people: { idleLockMinutes: 2 }, printer: { kind: 'none' } }) });
    expect((await provision(FILE, parts)).exit).toBe(0);
    expect(state.settings).toMatchObject({ people: { idleLockMinutes: 2, refundsPerShift: 10 }, printer: { kind: 'none' } });
  });

  it('what the file says otherwise is refused by name, before the keychain is touched', async () => {
    const { parts, state, vault } = world(
      { ...DOCUMENT, people: { idleLockMinutes: 0 } },
      { policy: held({ people: { idleLockMinutes: 2 } }) },
    );
    const result = await provision(FILE, parts);
    expect([result.exit, faultsOf(result)]).toEqual([2, [['$.people.idleLockMinutes', 'settings-locked']]]);
    expect([state.settings, (await vault.lend('signing-key-1-1', (secret) => secret)).ok]).toEqual([null, false]);
  });

  it('a policy with mistakes stops it and is told, so that nobody rolls it out unnoticed', async () => {
    const { parts, state } = world(DOCUMENT, { policy: held({ people: { idleLockMinutes: 'two' } }) });
    const result = await provision(FILE, parts);
    expect([result.exit, faultsOf(result), state.settings]).toEqual([2, [['$', 'wrong-type']], null]);
  });
});
