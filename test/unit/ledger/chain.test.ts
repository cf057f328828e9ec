import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import { anchorText, canonicalText, genesisHash, rowHash, type RowText } from '../../../core/journal/chain.ts';
import { openLedger } from '../../../main/ledger/ledger.ts';
import { MIGRATIONS } from '../../../main/ledger/migrations.ts';
import { openLedgerFile } from '../../../main/ledger/open.ts';
import { sha256 } from '../../../main/ledger/sha256.ts';
import { answered, PAID, submitted } from '../../builders/payments.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';
import { ownFolder } from './folder.ts';

const { file, closing } = ownFolder();

const ROW: RowText = {
  sequence: 1,
  wallMs: 1_772_413_200_000,
  monotonicMs: 5_000.25,
  type: 'pay-repeated',
  paymentRequestId: 'T1-P-1',
  actor: '{"kind":"paydesk"}',
  approver: 'null',
  cause: 'policy',
  body: '{"type":"pay-repeated","paymentRequestId":"T1-P-1"}',
};

describe('the chain', () => {
  it('hashes eleven lines, as docs/ledger.md tells any auditor to', () => {
    expect(canonicalText('00', ROW).split('\n')).toEqual([
      'paydesk-row-1',
      '00',
      '1',
      '1772413200000',
      '5000.25',
      'pay-repeated',
      'T1-P-1',
      '{"kind":"paydesk"}',
      'null',
      'policy',
      ROW.body,
    ]);
    // Computed with: printf 'paydesk-ledger-1\n%s' 000102 | sha256sum
    expect(genesisHash(sha256, '000102')).toBe('5746fbc32e99d952c67bfc5c4b0307d045f766613fe53eea18b6da7c3c7b2526');
  });

  it.each(Object.keys(ROW) as (keyof RowText)[])('another %s is another hash', (field) => {
    const before = rowHash(sha256, 'aa', ROW);
    const other = typeof ROW[field] === 'number' ? ROW[field] + 1 : `${String(ROW[field])} `;
    expect(rowHash(sha256, 'aa', { ...ROW, [field]: other })).not.toBe(before);
    expect(rowHash(sha256, 'ab', ROW)).not.toBe(before);
  });

  it('its head is told in letters that a small QR code holds', () => {
    expect(anchorText({ sequence: 1_044, hash: 'ab'.repeat(32) })).toBe(`PAYDESK1:1044:${'AB'.repeat(32)}`);
  });

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
