import { describe, expect, it } from 'vitest';
import { SECRET_BYTES_MAX, type Vault } from '../../main/keychain/vault-port.ts';

/** A fresh vault, and a second door to the same entries where they outlive the first (null where they do not). */
export type VaultUnderTest = { readonly vault: Vault; readonly reopen: (() => Vault) | null };

/** What every vault must keep, whatever it is made of. */
export function vaultConformance(name: string, open: () => Promise<VaultUnderTest>): void {
  describe(`${name} honours Vault`, () => {
    for (const size of [1, 1_624, 2_392, 3_168, 6_400, SECRET_BYTES_MAX]) {
      it(`lends ${String(size)} bytes back unchanged`, async () => {
        const { vault } = await open();
        const secret = 'MIIE+/=aZ09'.repeat(size).slice(0, size);
        expect(await vault.put('signing-key', secret)).toEqual({ ok: true, value: null });
        expect(await vault.lend('signing-key', (lent) => lent === secret)).toEqual({ ok: true, value: true });
        await vault.close();
      });
    }

    it('lends characters of every width back unchanged', async () => {
      const { vault } = await open();
      const secret = 'é店🔑'.repeat(900);
      await vault.put('pass', secret);
      expect(await vault.lend('pass', (lent) => lent === secret)).toEqual({ ok: true, value: true });
      await vault.close();
    });

    it('says absent and not-found for what was never stored', async () => {
      const { vault } = await open();
      expect(await vault.has('nothing')).toBe('absent');
      expect(await vault.lend('nothing', () => 'lent')).toEqual({ ok: false, code: 'not-found' });
      await vault.close();
    });

    it('replaces long by short and short by long', async () => {
      const { vault } = await open();
      const secrets = ['a'.repeat(5_000), 'b', 'c'.repeat(9_000), 'd'.repeat(3_000), 'e'];
      for (const secret of secrets) {
        await vault.put('signing-key', secret);
        expect(await vault.has('signing-key')).toBe('present');
        expect(await vault.lend('signing-key', (lent) => lent)).toEqual({ ok: true, value: secret });
      }
      await vault.close();
    });

    it('keeps names apart', async () => {
      const { vault } = await open();
      await Promise.all([
        vault.put('signing-key', 'one'),
        vault.put('signing-key.1', 'x'.repeat(4_000)),
        vault.put('signing-key-2', 'three'),
      ]);
      await vault.remove('signing-key');
      expect(await vault.has('signing-key')).toBe('absent');
      expect(await vault.lend('signing-key.1', (lent) => lent.length)).toEqual({ ok: true, value: 4_000 });
      expect(await vault.lend('signing-key-2', (lent) => lent)).toEqual({ ok: true, value: 'three' });
      await vault.close();
    });

    it('removes, and removing again succeeds', async () => {
      const { vault } = await open();
      await vault.put('signing-key', 'x'.repeat(7_000));
      expect(await vault.remove('signing-key')).toEqual({ ok: true, value: null });
      expect(await vault.remove('signing-key')).toEqual({ ok: true, value: null });
      expect(await vault.lend('signing-key', (lent) => lent)).toEqual({ ok: false, code: 'not-found' });
      await vault.close();
    });

    it('hands on what the borrower rejects with, and stays usable', async () => {
      const { vault } = await open();
      await vault.put('signing-key', 'one');
      await expect(vault.lend('signing-key', () => Promise.reject(new Error('mine')))).rejects.toThrow('mine');
      expect(await vault.lend('signing-key', () => 'again')).toEqual({ ok: true, value: 'again' });
      await vault.close();
    });

    it('lets a borrower ask the vault itself', async () => {
      const { vault } = await open();
      await vault.put('signing-key', 'one');
      const nested = await vault.lend('signing-key', () => vault.put('pass', 'two'));
      expect(nested).toEqual({ ok: true, value: { ok: true, value: null } });
      await vault.close();
    });

    it.each(['', 'A', 'a', '../x', 'a#0.0', 'a b', 'x'.repeat(81)])('refuses the name %j as a bug', async (bad) => {
      const { vault } = await open();
      await expect(vault.put(bad, 'x')).rejects.toThrow(RangeError);
      await expect(vault.has(bad)).rejects.toThrow(RangeError);
      await expect(vault.lend(bad, () => null)).rejects.toThrow(RangeError);
      await expect(vault.remove(bad)).rejects.toThrow(RangeError);
      await vault.close();
    });

    it.each([
      ['empty', ''],
      ['holding NUL', 'a\0b'],
      ['ill-formed', '\ud800'],
      ['too large', 'x'.repeat(SECRET_BYTES_MAX + 1)],
    ])('refuses a secret that is %s without quoting it', async (_case, bad) => {
      const { vault } = await open();
      await expect(vault.put('signing-key', bad)).rejects.toThrow(/^not a secret that a keychain can hold$/);
      await vault.close();
    });

    it('proves that it works', async () => {
      const { vault } = await open();
      expect(await vault.check()).toEqual({ ok: true, value: null });
      await vault.close();
    });

    it('answers keychain-broken once closed, and never hangs', async () => {
      const { vault } = await open();
      await vault.put('signing-key', 'one');
      await vault.close();
      const broken = { ok: false, code: 'keychain-broken' };
      expect(await vault.has('signing-key')).toBe('unknown');
      expect(
        await Promise.all([vault.put('pass', 'x'), vault.lend('signing-key', () => 1), vault.remove('pass'), vault.check()]),
      ).toEqual([broken, broken, broken, broken]);
    });

    it('keeps secrets for the next start where it is meant to', async () => {
      const { vault, reopen } = await open();
      const secret = 'y'.repeat(3_168);
      await vault.put('signing-key', secret);
      await vault.close();
      const later = reopen?.();
      const kept = later === undefined ? null : await later.lend('signing-key', (lent) => lent === secret);
      expect(kept).toEqual(reopen === null ? null : { ok: true, value: true });
      await later?.close();
    });
  });
}
