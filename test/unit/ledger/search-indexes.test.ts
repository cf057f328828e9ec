import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { expect, it } from 'vitest';
import type { JournalEvent } from '../../../core/journal/events.ts';
import { parseSearch } from '../../../core/journal/search.ts';
import { openLedger } from '../../../main/ledger/ledger.ts';
import { MIGRATIONS, type Migration } from '../../../main/ledger/migrations.ts';
import { openLedgerFile, pragma } from '../../../main/ledger/open.ts';
import { lookInto } from '../../../main/ledger/restore.ts';
import { verify } from '../../../verify/run.ts';
import { answered, cancelAsked, cancelSaid, PAID, refundAsked, refundSaid, submitted } from '../../builders/payments.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';
import { ownFolder } from './folder.ts';

const { file, closing } = ownFolder();
const BEFORE = 3;

/** A ledger as Paydesk wrote it before these indexes: one payment paid, one cancelled, one given back, one not given back. */
async function older(): Promise<{ readonly ledgerFile: string; readonly ids: readonly string[] }> {
  const ledgerFile = file();
  const ledger = openLedger(ledgerFile, virtualClock());
  const fates = [
    [answered(PAID)],
    [cancelAsked('cashier'), cancelSaid('cancelled')],
    [answered(PAID), refundAsked('back', 100), refundSaid('back', 'refunded')],
    [answered(PAID), refundAsked('kept', 200), refundSaid('kept', 'refused')],
  ];
  const ids: string[] = [];
  for (const fate of fates) {
    const first = submitted();
    ids.push(first.paymentRequestId);
    const later = fate.map((event): JournalEvent => ({ ...event, paymentRequestId: first.paymentRequestId }));
    for (const event of [first, ...later]) expect(await ledger.append(event)).toMatchObject({ ok: true });
  }
  ledger.close();
  const db = new DatabaseSync(ledgerFile);
  db.exec(`
    DROP INDEX payments_cancelled; DROP INDEX payments_not_paid; DROP INDEX payments_refunded;
    DROP INDEX payments_by_cashier; DROP INDEX payments_by_wallet;
    ALTER TABLE payments DROP COLUMN refunded; PRAGMA user_version = ${String(BEFORE)}; PRAGMA wal_checkpoint(TRUNCATE)`);
  db.close();
  return { ledgerFile, ids };
}

/** Tables and indexes as SQLite keeps them, apart from how a column was added. */
function schemaOf(ledgerFile: string): readonly unknown[] {
  const db = closing(new DatabaseSync(ledgerFile, { readOnly: true }));
  return db.prepare("SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE '%.%' ORDER BY name").all();
}

function found(ledgerFile: string, text: string): readonly string[] {
  const ledger = openLedger(ledgerFile, virtualClock());
  try {
    return ledger.search(parseSearch(text, 'SGD', 0), null, 50, 0).records.map(({ paymentRequestId }) => paymentRequestId);
  } finally {
    ledger.close();
  }
}

it('a ledger from before says the same afterwards, and what was given back or cancelled in it is found', async () => {
  const { ledgerFile, ids } = await older();
  expect(found(ledgerFile, 'state:refunded')).toEqual([ids[2]]);
  expect(found(ledgerFile, 'state:cancelled')).toEqual([ids[1]]);
  expect(found(ledgerFile, 'cashier:maya wallet:gcash')).toEqual([ids[3], ids[2], ids[0]]);
  const newer = file();
  openLedgerFile(newer).close();
  expect(schemaOf(ledgerFile)).toEqual(schemaOf(newer));
  expect(existsSync(`${ledgerFile}.v3.bak`)).toBe(true);
  const silent = { out: () => undefined, err: () => undefined };
  expect(await verify([ledgerFile], silent)).toBe(0);
  expect(await verify([`${ledgerFile}.v3.bak`], silent)).toBe(0);
});

it('whatever ends Paydesk in the middle of it, the ledger is as it was, and the next start makes the step whole', async () => {
  const { ledgerFile, ids } = await older();
  const [last] = MIGRATIONS.slice(-1);
  if (last === undefined) throw new Error('there are steps');
  const ended: Migration = {
    ...last,
    fill: () => {
      throw new Error('the plug was pulled');
    },
  };
  expect(() => openLedgerFile(ledgerFile, [...MIGRATIONS.slice(0, -1), ended])).toThrow();
  const db = closing(new DatabaseSync(ledgerFile));
  expect(pragma(db, 'user_version')).toBe(BEFORE);
  expect(db.prepare("SELECT name FROM pragma_table_info('payments') WHERE name = 'refunded'").all()).toEqual([]);
  expect(found(ledgerFile, 'state:refunded')).toEqual([ids[2]]);
});

it('a copy from before that is only looked into leaves nothing behind', async () => {
  const { ledgerFile } = await older();
  const scratch = file('ledger.sqlite.looked-into');
  expect(lookInto(ledgerFile, scratch)).toMatchObject({ head: { sequence: 13 } });
  expect(readdirSync(path.dirname(scratch))).toEqual([]);
});

it('a forger who hides that something was given back is found', async () => {
  const { ledgerFile, ids } = await older();
  expect(found(ledgerFile, 'state:refunded')).toEqual([ids[2]]);
  const db = new DatabaseSync(ledgerFile);
  db.exec('UPDATE payments SET refunded = 0; PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
  const told: string[] = [];
  const code = await verify([ledgerFile], { out: (text) => told.push(text), err: (text) => told.push(text) });
  expect([code, told.join('\n').includes('another refunded')]).toEqual([1, true]);
});
