import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { governed } from '../../../../main/settings/policy/governed-store.ts';
import { LOCKABLE } from '../../../../main/settings/policy/lockable.ts';
import { overlay } from '../../../../main/settings/policy/overlay.ts';
import { judgePolicy, NO_POLICY, type Policy } from '../../../../main/settings/policy/policy.ts';
import { readRegistryText } from '../../../../main/settings/policy/registry-text.ts';
import { policyFiles } from '../../../../main/settings/policy/system-files.ts';
import { PRACTICE_SETTINGS } from '../../../../main/settings/practice.ts';
import type { Settings } from '../../../../main/settings/schema.ts';
import type { PlainSettingsStore } from '../../../../main/settings/store-port.ts';

const said = (document: Readonly<Record<string, unknown>>): Policy =>
  judgePolicy({ kind: 'document', source: 'policy.json', document });

function storeOf(first: Settings | null): PlainSettingsStore & { readonly file: () => Settings | null } {
  let file = first;
  return {
    read: () => file,
    problem: () => null,
    file: () => file,
    write: (next) => {
      file = next;
      return { ok: true };
    },
  };
}

describe('judging a policy', () => {
  it('a PC without one locks nothing', () => {
    expect(judgePolicy({ kind: 'none' })).toEqual(NO_POLICY);
  });

  it('what is valid is in force beside what is not, and what is not stays locked as it is', () => {
    const policy = said({ people: { idleLockMinutes: 3, refundsPerShift: 'many' }, limits: 7 });
    expect([...policy.values]).toEqual([['people.idleLockMinutes', 3]]);
    expect(policy.held).toEqual([
      'people.idleLockMinutes',
      'people.refundsPerShift',
      'limits.paymentWindowMs',
      'limits.pollEveryMs',
    ]);
    expect(policy.findings.map(({ path: where, code }) => [where, code])).toEqual([
      ['$.people.refundsPerShift', 'wrong-type'],
      ['$.limits', 'wrong-type'],
    ]);
  });

  it.each([
    [{ counter: { counterId: 'ALL' } }],
    [{ people: { idleLock: 1 } }],
    [{ keyRing: [] }],
    [{ gateway: { clientId: 'X' } }],
  ])('what tells counters apart, and a misspelt name, is told and locks nothing: %j', (document) => {
    const policy = said(document);
    expect([policy.held, policy.values.size, policy.findings.map(({ code }) => code)]).toEqual([[], 0, ['unknown-key']]);
  });

  it('one that cannot be read locks everything it could have held, and changes nothing', () => {
    const policy = judgePolicy({ kind: 'unusable', source: 'x', fault: { path: '$', code: 'not-json', message: 'is not JSON' } });
    expect([policy.held.length, overlay(PRACTICE_SETTINGS, policy)]).toEqual([
      LOCKABLE.size,
      { settings: PRACTICE_SETTINGS, conflicts: [] },
    ]);
  });
});

