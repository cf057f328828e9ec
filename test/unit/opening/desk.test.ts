import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { OpeningForm } from '../../../core/opening/form.ts';
import { memoryVault } from '../../../main/keychain/memory-vault.ts';
import { importPrivateKey } from '../../../main/keychain/private-key.ts';
import type { Vault } from '../../../main/keychain/vault-port.ts';
import { judgePolicy, type Policy } from '../../../main/settings/policy/policy.ts';
import { openBench, TYPED } from './opening-bench.ts';

const folders: string[] = [];
const bench = async (vault?: Vault, policy?: Policy) => {
  const opened = await openBench(vault, policy);
  folders.push(opened.folder);
  return opened;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

type Desk = Awaited<ReturnType<typeof openBench>>['desk'];

const type = async (desk: Desk, part: Partial<OpeningForm>, place: 'shop' | 'keys' | 'apply' = 'apply'): Promise<void> => {
  expect(await desk.save({ place, form: { ...desk.view().form, ...part } })).toEqual({ ok: true });
};

const codes = (desk: Desk) => desk.view().faults.map(({ field, code }) => [field, code]);

describe('the form of the set-up', () => {
  it('begins with what the PC knows, and says of every field that is missing', async () => {
    const { desk } = await bench();
    const { form, place, isSetUp } = desk.view();
    expect({ place, isSetUp, currency: form.currency, region: form.region }).toEqual({
      place: 'language',
      isSetUp: false,
      currency: 'JPY',
      region: 'JP',
    });
    expect(form.counterId).toMatch(/^T[A-Z2-9]{4}$/);
    expect(codes(desk)).toEqual(
      expect.arrayContaining([
        ['shopName', 'missing'],
        ['clientId', 'missing'],
        ['mcc', 'missing'],
        ['ownKey', 'missing'],
        ['theirKey', 'missing'],
      ]),
    );
  });

  it('comes back on the same step with what was typed, after the plug was pulled', async () => {
    const { desk, begin } = await bench();
    await type(desk, { shopName: 'Harbour Tea' }, 'keys');
    const { counterId } = desk.view().form;
    const { place, form } = (await begin()).desk.view();
    expect([place, form.shopName, form.counterId]).toEqual(['keys', 'Harbour Tea', counterId]);
  });

  it('that cannot be read is put aside and not written over', async () => {
    const { onDisk, begin, folder } = await bench();
    writeFileSync(onDisk, '{"version":1,"place":');
    expect((await begin()).desk.view().place).toBe('language');
    expect(readdirSync(folder)).toContain('opening.json.unreadable');
  });

  it.each([
    ['hello', 'key-unreadable'],
    ['MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A', 'key-unreadable'],
  ])('tells what is wrong with %s where a key was to be pasted', async (theirKey, code) => {
    const { desk } = await bench();
    await type(desk, { ...TYPED, theirKey });
    expect(codes(desk)).toContainEqual(['theirKey', code]);
    expect(desk.view().theirKey).toBeNull();
  });

  it('takes a pasted key as PEM too, and refuses our own in its place', async () => {
    const { desk } = await bench();
    expect(await desk.makeKey()).toEqual({ ok: true });
    const own = desk.view().ownKey?.publicKey ?? '';
    await type(desk, { ...TYPED, theirKey: own });
    expect(codes(desk)).toContainEqual(['theirKey', 'key-is-own']);
    await type(desk, { theirKey: `-----BEGIN PUBLIC KEY-----\n${TYPED.theirKey ?? ''}\n-----END PUBLIC KEY-----\n` });
    expect(codes(desk)).toEqual([]);
    expect(desk.view().theirKey?.bits).toBe(2_048);
  });
});

describe('the key pair', () => {
  it('is made into the vault: no file and no answer ever holds the private half, and the QR code holds the public one', async () => {
    const { desk, vault, file, onDisk } = await bench();
    await desk.makeKey();
    const { ownKey } = desk.view();
    const { vaultName } = file.read().ownKey ?? { vaultName: 'none' };
    const lent = await vault.lend(vaultName, (secret) => {
      expect(readFileSync(onDisk, 'utf8')).not.toContain(secret.slice(40, 80));
      expect(JSON.stringify(desk.view())).not.toContain(secret.slice(40, 80));
      const read = importPrivateKey(secret, null);
      return read.ok ? read.key.publicKey.oneLine : null;
    });
    expect(lent).toEqual({ ok: true, value: ownKey?.publicKey });
    expect(ownKey?.qr.length).toBeGreaterThan(60);
    expect(ownKey?.qr.every((row) => row.length === ownKey.qr.length && /^[01]+$/.test(row))).toBe(true);
  });

  it('made again leaves only the newest in the vault', async () => {
    const { desk, vault, file } = await bench();
    await desk.makeKey();
    const first = file.read().ownKey?.vaultName ?? '';
    await desk.makeKey();
    expect(await vault.has(first)).toBe('absent');
    expect(await vault.has(file.read().ownKey?.vaultName ?? '')).toBe('present');
  });

  it('is not made where the keychain refuses it', async () => {
    const locked: Vault = { ...memoryVault(), put: () => Promise.resolve({ ok: false, code: 'keychain-locked' }) };
    const { desk } = await bench(locked);
    expect(await desk.makeKey()).toEqual({ ok: false, code: 'keychain-locked' });
    expect(desk.view().ownKey).toBeNull();
  });
});

describe('writing the settings', () => {
  it('makes a live counter with the key that was shown, and starts it anew', async () => {
    const { desk, state, say, vault, file } = await bench();
    await desk.makeKey();
    await type(desk, TYPED);
    const { ownKey } = desk.view();
    const draftKey = file.read().ownKey?.vaultName ?? '';
    expect(await desk.apply()).toEqual([]);
    expect(say.restarts).toBe(1);
    const [record] = state.settings?.keyRing ?? [];
    expect(record).toMatchObject({ state: 'active', fingerprint: ownKey?.fingerprint });
    expect([await vault.has(record?.vaultName ?? ''), await vault.has(draftKey)]).toEqual(['present', 'absent']);
    expect(file.read()).toMatchObject({ isApplied: true, form: null, ownKey: null, place: 'pin' });
  });

  it('changes nothing while a payment is open, or while something is missing', async () => {
    const { desk, state, say } = await bench();
    expect(await desk.apply()).not.toEqual([]);
    await desk.makeKey();
    await type(desk, TYPED);
    say.isFree = false;
    expect(await desk.apply()).toBe('not-now');
    expect([state.settings, say.restarts]).toEqual([null, 0]);
  });

  it('that the disk refuses keeps form and key for another try', async () => {
    const { desk, state, vault, file } = await bench();
    await desk.makeKey();
    await type(desk, TYPED);
    state.refusal = 'settings-disk-full';
    expect(await desk.apply()).toMatchObject([{ path: '$', code: 'settings-disk-full' }]);
    state.refusal = null;
    expect(await vault.has(file.read().ownKey?.vaultName ?? '')).toBe('present');
    expect(await desk.apply()).toEqual([]);
  });

  it('without credentials makes a counter that practises, and with them later a live one', async () => {
    const { desk, state, say } = await bench();
    await desk.makeKey();
    await type(desk, { mode: 'practice', shopName: 'Harbour Tea', counterName: 'Till 1' });
    expect(await desk.apply()).toEqual([]);
    expect(state.settings).toMatchObject({ mode: 'practice', shop: { name: 'Harbour Tea' } });
    const { form, ownKey, isSetUp, isLive } = desk.view();
    expect({ isSetUp, isLive, shopName: form.shopName, merchantId: form.merchantId, hasKey: ownKey !== null }).toEqual({
      isSetUp: true,
      isLive: false,
      shopName: 'Harbour Tea',
      merchantId: '',
      hasKey: true,
    });
    await type(desk, { ...TYPED, mode: 'live' });
    expect(await desk.apply()).toEqual([]);
    expect([state.settings?.mode, say.restarts]).toEqual(['live', 2]);
  });

  it('again on a live counter changes what was asked and keeps keys, listener, taxes and printer', async () => {
    const { desk, state, store } = await bench();
    await desk.makeKey();
    await type(desk, TYPED);
    await desk.apply();
    const { settings } = state;
    if (settings === null) throw new Error('there are no settings');
    const taxes = [{ label: 'GST', basisPoints: 900 }];
    const notify = { host: '127.0.0.1', port: 8_080, pathPrefix: '/alipayplus', publicUrl: null, tls: null };
    store.write({ ...settings, shop: { ...settings.shop, taxes }, notify });
    await type(desk, { shopName: 'Harbour Tea & Cake', mode: 'practice' });
    expect(await desk.apply()).toEqual([]);
    expect(state.settings).toMatchObject({
      mode: 'live',
      shop: { name: 'Harbour Tea & Cake', taxes },
      notify,
      keyRing: settings.keyRing,
    });
    expect(await desk.makeKey()).toEqual({ ok: false, code: 'not-now' });
  });
});

describe('a set-up under an administrator’s policy', () => {
  const policy = judgePolicy({
    kind: 'document',
    source: 'policy.json',
    document: { gateway: { baseUrl: 'https://gateway.example.com' }, printer: { kind: 'none' } },
  });

  it('fills in what the policy holds, says what that is, and comes through without anybody typing it', async () => {
    const { desk, store } = await bench(undefined, policy);
    expect(desk.view().locked).toEqual(expect.arrayContaining(['gateway.baseUrl', 'printer']));
    expect(await desk.makeKey()).toEqual({ ok: true });
    await type(desk, TYPED);
    expect(desk.view().form.baseUrl).toBe('https://gateway.example.com');
    expect(await desk.apply()).toEqual([]);
    expect(store.read()?.gateway?.baseUrl).toBe('https://gateway.example.com');
  });

  it('takes nothing else in the place of what is held', async () => {
    const { desk, store } = await bench(undefined, policy);
    await desk.makeKey();
    await type(desk, { ...TYPED, baseUrl: 'https://elsewhere.example.com' });
    expect(await desk.apply()).toEqual([]);
    expect(store.read()?.gateway?.baseUrl).toBe('https://gateway.example.com');
  });
});
