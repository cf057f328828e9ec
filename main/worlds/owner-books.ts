import { statSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { BooksPage, ExportWish, Exported, Looked } from '../../core/contract/books.ts';
import type { RefusalCode } from '../../core/contract/refusals.ts';
import { DAYS_KEPT, MONTHS_KEPT } from '../../core/journal/backup-rule.ts';
import type { Actor, BookEvent, ChainedEntry } from '../../core/journal/events.ts';
import { NO_FILTERS, type SearchCriteria } from '../../core/journal/search.ts';
import { personName } from '../../core/shift/shifts.ts';
import { parseSearchIn } from '../counter/search-days.ts';
import type { BooksPort } from '../ipc/handlers/book-handlers.ts';
import type { Relation } from '../ledger/carry-over.ts';
import type { Ledger } from '../ledger/port.ts';
import type { Settings } from '../settings/schema.ts';
import type { SettingsStore } from '../settings/store-port.ts';
import type { BooksDesk } from './books-desk.ts';
import { copiesFolder, shopDayOf } from './books-desk.ts';
import type { BookErrands } from './books-errands.ts';
import { UTC8_MINUTES } from './history-times.ts';
import { offsetMinutes } from './time-zone.ts';
import { writeRefusal } from './write-refusal.ts';

/** What the owner's acts stand on. */
export type OwnerBooksParts = {
  readonly ledger: Pick<Ledger, 'append' | 'ofNoPayment' | 'head'>;
  readonly ledgerFile: string;
  readonly dataDir: string;
  readonly settings: () => Settings;
  /** Null where the settings cannot be changed: then there is only the export. */
  readonly store: Pick<SettingsStore, 'read' | 'write'> | null;
  /** Null where no copies are made. */
  readonly desk: Pick<BooksDesk, 'copyNow' | 'trouble'> | null;
  readonly errands: BookErrands;
  readonly actor: () => Actor;
  /** A sale that is being made, or a payment in front of the cashier whose end is not known. */
  readonly isBusy: () => boolean;
  readonly choose: {
    readonly folder: () => Promise<string | null>;
    readonly file: () => Promise<string | null>;
    /** Where a file of this name goes. */
    readonly save: (name: string) => Promise<string | null>;
  };
  /** Closes everything, carries the act out, and starts Paydesk anew. */
  readonly startAnew: (act: LastAct) => void;
  readonly wallMs: () => number;
  /** A few digits that somebody has to type who wants to go on. */
  readonly newCode: () => string;
};

/** What is done once the ledger is closed; `by` asked for it. */
export type LastAct =
  | { readonly kind: 'restore'; readonly file: string; readonly ledgerFile: string; readonly by: Actor }
  | { readonly kind: 'erase'; readonly beforeMs: number; readonly ledgerFile: string; readonly by: Actor };

type Wanted =
  | { readonly kind: 'restore'; readonly file: string; readonly code: string }
  | { readonly kind: 'erase'; readonly beforeMs: number; readonly code: string };

type Done<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly fault: RefusalCode };
type Self = OwnerBooksParts & { readonly state: { wanted: Wanted | null } };

const done = <Value>(value: Value): Done<Value> => ({ ok: true, value });
const refused = (fault: RefusalCode): Done<never> => ({ ok: false, fault });

/**
 * Copies, exports, restores and erasures from the screen. What takes time is done in a thread beside the counter; what needs the ledger
 * closed is looked at first, and done only by whoever types what that look showed. Each act leaves a row.
 */
export function createOwnerBooks(parts: OwnerBooksParts): BooksPort {
  const self: Self = { ...parts, state: { wanted: null } };
  return {
    page: () => page(self),
    chooseFolder: () => chooseFolder(self),
    copyNow: () => copyNow(self),
    exportHistory: (wish) => exportHistory(self, wish),
    look: (name) => look(self, name),
    count: (before) => count(self, before),
    carryOut: (kind, code) => carryOut(self, kind, code),
  };
}

const NEWEST = 30;

async function page(self: Self): Promise<BooksPage> {
  const { ledger, settings, dataDir, store, desk, wallMs } = self;
  const now = settings();
  const rows = await ledger.ofNoPayment({ 'books-handled': NEWEST, 'ledger-restored': NEWEST, 'notes-erased': NEWEST });
  return {
    isLive: store !== null && desk !== null,
    folder: copiesFolder(now, dataDir),
    isChosen: now.backups !== null,
    trouble: desk?.trouble() ?? null,
    copies: desk === null ? [] : [...copiesIn(copiesFolder(now, dataDir), now.counter.counterId)],
    kept: { days: DAYS_KEPT, months: MONTHS_KEPT },
    today: shopDayOf(now, wallMs()),
    deeds: rows.flatMap(deedOf).reverse().slice(0, NEWEST),
  };
}

