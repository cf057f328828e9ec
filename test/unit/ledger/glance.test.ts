import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimLedger } from '../../../main/ledger/claim.ts';
import { glanceAt } from '../../../main/ledger/glance.ts';
import { MIGRATIONS } from '../../../main/ledger/migrations.ts';
import { openLedgerFile } from '../../../main/ledger/open.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'paydesk-glance-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const file = () => path.join(folder, 'ledger.sqlite');

describe('a look at a ledger', () => {
  it('a counter without one has none, and none is begun', () => {
    expect(glanceAt(file())).toEqual({ state: 'none' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('one that is claimed and open is looked at, and its writer goes on', () => {
    const db = openLedgerFile(file());
    const claim = claimLedger(file());
    try {
      expect(glanceAt(file())).toMatchObject({ state: 'ok', rows: 0, newestRowMs: null, openPayments: 0 });
      db.exec('BEGIN IMMEDIATE');
      expect(glanceAt(file())).toMatchObject({ state: 'ok' });
      db.exec('ROLLBACK');
    } finally {
      claim.release();
      db.close();
    }
  });

  it('an older one is not brought to the newest schema', () => {
    openLedgerFile(file(), MIGRATIONS.slice(0, 1)).close();
    expect(glanceAt(file())).toMatchObject({ state: 'ok', schema: 1 });
    expect(existsSync(`${file()}.v1.bak`)).toBe(false);
  });

  it('a newer one, something else and a missing one are told by their codes and left as they are', () => {
    const db = new DatabaseSync(file());
    db.exec('CREATE TABLE future (x); PRAGMA user_version = 999;');
    db.close();
    const before = readFileSync(file());
    expect(glanceAt(file())).toEqual({ state: 'problem', code: 'ledger-newer' });
    expect(readFileSync(file())).toEqual(before);
    writeFileSync(file(), 'this is not a database, only some text that is long enough to be read as a header of one'.repeat(20));
    expect(glanceAt(file())).toEqual({ state: 'problem', code: 'ledger-not-database' });
    rmSync(file());
    writeFileSync(`${file()}-wal`, 'x');
    expect(glanceAt(file())).toEqual({ state: 'problem', code: 'ledger-gone' });
  });
});
