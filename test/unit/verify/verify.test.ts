import { chmodSync, copyFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import { anchorText } from '../../../core/journal/chain.ts';
import type { ChainHead, JournalEvent } from '../../../core/journal/events.ts';
import { openLedger } from '../../../main/ledger/ledger.ts';
import { verify } from '../../../verify/run.ts';
import { openForger } from '../../books/forger.ts';
import { answered, PAID, submitted } from '../../builders/payments.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';
import { seededRandom } from '../../powercut/random.ts';
import { ownFolder } from '../ledger/folder.ts';

const { file } = ownFolder();

/** A ledger of three paid payments, and its head after each row. */
async function ledger(): Promise<{ readonly path: string; readonly heads: readonly ChainHead[] }> {
  const path = file();
  const open = openLedger(path, virtualClock());
  const heads: ChainHead[] = [];
  for (let at = 0; at < 3; at += 1) {
    const first = submitted({ note: 'table 4' });
    const paid: JournalEvent = { ...answered(PAID, 'pay'), paymentRequestId: first.paymentRequestId };
    for (const event of [first, paid]) {
      await open.append(event);
      heads.push(open.head());
    }
  }
  open.close();
  return { path, heads };
}

async function run(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await verify(args, { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const json = async (...args: readonly string[]) => JSON.parse((await run(...args, '--json')).out) as Record<string, unknown>;

describe('paydesk-verify', () => {
  it('says of an untouched ledger that nothing is wrong, and which rows no head vouches for', async () => {
    const { path, heads } = await ledger();
    const [third, last] = [heads[2], heads[5]].map((head) => (head === undefined ? '' : anchorText(head)));
    const alone = await run(path);
    expect([alone.code, alone.out.includes('Rows 1 to 6 (6) are vouched for by no head')]).toEqual([0, true]);
    expect(await json(path, '--anchor', third ?? '')).toMatchObject({
      ok: true,
      rows: 6,
      payments: 3,
      firstBroken: null,
      unanchored: { fromSequence: 4, rows: 3 },
    });
    expect(await json(path, '--anchor', last ?? '')).toMatchObject({ ok: true, unanchored: null });
  });

  it('names the first broken row, and goes on to the next', async () => {
    const { path } = await ledger();
    const { db } = openForger(path, 6, seededRandom(1));
    db.exec("UPDATE events SET cause = 'person' WHERE sequence = 4; DELETE FROM events WHERE sequence = 2");
    db.close();
    const found = await run(path);
    expect(found.code).toBe(1);
    expect(found.out).toContain('The first broken row is 3.');
    expect(found.out).toContain('WRONG row 3 (row-missing): row 2 is not there; the next one is 3');
    expect(found.out).toContain('WRONG row 4 (row-changed)');
  });

  it('cannot tell a ledger that was written anew from a true one by itself, and finds it by one head', async () => {
    const { path, heads } = await ledger();
    const forger = openForger(path, 6, seededRandom(1));
    const row = forger.read(3);
    forger.put({ ...row, body: row.body.replace('"amountMinor":4250', '"amountMinor":425') });
    forger.rechain(3);
    forger.rebuild();
    forger.db.close();
    expect(await run(path)).toMatchObject({ code: 0 });
    const list = file('heads.txt');
    writeFileSync(list, `# kept by the owner\n\n${heads.map((head) => `${anchorText(head)} 2026-03-02`).join('\n')}\n`);
    const found = await json(path, '--anchors', list);
    expect(found).toMatchObject({ ok: false, firstBroken: 3, unanchored: { fromSequence: 3 } });
    expect(JSON.stringify(found['findings'])).toContain('something was changed in rows 3 to 3');
  });

  it('takes a head behind the end for rows that were cut off', async () => {
    const { path, heads } = await ledger();
    const forger = openForger(path, 6, seededRandom(1));
    forger.db.exec('DELETE FROM events WHERE sequence > 4');
    forger.rebuild();
    forger.db.close();
    const head = heads[5] === undefined ? '' : anchorText(heads[5]);
    expect((await run(path, '--anchor', head)).out).toContain('the ledger ends at row 4, before this head');
  });

  it('reads a ledger that may only be read, with its log, and leaves no trace', async () => {
    const { path } = await ledger();
    const copy = file('read-only.sqlite');
    copyFileSync(path, copy);
    chmodSync(copy, 0o400);
    expect(await run(copy)).toMatchObject({ code: 0 });
  });

  it.each([
    [[], 'a ledger file is missing'],
    [['a', 'b'], 'one file at a time'],
    [['--anchor', 'nonsense', 'a'], 'nonsense is no anchor'],
    [['--anchors', '/no/such/file', 'a'], 'no such file'],
    [['--wrong', 'a'], "Unknown option '--wrong'"],
    [['/no/such/ledger'], 'there is no file /no/such/ledger'],
  ])('%j is refused with what is wrong, and is not taken for a sound ledger', async (args, words) => {
    const found = await run(...args);
    expect(found.code).toBe(2);
    expect(found.err).toContain(words);
  });

  it('refuses what is no ledger', async () => {
    const text = file('text');
    writeFileSync(text, '{"format":"something else"}\n');
    expect((await run(text)).err).toContain('neither a ledger nor an export of one');
    const other = file('other.sqlite');
    const db = new DatabaseSync(other);
    db.exec('CREATE TABLE a (x)');
    db.close();
    expect((await run(other)).err).toContain('this is no ledger of Paydesk');
  });

  it('says that a damaged file cannot be read to its end', async () => {
    const { path } = await ledger();
    const db = new DatabaseSync(path);
    db.exec('DROP TABLE payments');
    db.close();
    expect(await json(path)).toMatchObject({ ok: false, findings: [{ kind: 'unreadable' }] });
  });
});
