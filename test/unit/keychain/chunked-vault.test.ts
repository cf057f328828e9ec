import { describe, expect, it } from 'vitest';
import { chunkedVault } from '../../../main/keychain/chunked-vault.ts';
import { ENTRY_BYTES_MAX } from '../../../main/keychain/credential-store.ts';
import { countingNonce, FakeStore } from './fake-store.ts';

const NAME = 'signing-key';
const RSA_3072 = 'M'.repeat(2_392);
const RSA_4096_OLD = 'o'.repeat(3_168);
const RSA_4096_NEW = 'n'.repeat(3_168);
const vaultOn = (store: FakeStore) => chunkedVault(store, countingNonce());

async function lent(store: FakeStore): Promise<string | null> {
  const answer = await vaultOn(new FakeStore(store.entries)).lend(NAME, (secret) => secret);
  return answer.ok ? answer.value : null;
}

/** Puts `next` over `entries` and pulls the plug at change number `crashAt`; false when it finished first. */
async function putAndCrash(
  entries: Map<string, string>,
  next: string,
  crashAt: number,
  isLastChangeMade: boolean,
): Promise<boolean> {
  const store = new FakeStore(entries);
  Object.assign(store.mood, { changesUntilCrash: crashAt, isLastChangeMade });
  return vaultOn(store)
    .put(NAME, next)
    .then(
      () => false,
      () => true,
    );
}

describe('the size limit of a Windows credential', () => {
  it('keeps RSA-2048 and RSA-3072 in one entry', async () => {
    const store = new FakeStore();
    await vaultOn(store).put(NAME, RSA_3072);
    expect([...store.entries.keys()]).toEqual([NAME]);
  });

  it('splits RSA-4096 over entries that all fit', async () => {
    const store = new FakeStore();
    await vaultOn(store).put(NAME, RSA_4096_OLD);
    expect([...store.entries.keys()].sort()).toEqual([NAME, `${NAME}#1.0`, `${NAME}#1.1`]);
    expect([...store.entries.values()].every((entry) => Buffer.byteLength(entry) <= ENTRY_BYTES_MAX)).toBe(true);
  });

  it('leaves no entry behind after removal or replacement', async () => {
    const store = new FakeStore();
    const vault = vaultOn(store);
    for (const secret of [RSA_4096_OLD, 'x'.repeat(9_000), RSA_4096_NEW, 'short']) await vault.put(NAME, secret);
    expect([...store.entries.keys()]).toEqual([NAME]);
    await vault.remove(NAME);
    expect(store.entries.size).toBe(0);
  });
});

describe('a crash at every step of a put', () => {
  const befores: readonly (readonly [string, readonly string[]])[] = [
    ['nothing', []],
    ['a short secret', ['old']],
    ['a long one', [RSA_4096_OLD]],
    ['a long one after longer ones', ['x'.repeat(19_000), 'y'.repeat(9_000), RSA_4096_OLD]],
  ];
  const cases = befores.flatMap(([title, before]) =>
    ['fresh', RSA_4096_NEW, 'z'.repeat(12_000)].flatMap((next) =>
      [false, true].map((isMade) => ({ title, before, next, isMade, size: next.length })),
    ),
  );

  it.each(cases)(
    'leaves the old or the new secret over $title ($size bytes, last change made: $isMade)',
    async ({ before, next, isMade }) => {
      const old = before.at(-1) ?? null;
      let crashes = 0;
      for (let crashAt = 0; ; crashAt += 1) {
        const store = new FakeStore();
        for (const secret of before) await vaultOn(store).put(NAME, secret);
        const isCrash = await putAndCrash(store.entries, next, crashAt, isMade);
        if (!isCrash) break;
        crashes += 1;
        expect([old, next]).toContain(await lent(store));
        // A second crash at the same place must not lose it either, and the next whole put cleans everything up.
        await putAndCrash(store.entries, next, crashAt, isMade);
        expect([old, next]).toContain(await lent(store));
        const repaired = new FakeStore(store.entries);
        expect(await vaultOn(repaired).put(NAME, RSA_4096_NEW)).toEqual({ ok: true, value: null });
        expect(await lent(repaired)).toBe(RSA_4096_NEW);
        expect([...repaired.entries.keys()].filter((account) => !account.startsWith('probe-'))).toHaveLength(3);
      }
      expect(crashes).toBeGreaterThan(0);
    },
  );

  it('removal cut short anywhere is finished by the next removal', async () => {
    for (let crashAt = 0; crashAt < 3; crashAt += 1) {
      const store = new FakeStore();
      await vaultOn(store).put(NAME, RSA_4096_OLD);
      const crashing = new FakeStore(store.entries);
      crashing.mood.changesUntilCrash = crashAt;
      await expect(vaultOn(crashing).remove(NAME)).rejects.toThrow('power gone');
      expect(await vaultOn(new FakeStore(store.entries)).remove(NAME)).toEqual({ ok: true, value: null });
      expect([...store.entries.keys()].filter((account) => account.startsWith(NAME))).toEqual([]);
    }
  });
});