describe('settings under a policy', () => {
  const POLICY = said({ people: { idleLockMinutes: 2 }, printer: { kind: 'none' } });

  it('are read with the policy over them, and the file keeps what the shop chose', () => {
    const plain = storeOf(PRACTICE_SETTINGS);
    const store = governed(plain, POLICY);
    expect(store.read()?.people.idleLockMinutes).toBe(2);
    expect(
      store.write({ ...(store.read() ?? PRACTICE_SETTINGS), limits: { paymentWindowMs: 50_000, pollEveryMs: 2_000 } }),
    ).toEqual({ ok: true });
    expect(plain.file()).toEqual({ ...PRACTICE_SETTINGS, limits: { paymentWindowMs: 50_000, pollEveryMs: 2_000 } });
    expect(governed(plain, NO_POLICY).read()?.people.idleLockMinutes).toBe(PRACTICE_SETTINGS.people.idleLockMinutes);
  });

  it('refuse a write that would change what is held, name it, and write nothing', () => {
    const plain = storeOf(PRACTICE_SETTINGS);
    const store = governed(plain, POLICY);
    const next = { ...(store.read() ?? PRACTICE_SETTINGS), people: { ...PRACTICE_SETTINGS.people, idleLockMinutes: 0 } };
    expect(store.write(next)).toMatchObject({
      ok: false,
      code: 'settings-locked',
      faults: [{ path: '$.people.idleLockMinutes' }],
    });
    expect([plain.file(), store.locked(next)]).toEqual([PRACTICE_SETTINGS, ['people.idleLockMinutes']]);
  });

  it('stay as they are where the policy cannot be used, and everything else can still be changed', () => {
    const store = governed(storeOf(PRACTICE_SETTINGS), said({ scanner: { wire: 'carrier-pigeon' } }));
    const { scanner } = PRACTICE_SETTINGS;
    expect(store.read()).toEqual(PRACTICE_SETTINGS);
    expect(store.write({ ...PRACTICE_SETTINGS, scanner: { ...scanner, wire: 'hid' } })).toMatchObject({
      code: 'settings-locked',
    });
    expect(store.write({ ...PRACTICE_SETTINGS, scanner: { ...scanner, prefix: '~' } })).toEqual({ ok: true });
  });

  it('a policy that does not go together with them leaves out its section alone, and says so', () => {
    const store = governed(
      storeOf(PRACTICE_SETTINGS),
      said({ limits: { pollEveryMs: 30_000, paymentWindowMs: 20_000 }, people: { idleLockMinutes: 1 } }),
    );
    expect([store.read()?.limits, store.read()?.people.idleLockMinutes]).toEqual([PRACTICE_SETTINGS.limits, 1]);
    expect(store.policy().findings).toMatchObject([{ path: '$.limits', code: 'policy-conflict' }]);
  });

  it('a first start may only write what the policy says, and a practice counter has no gateway to hold', () => {
    const store = governed(storeOf(null), said({ people: { idleLockMinutes: 2 }, gateway: { baseUrl: 'https://example.com' } }));
    expect(store.write(PRACTICE_SETTINGS)).toMatchObject({
      code: 'settings-locked',
      faults: [{ path: '$.people.idleLockMinutes' }],
    });
    expect(store.write({ ...PRACTICE_SETTINGS, people: { ...PRACTICE_SETTINGS.people, idleLockMinutes: 2 } })).toEqual({
      ok: true,
    });
  });
});

describe('the file of a policy', () => {
  let folder = '';
  const file = () => path.join(folder, 'policy.json');
  const look = () => policyFiles(process.getuid?.() ?? 0)(file(), 1_000);
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'paydesk-policy-'));
    writeFileSync(file(), '{}', { mode: 0o644 });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is read when only the administrator could have written it', async () => {
    expect(await look()).toMatchObject({ kind: 'bytes' });
    rmSync(file());
    expect(await look()).toEqual({ kind: 'none' });
  });

  it('is foreign when somebody else could have written it, or put it there, or owns it', async () => {
    chmodSync(file(), 0o666);
    expect(await look()).toEqual({ kind: 'foreign' });
    chmodSync(file(), 0o644);
    chmodSync(folder, 0o777);
    expect(await look()).toEqual({ kind: 'foreign' });
    chmodSync(folder, 0o700);
    expect(await policyFiles((process.getuid?.() ?? 0) + 1)(file(), 1_000)).toEqual({ kind: 'foreign' });
  });

  it('is never a link, a folder or a flood', async () => {
    rmSync(file());
    symlinkSync('/etc/passwd', file());
    expect(await look()).toEqual({ kind: 'unreadable' });
    rmSync(file());
    mkdirSync(file());
    expect(await look()).toEqual({ kind: 'unreadable' });
    rmSync(file(), { recursive: true });
    writeFileSync(file(), ' '.repeat(1_001), { mode: 0o644 });
    expect(await look()).toEqual({ kind: 'unreadable' });
  });
});

describe('the text of a registry export', () => {
  const HEAD = 'Windows Registry Editor Version 5.00\r\n\r\n';

  it('quotes, line breaks, kinds that no setting has and keys of any case are understood', () => {
    const text = `${HEAD}[HKLM\\A]\r\n@="x"\r\n"a"="b\\\\c \\"d\\""\r\n"e"=hex:01\r\n\r\n[HKLM\\a\\B]\r\n"f"="g\r\nh"\r\n"i"=hex(2):25,00,\\\r\n  41,00,00,00\r\n`;
    expect(readRegistryText(text, 'HKLM\\A')?.map(({ below, values }) => [below, [...values]])).toEqual([
      [
        [],
        [
          ['a', 'b\\c "d"'],
          ['e', null],
        ],
      ],
      [
        ['B'],
        [
          ['f', 'g h'],
          ['i', '%A'],
        ],
      ],
    ]);
  });

  it.each([['REGEDIT4\r\n[HKLM\\A]\r\n'], [`${HEAD}[HKLM\\Elsewhere]\r\n`], ['']])('anything else is none: %j', (text) => {
    expect(readRegistryText(text, 'HKLM\\A')).toBeNull();
  });
});
