import { copyFileSync, existsSync, openSync, readFileSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import { openLedger } from '../../../main/ledger/ledger.ts';
import { MIGRATIONS, type Migration } from '../../../main/ledger/migrations.ts';
import { openLedgerFile, pragma } from '../../../main/ledger/open.ts';
import { LedgerOpenError } from '../../../main/ledger/open-fault.ts';
import { submitted } from '../../builders/payments.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';
import { ownFolder } from './folder.ts';

const { file, closing } = ownFolder();
const NEWEST = MIGRATIONS.at(-1)?.version ?? 0;

/** What opening says instead of opening. */
function refusal(open: () => unknown): string {
  try {
    open();
    return 'opened';
  } catch (cause) {
    return cause instanceof LedgerOpenError ? cause.code : `another error: ${String(cause)}`;
  }
}

describe('opening the ledger', () => {
  it('is in WAL mode with full synchronisation and foreign keys, as read back', () => {
    const db = closing(openLedgerFile(file()));
    expect([
      pragma(db, 'journal_mode'),
      pragma(db, 'synchronous'),
      pragma(db, 'foreign_keys'),
      pragma(db, 'user_version'),
    ]).toEqual(['wal', 2, 1, NEWEST]);
  });

  it('refuses a file that cannot be made durable', () => {
    expect(refusal(() => openLedgerFile(':memory:'))).toBe('ledger-unsafe');
  });

  it('refuses a newer schema and leaves the file as it is', () => {
    const path = file();
    const db = new DatabaseSync(path);
    db.exec(`CREATE TABLE future (x); PRAGMA user_version = ${String(NEWEST + 1)};`);
    db.close();
    const before = readFileSync(path);
    expect(refusal(() => openLedgerFile(path))).toBe('ledger-newer');
    const again = closing(new DatabaseSync(path));
    expect([pragma(again, 'user_version'), again.prepare('SELECT name FROM sqlite_master').all()]).toEqual([
      NEWEST + 1,
      [{ name: 'future' }],
    ]);
    expect(before.length).toBeGreaterThan(0);
  });

  it.each([
    ['text', 'this is not a database, only some text that is long enough to be read as a header of one'],
    ['zeros', '\0'.repeat(8_192)],
  ])('a file of %s is a code, not a crash, and is left alone', (name, content) => {
    const path = file();
    writeFileSync(path, name === 'zeros' ? `x${content}` : content);
    const before = readFileSync(path);
    expect(refusal(() => openLedger(path, virtualClock()))).toBe('ledger-not-database');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('a damaged schema page is a code', () => {
    const path = file();
    openLedger(path, virtualClock()).close();
    const handle = openSync(path, 'r+');
    writeSync(handle, Buffer.alloc(3_000, 0xff), 0, 3_000, 100);
    closeSync(handle);
    expect(refusal(() => openLedger(path, virtualClock()))).toBe('ledger-corrupt');
  });
});

const OLD: readonly Migration[] = [{ version: 1, sql: "CREATE TABLE a (x TEXT); INSERT INTO a VALUES ('kept');" }];
const NEW: readonly Migration[] = [
  ...OLD,
  { version: 2, sql: 'ALTER TABLE a ADD COLUMN y INTEGER;' },
  { version: 5, sql: 'CREATE TABLE b (z);' },
];

describe('migrations', () => {
  it('are numbered upwards, from 1, and each opens an empty file alone', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, at) => at + 1));
  });

  it('bring an older file to the newest schema, with its rows and a copy of the file as it was beside it', () => {
    const path = file();
    openLedgerFile(path, OLD).close();
    const db = closing(openLedgerFile(path, NEW));
    expect([pragma(db, 'user_version'), db.prepare('SELECT x, y FROM a').all()]).toEqual([5, [{ x: 'kept', y: null }]]);
    const copy = closing(new DatabaseSync(`${path}.v1.bak`));
    expect([pragma(copy, 'user_version'), copy.prepare('SELECT * FROM a').all()]).toEqual([1, [{ x: 'kept' }]]);
  });

  it('a new or an up-to-date file is not copied', () => {
    const path = file();
    openLedgerFile(path, NEW).close();
    openLedgerFile(path, NEW).close();
    expect([1, 2, 5].map((version) => existsSync(`${path}.v${String(version)}.bak`))).toEqual([false, false, false]);
  });

  it('a step that fails changes nothing, and the file opens again with the old schema', () => {
    const path = file();
    openLedgerFile(path, OLD).close();
    const broken: readonly Migration[] = [...OLD, { version: 2, sql: 'CREATE TABLE c (x); INSERT INTO nowhere VALUES (1);' }];
    expect(refusal(() => openLedgerFile(path, broken))).toBe('ledger-failed');
    const db = closing(openLedgerFile(path, OLD));
    expect([pragma(db, 'user_version'), db.prepare("SELECT name FROM sqlite_master WHERE name = 'c'").all()]).toEqual([1, []]);
  });

  it('rows that were only in the write-ahead log are in the copy too', () => {
    const path = file();
    const first = openLedgerFile(path, OLD);
    first.exec("INSERT INTO a VALUES ('late')");
    // A second connection keeps the log from being folded in when the first one closes.
    const second = openLedgerFile(path, OLD);
    second.prepare('SELECT count(*) FROM a').get();
    first.close();
    second.close();
    closing(openLedgerFile(path, NEW));
    const copy = closing(new DatabaseSync(`${path}.v1.bak`));
    expect(copy.prepare('SELECT x FROM a').all()).toEqual([{ x: 'kept' }, { x: 'late' }]);
  });
});

describe('the file by itself', () => {
  it('holds everything after an orderly stop, without the log beside it', async () => {
    const path = file();
    const ledger = openLedger(path, virtualClock());
    const first = submitted();
    await ledger.append(first);
    ledger.close();
    copyFileSync(path, `${path}.copy`);
    expect(await closing(openLedger(`${path}.copy`, virtualClock())).entriesOf(first.paymentRequestId)).toMatchObject([
      { event: first },
    ]);
  });

  it('refuses any change or deletion of an event, and any deletion of a payment', async () => {
    const path = file();
    const ledger = openLedger(path, virtualClock());
    await ledger.append(submitted());
    ledger.close();
    const db = closing(openLedgerFile(path));
    for (const sql of [
      "UPDATE events SET body = '{}'",
      'DELETE FROM events',
      'DELETE FROM payments',
      'UPDATE events SET wall_ms = 0 WHERE sequence = 1',
    ]) {
      expect(() => {
        db.exec(sql);
      }).toThrow(/append-only/);
    }
    expect(db.prepare('SELECT count(*) AS rows FROM events').get()).toEqual({ rows: 1 });
  });

  it('never holds a payment code, and its key makes the same hash after a restart and another in another ledger', () => {
    const code = '281010897274821897274821';
    const path = file();
    const ledger = openLedger(path, virtualClock());
    const hash = ledger.hashCode(code);
    ledger.close();
    const again = closing(openLedger(path, virtualClock()));
    expect([again.hashCode(code), again.hashCode(`${code.slice(0, -1)}0`) === hash, hash.includes(code)]).toEqual([
      hash,
      false,
      false,
    ]);
    expect(closing(openLedger(file(), virtualClock())).hashCode(code)).not.toBe(hash);
  });
});
