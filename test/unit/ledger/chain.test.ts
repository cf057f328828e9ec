import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import { openLedger } from '../../../main/ledger/ledger.ts';
import { MIGRATIONS } from '../../../main/ledger/migrations.ts';
import { openLedgerFile } from '../../../main/ledger/open.ts';
import { answered, PAID, submitted } from '../../builders/payments.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';
import { ownFolder } from './folder.ts';

const { file, closing } = ownFolder();

describe('the chain', () => {
  it('no two ledgers begin with the same link', () => {
    const [one, two] = [closing(openLedger(file(), virtualClock())), closing(openLedger(file(), virtualClock()))];
    expect(one.head().hash).not.toBe(two.head().hash);
  });
});

describe('typed words', () => {
  it('stand in no row and come back from it; without their key the row is as it was and the words are gone', async () => {
    const path = file();
    const ledger = openLedger(path, virtualClock());
    const first = submitted({ note: 'for Mrs Lim, table 4' });
    await ledger.append(first);
    const { hash } = ledger.head();
    expect(await ledger.entriesOf(first.paymentRequestId)).toMatchObject([{ event: { note: 'for Mrs Lim, table 4' } }]);
    ledger.close();
    const db = new DatabaseSync(path);
    expect(JSON.stringify(db.prepare('SELECT * FROM events').all())).not.toContain('Lim');
    db.exec('DELETE FROM note_keys');
    db.close();
    const again = closing(openLedger(path, virtualClock()));
    expect(again.head().hash).toBe(hash);
    expect(await again.entriesOf(first.paymentRequestId)).toMatchObject([{ event: { note: null }, hash }]);
  });

  it('with a damaged seal are a damaged row, never other words', async () => {
    const path = file();
    const ledger = openLedger(path, virtualClock());
    const first = submitted({ note: 'table 4' });
    await ledger.append(first);
    ledger.close();
    const db = new DatabaseSync(path);
    db.exec('UPDATE note_keys SET key = randomblob(32)');
    db.close();
    const again = closing(openLedger(path, virtualClock()));
    expect(() => again.entries(first.paymentRequestId)).toThrow('a row is damaged');
    expect(again.trouble()).toBe('storage-corrupt');
  });
});

describe('rows from before the chain', () => {
  it('are chained in their order, say what they said, and new rows go on behind them', async () => {
    const path = file();
    const db = openLedgerFile(path, MIGRATIONS.slice(0, 1));
    const first = submitted({ note: 'table 4' });
    const { paymentRequestId } = first;
    const paid = { ...answered(PAID, 'pay'), paymentRequestId };
    const insert = db.prepare(
      'INSERT INTO events (wall_ms, monotonic_ms, type, payment_request_id, body) VALUES (1000, 1.5, ?, ?, ?)',
    );
    for (const event of [first, paid]) insert.run(event.type, paymentRequestId, JSON.stringify(event));
    db.close();
    const ledger = closing(openLedger(path, virtualClock()));
    const rows = await ledger.entriesOf(paymentRequestId);
    expect(rows).toMatchObject([
      { sequence: 1, wallMs: 1_000, monotonicMs: 1.5, event: first, actor: first.actor, cause: 'person' },
      { sequence: 2, event: paid, actor: { kind: 'paydesk' }, cause: 'answer', previousHash: rows[0]?.hash },
    ]);
    expect(ledger.head()).toEqual({ sequence: 2, hash: rows[1]?.hash });
    expect(await ledger.append(submitted())).toMatchObject({ ok: true, entry: { sequence: 3, previousHash: rows[1]?.hash } });
    expect(() => {
      closing(openLedgerFile(path)).exec('UPDATE events SET body = body');
    }).toThrow(/append-only/);
  });
});
