import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import { anchorText } from '../../../core/journal/chain.ts';
import { parseSearch } from '../../../core/journal/search.ts';
import { eraseNotes } from '../../../main/ledger/erase.ts';
import { openLedger } from '../../../main/ledger/ledger.ts';
import { openLedgerFile } from '../../../main/ledger/open.ts';
import { compare, lookInto, restoreLedger } from '../../../main/ledger/restore.ts';
import { verify } from '../../../verify/run.ts';
import { answered, PAID, submitted } from '../../builders/payments.ts';
import { MORNING_MS, virtualClock } from '../../builders/virtual-clock.ts';
import { ownFolder } from './folder.ts';

const { file, closing } = ownFolder();
const OWNER = { kind: 'cashier', name: 'Owner' } as const;
const NOW = { wallMs: MORNING_MS + 60_000, monotonicMs: 1 };

async function check(...args: readonly string[]): Promise<readonly [number, string]> {
  const out: string[] = [];
  const code = await verify(args, { out: (text) => out.push(text), err: (text) => out.push(text) });
  return [code, out.join('\n')];
}

function copyOf(ledgerFile: string): string {
  const backup = file('backup.sqlite');
  const db = openLedgerFile(ledgerFile);
  db.prepare('VACUUM INTO ?').run(backup);
  db.close();
  return backup;
}

/** A ledger with one open payment, its copy, and then a paid answer to it and one more payment. */
async function shop() {
  const ledgerFile = file();
  const [first, second] = [
    submitted({ receiptNumber: 5, note: 'Mrs Zyxwvut' }),
    submitted({ receiptNumber: 77, note: 'Mr Kept' }),
  ];
  const ledger = openLedger(ledgerFile, virtualClock());
  await ledger.append(first);
  ledger.close();
  const backup = copyOf(ledgerFile);
  const later = openLedger(ledgerFile, virtualClock());
  await later.append({ ...answered(PAID), paymentRequestId: first.paymentRequestId });
  await later.append(second);
  const lost = later.head();
  later.close();
  return { ledgerFile, backup, first, second, lost };
}

/** Changes a file behind the ledger's back. */
function tamper(ledgerFile: string, sql: string): void {
  const db = openLedgerFile(ledgerFile);
  db.exec(`DROP TRIGGER events_never_change; DROP TRIGGER events_never_go; ${sql}; PRAGMA wal_checkpoint(TRUNCATE)`);
  db.close();
}

