import { describe, expect, it } from 'vitest';
import { MIGRATIONS, migrate, readSettings, type Migrations } from '../../../main/settings/migrate.ts';
import { PRACTICE_SETTINGS } from '../../../main/settings/practice.ts';
import { SCHEMA_VERSION } from '../../../main/settings/schema.ts';

const STEPS: Migrations = new Map([
  [1, (document) => ({ ...document, two: true })],
  [
    2,
    (document) => {
      delete (document as Record<string, unknown>)['old'];
      return document;
    },
  ],
]);

describe('bringing older settings up to date', () => {
  it('runs every step from the version of the file on, and none for a current one', () => {
    expect(migrate({ schemaVersion: 1, old: 1 }, STEPS, 3)).toEqual({ ok: true, document: { schemaVersion: 3, two: true } });
    expect(migrate({ schemaVersion: 2, old: 1 }, STEPS, 3)).toEqual({ ok: true, document: { schemaVersion: 3 } });
    expect(migrate({ schemaVersion: 3, old: 1 }, STEPS, 3)).toEqual({ ok: true, document: { schemaVersion: 3, old: 1 } });
  });

  it('a step never changes the document it was given', () => {
    const document = { schemaVersion: 2, old: 1 };
    migrate(document, STEPS, 3);
    expect(document).toEqual({ schemaVersion: 2, old: 1 });
  });

  it('a step that fails or is missing is a fault, not half a migration', () => {
    const broken: Migrations = new Map([
      [
        1,
        () => {
          throw new Error('no');
        },
      ],
    ]);
    expect(migrate({ schemaVersion: 1 }, broken, 2)).toMatchObject({ ok: false, code: 'settings-invalid' });
    expect(migrate({ schemaVersion: 1 }, new Map(), 2)).toMatchObject({ ok: false, code: 'settings-invalid' });
  });

  it.each([undefined, 0, -1, 1.5, '1', null])('the version %s is no version', (schemaVersion) => {
    expect(readSettings({ ...PRACTICE_SETTINGS, schemaVersion })).toMatchObject({ ok: false, code: 'settings-invalid' });
  });

  it('settings of a later Paydesk are told apart from broken ones', () => {
    expect(readSettings({ schemaVersion: SCHEMA_VERSION + 1 })).toEqual({ ok: false, code: 'settings-too-new', faults: [] });
  });

  it('there is a step from every older version', () => {
    expect([...MIGRATIONS.keys()]).toEqual(Array.from({ length: SCHEMA_VERSION - 1 }, (_, index) => index + 1));
  });
});

describe('what settings must not be', () => {
  const record = {
    keyVersion: 1,
    fingerprint: Array.from({ length: 16 }, () => 'ABCD').join(' '),
    createdAt: '2026-01-01T00:00:00Z',
    vaultName: 'signing-key-1-ab',
    state: 'active',
  } as const;

  it('live without a gateway or without an active key', () => {
    const result = readSettings({ ...PRACTICE_SETTINGS, mode: 'live' });
    expect(result.ok ? [] : result.faults.map(({ path }) => path)).toEqual(['$.gateway', '$.keyRing']);
  });

  it('a ring with two active keys, or one version twice', () => {
    for (const second of [
      { ...record, keyVersion: 2 },
      { ...record, state: 'retired' },
    ]) {
      expect(readSettings({ ...PRACTICE_SETTINGS, keyRing: [record, second] })).toMatchObject({
        ok: false,
        faults: [{ code: 'ring-conflict' }],
      });
    }
    expect(readSettings({ ...PRACTICE_SETTINGS, keyRing: [record] }).ok).toBe(true);
  });
});
