import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, expect, it } from 'vitest';
import type { Actor, JournalEvent } from '../../../core/journal/events.ts';
import { booksPageSchema } from '../../../core/contract/books.ts';
import { backUpLedger } from '../../../main/ledger/backup.ts';
import { openLedger } from '../../../main/ledger/ledger.ts';
import { openLedgerFile } from '../../../main/ledger/open.ts';
import { PRACTICE_SETTINGS } from '../../../main/settings/practice.ts';
import type { Settings } from '../../../main/settings/schema.ts';
import { bookErrands } from '../../../main/worlds/books-errands.ts';
import { doLastAct } from '../../../main/worlds/last-act.ts';
import { createOwnerBooks, type LastAct, type OwnerBooksParts } from '../../../main/worlds/owner-books.ts';
import { answered, PAID, submitted } from '../../builders/payments.ts';
import { MORNING_MS, virtualClock } from '../../builders/virtual-clock.ts';
import { buildScript } from '../ledger/build-script.ts';

const OWNER: Actor = { kind: 'cashier', name: 'Ola', personId: 'ola' };
const DAY_MS = 86_400_000;
const folders: string[] = [];
const built = mkdtempSync(path.join(tmpdir(), 'paydesk-books-'));
let script = '';

// The thread is the shipped one: what it is asked for, and how its answers come back, is part of what is tried here.
beforeAll(async () => {
  script = await buildScript('../../../main/worlds/books-worker.ts', built);
  return () => {
    rmSync(built, { recursive: true });
  };
}, 60_000);

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

type Wishes = {
  timeZone?: string;
  atMs?: number;
  isBusy?: boolean;
  refusesRows?: boolean;
  chosen?: string | null;
  isPractice?: boolean;
};

async function shop(wishes: Wishes = {}, events: readonly JournalEvent[] = [submitted({ note: 'Mrs Zyxwvut' })]) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'paydesk-shop-'));
  folders.push(dataDir);
  const ledgerFile = path.join(dataDir, 'ledger.sqlite');
  const clock = virtualClock(wishes.atMs ?? MORNING_MS);
  let ledger = openLedger(ledgerFile, clock);
  for (const event of events) await ledger.append(event);
  const { shop: place } = PRACTICE_SETTINGS;
  let settings: Settings = { ...PRACTICE_SETTINGS, shop: { ...place, timeZone: wishes.timeZone ?? place.timeZone } };
  const acts: LastAct[] = [];
  const order = () => ({
    folder: settings.backups?.folder ?? path.join(dataDir, 'backups'),
    counterId: settings.counter.counterId,
    day: '2026-03-02',
  });
  const copy = async (): Promise<string> => {
    const db = openLedgerFile(ledgerFile);
    try {
      return await backUpLedger(db, order());
    } finally {
      db.close();
    }
  };
  const parts: OwnerBooksParts = {
    ledger: {
      append: (event) =>
        wishes.refusesRows === true ? Promise.resolve({ ok: false, fault: 'storage-full' }) : ledger.append(event),
      ofNoPayment: (wanted) => Promise.resolve(ledger.ofNoPayment(wanted)),
      head: () => Promise.resolve(ledger.head()),
    },
    ledgerFile,
    dataDir,
    settings: () => settings,
    store:
      wishes.isPractice === true
        ? null
        : {
            read: () => settings,
            write: (next) => {
              settings = next;
              return { ok: true };
            },
          },
    desk: wishes.isPractice === true ? null : { copyNow: () => copy().then(() => true), trouble: () => null },
    errands: bookErrands(script),
    actor: () => OWNER,
    isBusy: () => wishes.isBusy === true,
    choose: {
      folder: () => Promise.resolve(wishes.chosen ?? null),
      file: () => Promise.resolve(wishes.chosen ?? null),
      save: (name) => Promise.resolve(wishes.chosen === null ? null : path.join(dataDir, wishes.chosen ?? name)),
    },
    startAnew: (act) => acts.push(act),
    wallMs: clock.wallMs,
    newCode: () => '4711',
  };
  return {
    books: createOwnerBooks(parts),
    dataDir,
    acts,
    copy,
    append: (event: JournalEvent) => ledger.append(event),
    handled: () =>
      ledger.ofNoPayment({ 'books-handled': null, 'ledger-restored': null, 'notes-erased': null }).map(({ event }) => event),
    records: () => ledger.recent(9),
    settings: () => settings,
    close: () => {
      ledger.close();
    },
    /** As begin does it: everything is closed, the act carried out, and Paydesk started anew. */
    startAnew: () => {
      ledger.close();
      for (const act of acts.splice(0)) doLastAct(act);
      ledger = openLedger(ledgerFile, clock);
    },
  };
}

