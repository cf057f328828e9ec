import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBooksDesk } from '../../../main/worlds/books-desk.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';
import { ownFolder } from './folder.ts';

const { file } = ownFolder();
const MINUTE_MS = 60_000;

function desk(options: { refuses?: boolean } = {}) {
  const clock = virtualClock();
  const folder = path.join(path.dirname(file()), 'copies');
  const [kept, copies, told]: [string[], string[], string[]] = [[], [], []];
  const state = { sequence: 1, day: '2026-03-02' };
  const books = createBooksDesk({
    clock,
    ledger: {
      head: () => Promise.resolve({ sequence: state.sequence, hash: 'ab'.repeat(32) }),
      backUp: ({ day }) => {
        if (options.refuses === true) return Promise.reject(new Error('full'));
        mkdirSync(folder, { recursive: true });
        writeFileSync(path.join(folder, `paydesk-T1-${day}.sqlite`), '');
        copies.push(day);
        return Promise.resolve(day);
      },
    },
    vault: { put: (name, text) => (kept.push(`${name} ${text.slice(0, 11)}`), Promise.resolve({ ok: true, value: null })) },
    counterId: () => 'T1',
    folder: () => folder,
    day: () => state.day,
    tell: (line) => told.push(line),
  });
  return { clock, books, folder, kept, copies, told, state };
}

describe('the books desk', () => {
  it('keeps the head in the keychain when it moved, at most once a minute, and once more at the end', async () => {
    const { clock, books, kept, state } = desk();
    books.start();
    await clock.advance(1);
    expect(kept).toEqual(['ledger-head PAYDESK1:1:']);
    state.sequence = 9;
    await clock.advance(MINUTE_MS / 2);
    expect(kept).toHaveLength(1);
    await clock.advance(MINUTE_MS);
    expect(kept).toEqual(['ledger-head PAYDESK1:1:', 'ledger-head PAYDESK1:9:']);
    await clock.advance(5 * MINUTE_MS);
    expect(kept).toHaveLength(2);
    state.sequence = 12;
    await books.close();
    expect(kept.at(-1)).toBe('ledger-head PAYDESK1:12');
    expect(clock.pending()).toBe(0);
  });

  it('makes one copy a day of the shop, and writes its head beside it for paydesk-verify', async () => {
    const { clock, books, copies, folder, state } = desk();
    books.start();
    await clock.advance(10 * MINUTE_MS);
    state.day = '2026-03-03';
    await clock.advance(10 * MINUTE_MS);
    expect(copies).toEqual(['2026-03-02', '2026-03-03']);
    expect(readFileSync(path.join(folder, 'paydesk-heads.txt'), 'utf8').split('\n')).toEqual([
      `PAYDESK1:1:${'AB'.repeat(32)} T1 2026-03-02`,
      `PAYDESK1:1:${'AB'.repeat(32)} T1 2026-03-03`,
      '',
    ]);
    await books.close();
  });

  it('a folder that refuses is told, tried again after a quarter of an hour, and stops nothing', async () => {
    const { clock, books, told, kept } = desk({ refuses: true });
    books.start();
    await clock.advance(5 * MINUTE_MS);
    expect([told.length, kept.length]).toEqual([1, 1]);
    await clock.advance(15 * MINUTE_MS);
    expect(told).toHaveLength(2);
    expect(told[0]).toContain('could not be made');
    await books.close();
  });

  it('a copy that somebody asks for is made at once, again on the same day, and never beside another', async () => {
    const { clock, books, copies } = desk();
    books.start();
    await clock.advance(1);
    expect(await Promise.all([books.copyNow(), books.copyNow()])).toEqual([true, true]);
    expect(copies).toEqual(['2026-03-02', '2026-03-02', '2026-03-02']);
    expect(books.trouble()).toBeNull();
    await books.close();
  });

  it('a copy that could not be made says why until one could', async () => {
    const options = { refuses: true };
    const { clock, books } = desk(options);
    books.start();
    await clock.advance(1);
    expect([await books.copyNow(), books.trouble()]).toEqual([false, 'full']);
    options.refuses = false;
    expect([await books.copyNow(), books.trouble()]).toEqual([true, null]);
    await books.close();
  });
});