describe('restoring a copy', () => {
  it('brings over what came since, byte for byte: no payment falls back to an older state, and printed heads stay good', async () => {
    const { ledgerFile, backup, first, second, lost } = await shop();
    expect(lookInto(backup, file('scratch.sqlite'))).toMatchObject({ head: { sequence: 1 }, open: 1, lastReceiptNumber: 5 });
    const { replaced, carried } = restoreLedger(backup, ledgerFile, OWNER, NOW);
    expect(carried).toBe(2);
    const ledger = closing(openLedger(ledgerFile, virtualClock()));
    expect(ledger.record(first.paymentRequestId)).toMatchObject({ state: 'paid' });
    expect(ledger.unsettledIds()).toEqual([second.paymentRequestId]);
    expect(ledger.search(parseSearch('note:kept', 'SGD', 0), null, 9, 0).records).toHaveLength(1);
    expect(ledger.ofNoPayment({ 'ledger-restored': null })).toMatchObject([
      { sequence: 4, event: { replaced: lost }, actor: OWNER },
    ]);
    expect(ledger.nextReceiptNumber()).toBe(78);
    expect((await check(ledgerFile, '--anchor', anchorText(lost)))[0]).toBe(0);
    expect(closing(openLedger(replaced ?? '', virtualClock())).head()).toEqual(lost);
    expect(existsSync(`${ledgerFile}.restoring`)).toBe(false);
  });

  it('does not bring back words that were erased since the copy was made', async () => {
    const { ledgerFile, backup } = await shop();
    const db = openLedgerFile(ledgerFile);
    expect(eraseNotes(db, { beforeMs: MORNING_MS + 1 }, OWNER, NOW)).toBe(2);
    db.close();
    restoreLedger(backup, ledgerFile, OWNER, NOW);
    expect(readFileSync(ledgerFile).includes('Zyxwvut')).toBe(false);
    const ledger = closing(openLedger(ledgerFile, virtualClock()));
    expect(ledger.recent(9).map(({ note }) => note)).toEqual([null, null]);
    expect((await check(ledgerFile))[0]).toBe(0);
  });

  it('leaves out what stands behind a broken link, and says before that an open payment would be lost with it', async () => {
    const { ledgerFile, backup, first } = await shop();
    tamper(ledgerFile, `UPDATE events SET body = replace(body, 'Maya', 'Mala') WHERE sequence = 3`);
    const relation = { kind: 'earlier', rows: 2, whole: 1, isOpenLost: true };
    expect(compare(backup, file('scratch.sqlite'), ledgerFile)).toMatchObject({ relation });
    expect(restoreLedger(backup, ledgerFile, OWNER, NOW)).toMatchObject({ carried: 1 });
    const ledger = closing(openLedger(ledgerFile, virtualClock()));
    expect([ledger.unsettledIds(), ledger.record(first.paymentRequestId)?.state]).toEqual([[], 'paid']);
    expect((await check(ledgerFile))[0]).toBe(0);
  });

  it('mends a ledger whose rows were changed before the copy was made', async () => {
    const { ledgerFile, backup } = await shop();
    tamper(ledgerFile, `UPDATE events SET body = replace(body, '4250', '1') WHERE sequence = 1`);
    expect((await check(ledgerFile))[1]).toContain('row-changed');
    expect(restoreLedger(backup, ledgerFile, OWNER, NOW)).toMatchObject({ carried: 2 });
    expect((await check(ledgerFile))[0]).toBe(0);
  });

  it('keeps open what is open in it where the ledger in use cannot be read, and skips receipt numbers', async () => {
    const { ledgerFile, backup, first } = await shop();
    writeFileSync(ledgerFile, 'nothing that anybody could read as a ledger, however long they look at it');
    const { relation } = compare(backup, file('scratch.sqlite'), ledgerFile);
    expect(relation).toBeNull();
    expect(restoreLedger(backup, ledgerFile, OWNER, NOW)).toMatchObject({ carried: 0 });
    const ledger = closing(openLedger(ledgerFile, virtualClock()));
    expect(ledger.unsettledIds()).toEqual([first.paymentRequestId]);
    expect(ledger.nextReceiptNumber()).toBe(100_006);
  });

  it('tells a copy of another counter, and one that is ahead of the ledger in use', async () => {
    const [ours, theirs] = [await shop(), await shop()];
    const scratch = file('scratch.sqlite');
    expect(compare(theirs.backup, scratch, ours.ledgerFile).relation).toEqual({ kind: 'other', payments: 2 });
    const fresh = file();
    openLedger(fresh, virtualClock()).close();
    expect(compare(ours.backup, scratch, fresh).relation).toEqual({ kind: 'other', payments: 0 });
    const whole = copyOf(ours.ledgerFile);
    const behind = file();
    copyFileSync(ours.backup, behind);
    expect(compare(whole, scratch, behind).relation).toEqual({ kind: 'newer' });
  });

  it('refuses a file that is no ledger, and a running Paydesk, and changes nothing then', async () => {
    const { ledgerFile, lost } = await shop();
    const other = file('other');
    writeFileSync(other, 'not a ledger, but long enough to be looked into as if it were one, by whoever tries');
    expect(() => restoreLedger(other, ledgerFile, OWNER, NOW)).toThrow(/ledger-not-database/);
    const running = closing(openLedger(ledgerFile, virtualClock()));
    expect(running.head()).toEqual(lost);
    expect(() => restoreLedger(other, ledgerFile, OWNER, NOW)).toThrow(/locked/);
  }, 20_000);

  it('a disk that refuses the row leaves the ledger in use where it is', async () => {
    const { ledgerFile, backup, lost } = await shop();
    const db = new DatabaseSync(backup);
    db.exec("CREATE TRIGGER refuse BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'full'); END");
    db.close();
    expect(() => restoreLedger(backup, ledgerFile, OWNER, NOW)).toThrow(/full/);
    expect(closing(openLedger(ledgerFile, virtualClock())).head()).toEqual(lost);
  });
});