function deedOf({ event, wallMs: atMs }: ChainedEntry): BooksPage['deeds'] {
  switch (event.type) {
    case 'books-handled': {
      const { deed, actor } = event;
      const count = deed.kind === 'exported' ? deed.payments : deed.kind === 'copied' ? deed.sequence : null;
      return [{ atMs, by: personName(actor), kind: deed.kind, count }];
    }
    case 'ledger-restored':
      return [{ atMs, by: personName(event.actor), kind: 'restored', count: null }];
    case 'notes-erased':
      return [{ atMs, by: personName(event.actor), kind: 'erased', count: event.notes }];
    default:
      return [];
  }
}

/** The copies of this counter in a folder, newest first; none where the folder cannot be read. */
export function copiesIn(folder: string, counterId: string): BooksPage['copies'] {
  const [before, after] = [`paydesk-${counterId}-`, '.sqlite'];
  const dayOf = (name: string): string => name.slice(before.length, -after.length);
  try {
    return readdirSync(folder)
      .filter((name) => name.startsWith(before) && name.endsWith(after) && /^\d{4}-\d{2}-\d{2}$/.test(dayOf(name)))
      .sort()
      .reverse()
      .map((name) => {
        const { mtimeMs, size } = statSync(path.join(folder, name));
        return { name, day: dayOf(name), atMs: Math.round(mtimeMs), bytes: size };
      });
  } catch {
    return [];
  }
}

type Deed = Extract<BookEvent, { readonly type: 'books-handled' }>['deed'];

async function mark({ ledger, actor }: Self, deed: Deed): Promise<Done<null>> {
  const written = await ledger.append({ type: 'books-handled', deed, actor: actor() });
  return written.ok ? done(null) : refused(written.fault);
}

/** The folder is tried before it is believed; a choice that no row can tell of is taken back. */
async function chooseFolder(self: Self): Promise<Done<string | null>> {
  const before = self.store?.read() ?? null;
  if (self.store === null || before === null) return refused('not-now');
  const folder = await self.choose.folder();
  if (folder === null) return done(null);
  if (!takesFiles(folder)) return refused('books-folder');
  const settings = { ...(self.store.read() ?? before), backups: { folder } };
  const written = self.store.write(settings);
  if (!written.ok) return refused(writeRefusal(written.code));
  const marked = await mark(self, { kind: 'folder-chosen', folder });
  if (marked.ok) return done(folder);
  self.store.write({ ...settings, backups: before.backups });
  return marked;
}

function takesFiles(folder: string): boolean {
  const probe = path.join(folder, `.paydesk-${String(process.pid)}`);
  try {
    writeFileSync(probe, '', { flag: 'wx' });
    rmSync(probe);
    return true;
  } catch {
    return false;
  }
}

async function copyNow(self: Self): Promise<Done<null>> {
  if (self.desk === null) return refused('not-now');
  const { sequence } = await self.ledger.head();
  return (await self.desk.copyNow()) ? mark(self, { kind: 'copied', sequence }) : refused('books-folder');
}

/** The file gets its name only once a row tells of it, so that no export leaves the counter unseen. */
async function exportHistory(self: Self, wish: ExportWish): Promise<Done<Exported | null>> {
  const { settings, ledgerFile, errands, choose } = self;
  const span = spanOf(self, wish);
  if (span === null) return refused('books-day');
  const chosen = await choose.save(`paydesk-history-${wish.from ?? 'all'}-${wish.to ?? 'now'}.${wish.format}`);
  if (chosen === null) return done(null);
  const file = chosen.toLowerCase().endsWith(`.${wish.format}`) ? chosen : `${chosen}.${wish.format}`;
  const part = `${file}.part`;
  const { format } = wish;
  try {
    const timeZone = settings().shop.timeZone;
    const criteria = criteriaOf(span);
    const payments = await errands.writeHistory({ ledgerFile, file: part, format, criteria, timeZone });
    const marked = await mark(self, { kind: 'exported', format, ...span, payments });
    if (!marked.ok) {
      await rm(part, { force: true });
      return marked;
    }
    await rename(part, file);
    return done({ payments, file });
  } catch (cause) {
    process.stderr.write(`paydesk: the history could not be exported: ${String(cause)}\n`);
    return refused('books-file');
  }
}

type Span = { readonly fromMs: number | null; readonly untilMs: number | null };