const ALL = { format: 'csv', from: null, to: null, zone: 'shop' } as const;

it('an export writes what was asked for, leaves a row before the file has its name, and the page shows who did it', async () => {
  const { books, handled, close } = await shop({}, [submitted(), submitted(), submitted()]);
  const done = await books.exportHistory(ALL);
  if (!done.ok || done.value === null) throw new Error('nothing was exported');
  expect(done.value.payments).toBe(3);
  expect(readFileSync(done.value.file, 'utf8').trim().split('\r\n')).toHaveLength(4);
  expect(handled()).toEqual([
    {
      type: 'books-handled',
      deed: { kind: 'exported', format: 'csv', fromMs: null, untilMs: null, payments: 3 },
      actor: OWNER,
    },
  ]);
  const page = await books.page();
  expect(booksPageSchema.parse(page).deeds).toMatchObject([{ by: 'Ola', kind: 'exported', count: 3 }]);
  close();
});

it.each([
  // Begun half an hour after midnight in Tokyo, which is half past eleven of the day before in UTC+8.
  ['shop', '2026-03-02', '2026-03-02', 1],
  ['shop', null, '2026-03-01', 0],
  ['utc8', '2026-03-02', null, 0],
  ['utc8', '2026-03-01', '2026-03-01', 1],
] as const)('by the days of %s from %s to %s an export holds %i payments', async (zone, from, to, payments) => {
  const atMs = Date.parse('2026-03-02T00:30:00+09:00');
  const { books, close } = await shop({ chosen: 'out.json', timeZone: 'Asia/Tokyo', atMs });
  expect(await books.exportHistory({ format: 'json', zone, from, to })).toMatchObject({ ok: true, value: { payments } });
  close();
});

it.each([
  ['2026-02-30', null],
  [null, 'today'],
  ['2026-03-02', '2026-03-01'],
])('an export from %s to %s is refused, and asks for no file', async (from, to) => {
  const { books, handled, close } = await shop({ chosen: null });
  expect(await books.exportHistory({ ...ALL, from, to })).toEqual({ ok: false, fault: 'books-day' });
  expect(handled()).toEqual([]);
  close();
});

it('no export leaves the counter without its row, and none is half written where somebody would take it for whole', async () => {
  const refusing = await shop({ refusesRows: true });
  expect(await refusing.books.exportHistory(ALL)).toEqual({ ok: false, fault: 'storage-full' });
  expect(readdirSync(refusing.dataDir).filter((name) => name.includes('history'))).toEqual([]);
  refusing.close();
  const elsewhere = await shop({ chosen: 'no/such/folder/out.csv' });
  expect(await elsewhere.books.exportHistory(ALL)).toEqual({ ok: false, fault: 'books-file' });
  expect(elsewhere.handled()).toEqual([]);
  elsewhere.close();
});

it('a copy is made now, is listed, and leaves a row', async () => {
  const { books, handled, close } = await shop();
  expect(await books.copyNow()).toEqual({ ok: true, value: null });
  expect(await books.page()).toMatchObject({
    copies: [{ day: '2026-03-02' }],
    isChosen: false,
    deeds: [{ kind: 'copied', count: 1, by: 'Ola' }],
  });
  expect(handled()).toMatchObject([{ deed: { kind: 'copied', sequence: 1 } }]);
  close();
});

it('a folder is tried before it is believed, and a choice that no row can tell of is taken back', async () => {
  const chosen = mkdtempSync(path.join(tmpdir(), 'paydesk-stick-'));
  folders.push(chosen);
  const good = await shop({ chosen });
  expect(await good.books.chooseFolder()).toEqual({ ok: true, value: chosen });
  expect([good.settings().backups, readdirSync(chosen)]).toEqual([{ folder: chosen }, []]);
  expect(good.handled()).toMatchObject([{ deed: { kind: 'folder-chosen', folder: chosen } }]);
  good.close();
  const gone = await shop({ chosen: path.join(chosen, 'gone') });
  expect(await gone.books.chooseFolder()).toEqual({ ok: false, fault: 'books-folder' });
  expect([gone.settings().backups, gone.handled()]).toEqual([null, []]);
  gone.close();
  const full = await shop({ chosen, refusesRows: true });
  expect(await full.books.chooseFolder()).toEqual({ ok: false, fault: 'storage-full' });
  expect(full.settings().backups).toBeNull();
  full.close();
});