describe('a keychain that cannot be believed', () => {
  it('a locked keychain that says "nothing there" is unknown, not absent', async () => {
    const store = new FakeStore();
    await vaultOn(store).put(NAME, 'secret');
    store.mood.lock = 'silent';
    expect(await vaultOn(store).has(NAME)).toBe('unknown');
    expect(await vaultOn(store).lend(NAME, (secret) => secret)).toEqual({ ok: false, code: 'keychain-locked' });
    expect(await vaultOn(store).remove(NAME)).toEqual({ ok: false, code: 'keychain-locked' });
    expect(await vaultOn(store).check()).toEqual({ ok: false, code: 'keychain-locked' });
  });

  it('a put into a locked keychain never overwrites the chunks in force', async () => {
    const store = new FakeStore();
    await vaultOn(store).put(NAME, RSA_4096_OLD);
    store.mood.lock = 'silent';
    expect(await vaultOn(store).put(NAME, RSA_4096_NEW)).toEqual({ ok: false, code: 'keychain-locked' });
    store.mood.lock = 'open';
    expect(await lent(store)).toBe(RSA_4096_OLD);
  });

  it.each(['keychain-missing', 'keychain-locked', 'keychain-timeout', 'keychain-denied', 'keychain-broken'] as const)(
    'hands on %s from every method',
    async (code) => {
      const store = new FakeStore();
      store.mood.lock = code;
      const vault = vaultOn(store);
      const answers = await Promise.all([vault.put(NAME, 'x'), vault.lend(NAME, () => 1), vault.remove(NAME), vault.check()]);
      expect(answers).toEqual(answers.map(() => ({ ok: false, code })));
      expect(await vault.has(NAME)).toBe('unknown');
    },
  );

  it.each([
    ['rubbish', 'hello'],
    ['another count', `c:1:9:${'0'.repeat(64)}`],
    ['a wrong hash', `c:1:2:${'0'.repeat(64)}`],
  ])('an entry with %s is keychain-broken and can be replaced', async (_case, entry) => {
    const store = new FakeStore();
    await vaultOn(store).put(NAME, RSA_4096_OLD);
    store.entries.set(NAME, entry);
    expect(await vaultOn(store).lend(NAME, (secret) => secret)).toEqual({ ok: false, code: 'keychain-broken' });
    expect(await vaultOn(store).put(NAME, 'fresh')).toEqual({ ok: true, value: null });
    expect(await lent(store)).toBe('fresh');
  });

  it('a missing chunk is keychain-broken, never half a key', async () => {
    const store = new FakeStore();
    await vaultOn(store).put(NAME, RSA_4096_OLD);
    store.entries.delete(`${NAME}#1.1`);
    expect(await vaultOn(store).lend(NAME, (secret) => secret)).toEqual({ ok: false, code: 'keychain-broken' });
  });

  it('leaves no probe behind', async () => {
    const store = new FakeStore();
    await vaultOn(store).has(NAME);
    await vaultOn(store).check();
    expect(store.entries.size).toBe(0);
  });
});