const criteriaOf = (span: Span): SearchCriteria | null =>
  span.fromMs === null && span.untilMs === null ? null : { words: null, filters: { ...NO_FILTERS, ...span } };

type Days = Pick<ExportWish, 'from' | 'to' | 'zone'>;

/** Both days are meant whole, by the wanted clock; null where one is no day, or the last lies before the first. */
function spanOf({ settings, wallMs }: Self, { from, to, zone }: Days): Span | null {
  const { timeZone, currency } = settings().shop;
  const typed = [from === null ? '' : `from:${from}`, to === null ? '' : `to:${to}`].join(' ');
  const offsetAt = (atMs: number): number => (zone === 'utc8' ? UTC8_MINUTES : offsetMinutes(timeZone, atMs));
  const read = parseSearchIn(typed, currency, wallMs(), offsetAt);
  // What is no day stays a word to look for.
  if (read !== null && read.words !== null) return null;
  const { fromMs, untilMs } = read?.filters ?? NO_FILTERS;
  return fromMs !== null && untilMs !== null && untilMs <= fromMs ? null : { fromMs, untilMs };
}

/** Says what a copy holds and what would become of the rows since; what would lose a payment is refused here, before anybody can ask for it. */
async function look(self: Self, name: string | null): Promise<Done<Looked | null>> {
  const { settings, dataDir, store, desk, choose } = self;
  if (store === null || desk === null) return refused('not-now');
  const folder = copiesFolder(settings(), dataDir);
  const isOurs = copiesIn(folder, settings().counter.counterId).some((copy) => copy.name === name);
  if (name !== null && !isOurs) return refused('not-found');
  const file = name === null ? await choose.file() : path.join(folder, name);
  return file === null ? done(null) : lookInto(self, file);
}

async function lookInto({ ledgerFile, errands, newCode, state }: Self, file: string): Promise<Done<Looked>> {
  state.wanted = null;
  try {
    const { holding, relation } = await errands.compare({ file, scratch: `${ledgerFile}.looked-into`, ledgerFile });
    const fault = faultOf(relation);
    if (fault !== null) return refused(fault);
    const code = newCode();
    state.wanted = { kind: 'restore', file, code };
    const [rows, carried] = relation?.kind === 'earlier' ? [relation.rows, relation.whole] : [0, 0];
    return done({
      name: path.basename(file),
      rows: holding.head.sequence,
      newestAtMs: holding.newestMs,
      lastReceiptNumber: holding.lastReceiptNumber,
      open: holding.open,
      carried,
      left: rows - carried,
      code,
    });
  } catch (cause) {
    process.stderr.write(`paydesk: ${file} could not be looked into: ${String(cause)}\n`);
    return refused('books-unreadable');
  }
}

/** A ledger in use that nobody can read is what a restore is for. */
function faultOf(relation: Relation | null): RefusalCode | null {
  if (relation === null || relation.kind === 'newer') return null;
  if (relation.kind === 'other') return relation.payments > 0 ? 'books-other' : null;
  return relation.isOpenLost ? 'books-unsettled' : null;
}

async function count(self: Self, before: string): Promise<Done<{ readonly notes: number; readonly code: string }>> {
  const { store, ledgerFile, errands, newCode } = self;
  if (store === null) return refused('not-now');
  const beforeMs = spanOf(self, { from: before, to: null, zone: 'shop' })?.fromMs ?? null;
  if (beforeMs === null) return refused('books-day');
  self.state.wanted = null;
  try {
    const notes = await errands.countNotes({ ledgerFile, beforeMs });
    const code = newCode();
    self.state.wanted = { kind: 'erase', beforeMs, code };
    return done({ notes, code });
  } catch (cause) {
    process.stderr.write(`paydesk: the notes could not be counted: ${String(cause)}\n`);
    return refused('storage-failed');
  }
}

/** Once, and only what was looked at last: whoever looks again, or comes later, has to look and type anew. */
function carryOut(self: Self, kind: Wanted['kind'], code: string): Done<null> {
  const { wanted } = self.state;
  const { ledgerFile } = self;
  if (wanted?.kind !== kind) return refused('not-now');
  if (wanted.code !== code.trim()) return refused('books-code');
  if (self.isBusy()) return refused('books-busy');
  self.state.wanted = null;
  const by = self.actor();
  self.startAnew(
    wanted.kind === 'restore'
      ? { kind: 'restore', file: wanted.file, ledgerFile, by }
      : { kind: 'erase', beforeMs: wanted.beforeMs, ledgerFile, by },
  );
  return done(null);
}
