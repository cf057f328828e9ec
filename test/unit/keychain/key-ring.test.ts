import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  activate,
  activeKey,
  addNext,
  keyVaultName,
  nextKeyVersion,
  retire,
  type KeyRing,
  type KeyRingResult,
} from '../../../main/keychain/key-ring.ts';
import { checkName } from '../../../main/keychain/vault-port.ts';

const key = (keyVersion: number, print = `F${String(keyVersion)}`) => ({
  keyVersion,
  fingerprint: print,
  createdAt: '2026-01-01T00:00:00Z',
  vaultName: keyVaultName(keyVersion, 'abcd'),
});

const must = (result: KeyRingResult): KeyRing => {
  if (!result.ok) throw new Error(result.code);
  return result.ring;
};

describe('rotating keys', () => {
  it('a new key waits until it is activated, and the old one retires in the same step', () => {
    const first = must(activate(must(addNext([], key(1))), 1));
    const waiting = must(addNext(first, key(2)));
    expect(activeKey(waiting)?.keyVersion).toBe(1);
    const rotated = must(activate(waiting, 2));
    expect(rotated.map(({ keyVersion, state }) => [keyVersion, state])).toEqual([
      [1, 'retired'],
      [2, 'active'],
    ]);
  });

  it('refuses what would make two keys one', () => {
    const ring = must(activate(must(addNext([], key(1))), 1));
    expect(addNext(ring, key(1, 'other'))).toEqual({ ok: false, code: 'key-version-taken' });
    expect(addNext(ring, key(2, 'F1'))).toEqual({ ok: false, code: 'key-already-there' });
    expect(addNext(must(addNext(ring, key(2))), key(3))).toEqual({ ok: false, code: 'key-next-waiting' });
  });

  it('refuses to activate a retired key or retire the active one', () => {
    const ring = must(activate(must(addNext([], key(1))), 1));
    expect(retire(ring, 1)).toEqual({ ok: false, code: 'key-is-active' });
    expect(retire(ring, 9)).toEqual({ ok: false, code: 'key-unknown' });
    expect(activate(ring, 9)).toEqual({ ok: false, code: 'key-unknown' });
    const given = must(retire(must(addNext(ring, key(2))), 2));
    expect(activate(given, 2)).toEqual({ ok: false, code: 'key-not-next' });
  });

  it('an empty ring has no active key and starts at version 1', () => {
    expect(activeKey([])).toBeNull();
    expect(nextKeyVersion([])).toBe(1);
    expect(nextKeyVersion(must(addNext([], key(7))))).toBe(8);
  });

  it('whatever is done, there is at most one active key, at most one next, and no version twice', () => {
    const acts = fc.array(fc.tuple(fc.constantFrom('add', 'activate', 'retire'), fc.nat(5)), { maxLength: 30 });
    fc.assert(
      fc.property(acts, (steps) => {
        const ring = steps.reduce<KeyRing>((now, [act, version]) => {
          const next =
            act === 'add' ? addNext(now, key(version)) : act === 'activate' ? activate(now, version) : retire(now, version);
          return next.ok ? next.ring : now;
        }, []);
        const count = (state: string) => ring.filter((one) => one.state === state).length;
        return (
          count('active') <= 1 && count('next') <= 1 && new Set(ring.map(({ keyVersion }) => keyVersion)).size === ring.length
        );
      }),
    );
  });

  it('its vault names are names that a vault takes', () => {
    expect(() => {
      checkName(keyVaultName(999_999, 'f'.repeat(16)));
    }).not.toThrow();
  });
});