it('a restore says first what it would do, needs the digits of that look, brings over what came since, and leaves a row', async () => {
  const first = submitted();
  const { books, copy, append, acts, startAnew, records, handled, close } = await shop({}, [first]);
  const name = path.basename(await copy());
  await append({ ...answered(PAID), paymentRequestId: first.paymentRequestId });
  const looked = await books.look(name);
  expect(looked).toMatchObject({ value: { name, rows: 1, open: 1, carried: 1, left: 0, code: '4711' } });
  expect(books.carryOut('restore', '4712')).toEqual({ ok: false, fault: 'books-code' });
  expect(books.carryOut('erase', '4711')).toEqual({ ok: false, fault: 'not-now' });
  expect(acts).toEqual([]);
  expect(books.carryOut('restore', '4711')).toEqual({ ok: true, value: null });
  expect(books.carryOut('restore', '4711')).toEqual({ ok: false, fault: 'not-now' });
  startAnew();
  expect(records()).toMatchObject([{ state: 'paid' }]);
  expect(handled()).toMatchObject([{ type: 'ledger-restored', actor: OWNER }]);
  close();
});

it('a copy of another counter, and a file that is none, are refused in a code of their own', async () => {
  const theirs = await shop();
  const foreign = await theirs.copy();
  theirs.close();
  const ours = await shop({ chosen: foreign });
  expect(await ours.books.look(null)).toEqual({ ok: false, fault: 'books-other' });
  expect(await ours.books.look('../../etc/passwd')).toEqual({ ok: false, fault: 'not-found' });
  ours.close();
  const fresh = await shop({ chosen: foreign }, []);
  expect(await fresh.books.look(null)).toMatchObject({ ok: true, value: { rows: 1 } });
  fresh.close();
  writeFileSync(foreign, 'what a stick gives back that was pulled out too early, and nothing that is a ledger');
  const torn = await shop({ chosen: foreign });
  expect(await torn.books.look(null)).toEqual({ ok: false, fault: 'books-unreadable' });
  expect(torn.books.carryOut('restore', '4711')).toEqual({ ok: false, fault: 'not-now' });
  torn.close();
});

it('a restore that would lose sight of an open payment is refused', async () => {
  const { books, dataDir, copy, append, close } = await shop();
  const name = path.basename(await copy());
  await append(submitted());
  const db = openLedgerFile(path.join(dataDir, 'ledger.sqlite'));
  db.exec("DROP TRIGGER events_never_change; UPDATE events SET body = replace(body, 'Maya', 'Mala') WHERE sequence = 2");
  db.close();
  expect(await books.look(name)).toEqual({ ok: false, fault: 'books-unsettled' });
  close();
});

it('erasing says first how much it reaches, needs the digits of that look, and leaves no word in the file', async () => {
  const { books, dataDir, startAnew, handled, records, close } = await shop();
  expect(await books.count('2026-03-02')).toEqual({ ok: true, value: { notes: 0, code: '4711' } });
  expect(await books.count('soon')).toEqual({ ok: false, fault: 'books-day' });
  const tomorrow = new Date(MORNING_MS + DAY_MS).toISOString().slice(0, 10);
  expect(await books.count(tomorrow)).toEqual({ ok: true, value: { notes: 1, code: '4711' } });
  expect(books.carryOut('erase', '4711')).toEqual({ ok: true, value: null });
  startAnew();
  expect(handled()).toMatchObject([{ type: 'notes-erased', notes: 1, actor: OWNER }]);
  expect(records()).toMatchObject([{ note: null }]);
  expect(readFileSync(path.join(dataDir, 'ledger.sqlite')).includes('Zyxwvut')).toBe(false);
  close();
});

it('while a sale is being made nothing closes the counter', async () => {
  const { books, acts, close } = await shop({ isBusy: true });
  await books.count('2026-03-03');
  expect(books.carryOut('erase', '4711')).toEqual({ ok: false, fault: 'books-busy' });
  expect(acts).toEqual([]);
  close();
});

it('the practice counter exports, and has nothing to copy, to restore or to erase', async () => {
  const { books, dataDir, close } = await shop({ isPractice: true });
  mkdirSync(path.join(dataDir, 'backups'));
  expect(await books.page()).toMatchObject({ isLive: false, copies: [] });
  expect(await books.exportHistory(ALL)).toMatchObject({ ok: true, value: { payments: 1 } });
  for (const refused of [
    await books.copyNow(),
    await books.chooseFolder(),
    await books.look(null),
    await books.count('2026-03-03'),
  ])
    expect(refused).toEqual({ ok: false, fault: 'not-now' });
  expect(existsSync(path.join(dataDir, 'ledger.sqlite'))).toBe(true);
  close();
});
