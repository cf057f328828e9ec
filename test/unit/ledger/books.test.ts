import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSearch } from '../../../core/journal/search.ts';
import { backUpLedger } from '../../../main/ledger/backup.ts';
import { eraseNotes } from '../../../main/ledger/erase.ts';
import { exportRows } from '../../../main/ledger/export-rows.ts';
import { openLedger } from '../../../main/ledger/ledger.ts';
import { openLedgerFile } from '../../../main/ledger/open.ts';
import { verify } from '../../../verify/run.ts';
import { submitted } from '../../builders/payments.ts';
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

async function ledgerWith(...changes: readonly Parameters<typeof submitted>[0][]) {
  const ledgerFile = file();
  const ledger = openLedger(ledgerFile, virtualClock());
  const events = changes.map((change) => submitted(change));
  for (const event of events) await ledger.append(event);
  ledger.close();
  return { ledgerFile, events };
}

describe('erasing notes', () => {
  it('leaves no word and no key in the file, changes no row, and paydesk-verify finds nothing wrong', async () => {
    const { ledgerFile, events } = await ledgerWith({ note: 'Mrs Zyxwvut' }, { note: 'Mr Kept' });
    const db = openLedgerFile(ledgerFile);
    const hashes = db.prepare('SELECT hash FROM events ORDER BY sequence').all();
    const [first] = events;
    expect(eraseNotes(db, { of: first?.paymentRequestId ?? '' }, OWNER, NOW)).toBe(1);
    expect(db.prepare('SELECT hash FROM events WHERE sequence <= 2 ORDER BY sequence').all()).toEqual(hashes);
    db.close();
    expect(readFileSync(ledgerFile).includes('Zyxwvut')).toBe(false);
    const ledger = closing(openLedger(ledgerFile, virtualClock()));
    const found = (text: string) => ledger.search(parseSearch(text, 'SGD', 0), null, 9, 0).records.map(({ note }) => note);
    expect([found('note:zyx'), found('note:kept')]).toEqual([[], ['Mr Kept']]);
    expect((await check(ledgerFile))[0]).toBe(0);
  });

  it('a key that vanished without the owner is found', async () => {
    const { ledgerFile } = await ledgerWith({ note: 'table 4' });
    const db = openLedgerFile(ledgerFile);
    db.exec('DELETE FROM note_keys');
    db.close();
    expect((await check(ledgerFile))[1]).toContain('no row says that the owner erased it');
  });

  it('a day reaches every payment begun before it', async () => {
    const { ledgerFile } = await ledgerWith({ note: 'one' }, { note: 'two' });
    const db = closing(openLedgerFile(ledgerFile));
    expect(eraseNotes(db, { beforeMs: MORNING_MS }, OWNER, NOW)).toBe(0);
    expect(eraseNotes(db, { beforeMs: MORNING_MS + 1 }, OWNER, NOW)).toBe(2);
  });
});

describe('why a shift was taken over', () => {
  const taken = { type: 'shift-taken-over', shiftId: 's1', from: 'Lee', reason: 'Lee Qwxyz fell ill', actor: OWNER } as const;

  it('is read back, is not in the file in the clear, and is erased with the notes of its day', async () => {
    const ledgerFile = file();
    const ledger = openLedger(ledgerFile, virtualClock());
    await ledger.append(taken);
    expect(ledger.ofNoPayment({ 'shift-taken-over': null })).toMatchObject([{ event: taken }]);
    ledger.close();
    const db = openLedgerFile(ledgerFile);
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    expect(readFileSync(ledgerFile).includes('Qwxyz')).toBe(false);
    const keys = () => (db.prepare('SELECT count(*) AS keys FROM note_keys').get() as { readonly keys: number }).keys;
    expect([eraseNotes(db, { beforeMs: MORNING_MS }, OWNER, NOW), keys()]).toEqual([0, 1]);
    expect([eraseNotes(db, { beforeMs: MORNING_MS + 60_000 }, OWNER, NOW), keys()]).toEqual([1, 0]);
    db.close();
    expect((await check(ledgerFile))[0]).toBe(0);
    const again = closing(openLedger(ledgerFile, virtualClock()));
    expect(again.ofNoPayment({ 'shift-taken-over': null })[0]).toMatchObject({ event: { ...taken, reason: null } });
  });

  it('is missed by paydesk-verify when its key vanished without the owner', async () => {
    const ledgerFile = file();
    const ledger = openLedger(ledgerFile, virtualClock());
    await ledger.append(taken);
    ledger.close();
    const db = openLedgerFile(ledgerFile);
    db.exec('DELETE FROM note_keys');
    db.close();
    expect((await check(ledgerFile))[1]).toContain('no row says that the owner erased it');
  });
});

describe('the daily copy', () => {
  it('is whole while rows are written, and is a ledger that paydesk-verify accepts', async () => {
    const ledgerFile = file();
    const ledger = closing(openLedger(ledgerFile, virtualClock()));
    await ledger.append(submitted());
    const db = closing(openLedgerFile(ledgerFile));
    const folder = path.dirname(file());
    const copying = backUpLedger(db, { folder, counterId: 'T1', day: '2026-03-02' });
    await ledger.append(submitted());
    const copy = await copying;
    expect(path.basename(copy)).toBe('paydesk-T1-2026-03-02.sqlite');
    expect((await check(copy))[0]).toBe(0);
    expect(existsSync(`${copy}.part`)).toBe(false);
  });
});

describe('an exported ledger', () => {
  it('is checked like the ledger itself, and a changed line is found', async () => {
    const { ledgerFile } = await ledgerWith({ note: 'größe 店' }, {});
    const target = file('export.jsonl');
    const db = closing(openLedgerFile(ledgerFile));
    expect(exportRows(db, target)).toBe(2);
    expect((await check(target))[0]).toBe(0);
    writeFileSync(target, readFileSync(target, 'utf8').replace('4250', '425'));
    expect((await check(target))[1]).toContain('row-changed');
  });
});
