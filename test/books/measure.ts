import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { parseSearch } from '../../core/journal/search.ts';
import { anchorText } from '../../core/journal/chain.ts';
import { layoutReceipt } from '../../core/receipt/layout.ts';
import { reportDocument } from '../../core/shift/paper.ts';
import { ENGLISH } from '../../core/receipt/words/en.ts';
import { HOUSE_ROWS } from '../../main/counter/house-rows.ts';
import { createShiftDesk } from '../../main/counter/shift-desk.ts';
import { openLedger, type LedgerFile } from '../../main/ledger/ledger.ts';
import { RECENT_KEPT } from '../../main/ledger/port.ts';
import { seededRandom } from '../powercut/random.ts';
import { fillLedger } from './fill-ledger.ts';
import { replicas, type Story, type Told } from './replicas.ts';
import { textsFor } from './search-texts.ts';
import { QUIET_SHOP } from './shop-day.ts';

/** How large a ledger, where, made of which worlds, and the built checker. */
export type MeasureOrder = {
  readonly events: number;
  readonly folder: string;
  readonly stories: readonly Story[];
  readonly verifier: string;
  readonly say: (line: string) => void;
};

/** One kind of search: by the clock, and without the waiting for a processor that others hold. */
type SearchTimes = {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuP50Ms: number;
  readonly cpuP99Ms: number;
};

/** What was measured, in the units that the names end with. */
export type Measured = {
  readonly events: number;
  readonly openMs: number;
  readonly searchPageP99Ms: number;
  /** The same without the waiting for a processor that others hold. */
  readonly searchPageCpuP99Ms: number;
  readonly appendP99Ms: number;
  readonly appendMedianMs: number;
  readonly appendSmallP99Ms: number;
  readonly appendSmallMedianMs: number;
  readonly zReportMs: number;
  readonly zReports: number;
  readonly verifySeconds: number;
  readonly verifyOk: boolean;
  readonly fileMb: number;
  readonly searches: Readonly<Record<string, SearchTimes>>;
  readonly rawInsertP99Ms: number;
  readonly rawInsertMedianMs: number;
  readonly sequentialReadSeconds: number;
};

const SMALL_EVENTS = 1_000;
const APPENDS = 2_000;
const OPENS = 7;
const SEARCHES_A_KIND = 40;
const PAGE = 50;
const ROWS_A_SHIFT = 2_000;
/** A quiet moment comes after so many rows. */
const ROWS_A_TEND = 64;
/** Far behind the stories that any ledger here was filled with. */
const LATER_STORY = 900_000;
const FROM_MS = Date.UTC(2024, 0, 1);
const MB = 1_048_576;
const PAPER_COLUMNS = 48;
const TIME = { wallMs: () => Date.now(), monotonicMs: () => performance.now() };

/** Makes the ledger and measures it; figures only, no judgement. */
export async function measure({ events, folder, stories, verifier, say }: MeasureOrder): Promise<Measured> {
  const [large, small] = [path.join(folder, 'large.sqlite'), path.join(folder, 'small.sqlite')];
  await fillLedger(small, replicas(stories, SMALL_EVENTS, FROM_MS), { rowsAShift: ROWS_A_SHIFT });
  const filled = await fillLedger(large, replicas(stories, events, FROM_MS), { rowsAShift: ROWS_A_SHIFT, say });
  say('opening');
  const openMs = opening(large);
  say('searching');
  const { searches, all, cpu } = searching(large);
  say('verifying');
  const verified = verifying(verifier, large, filled.head);
  const [sequentialReadSeconds, fileMb] = [reading(large), statSync(large).size / MB];
  say('appending');
  const appended = appending({ large, small, raw: path.join(folder, 'raw.sqlite') }, stories);
  return {
    events: filled.rows,
    openMs,
    searchPageP99Ms: quantile(all, 0.99),
    searchPageCpuP99Ms: quantile(cpu, 0.99),
    ...appended,
    zReportMs: await reporting(large),
    zReports: filled.printed.length,
    ...verified,
    fileMb,
    searches,
    sequentialReadSeconds,
  };
}

const timed = (act: () => unknown): number => {
  const from = performance.now();
  act();
  return performance.now() - from;
};

/** The value below which this share of the others lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Everything that the ledger's thread does before it says that it is open. */
function opening(file: string): number {
  const takes = Array.from({ length: OPENS }, () => {
    let ledger: LedgerFile | null = null;
    const ms = timed(() => {
      ledger = openLedger(file, TIME);
      ledger.recent(RECENT_KEPT);
      ledger.newestResponseTimeMs();
      ledger.lastReceiptNumber();
      ledger.unsettledIds();
    });
    (ledger as LedgerFile | null)?.close();
    return ms;
  });
  return quantile(takes, 0.5);
}

type Taken = { readonly wall: number[]; readonly cpu: number[] };

/** First pages of every kind of search, each for values that lie anywhere in the years. */
function searching(file: string) {
  const ledger = openLedger(file, TIME);
  const random = seededRandom(11);
  const kinds: Record<string, Taken> = {};
  const rows = ledger.head().sequence;
  try {
    for (let round = 0; round < SEARCHES_A_KIND; round += 1) {
      for (const [kind, text] of Object.entries(textsFor(ledger, 1 + random.below(rows)))) {
        const criteria = parseSearch(text, 'SGD', 480);
        const taken = (kinds[kind] ??= { wall: [], cpu: [] });
        const before = process.cpuUsage();
        taken.wall.push(timed(() => ledger.search(criteria, null, PAGE, 480)));
        const { user, system } = process.cpuUsage(before);
        taken.cpu.push((user + system) / 1_000);
      }
    }
  } finally {
    ledger.close();
  }
  const all = Object.values(kinds);
  return {
    searches: Object.fromEntries(Object.entries(kinds).map(([kind, taken]) => [kind, timesOf(taken)])),
    all: all.flatMap(({ wall }) => wall),
    cpu: all.flatMap(({ cpu }) => cpu),
  };
}

const timesOf = ({ wall, cpu }: Taken): SearchTimes => ({
  p50Ms: quantile(wall, 0.5),
  p99Ms: quantile(wall, 0.99),
  cpuP50Ms: quantile(cpu, 0.5),
  cpuP99Ms: quantile(cpu, 0.99),
});

/** The last Z report printed again: its shift read, folded and laid out as lines of a paper. */
async function reporting(file: string): Promise<number> {
  const ledger = openLedger(file, TIME);
  try {
    const desk = createShiftDesk({
      ...QUIET_SHOP,
      rows: ledger.ofNoPayment(HOUSE_ROWS),
      ledger: {
        append: ledger.append,
        entriesOf: ledger.entriesOf,
        between: (from, until) => Promise.resolve(ledger.between(from, until)),
        head: () => Promise.resolve(ledger.head()),
        ofNoPayment: (wanted) => Promise.resolve(ledger.ofNoPayment(wanted)),
      },
      print: (report) => {
        const frame = { header: ['Shop'], counter: 'T1', words: ENGLISH };
        return layoutReceipt(reportDocument(report, frame, null), PAPER_COLUMNS).lines.length > 0;
      },
    });
    const from = performance.now();
    const printed = await desk.print('z', null);
    if (!printed.ok) throw new Error(`no Z report: ${printed.fault}`);
    return performance.now() - from;
  } finally {
    ledger.close();
  }
}

function verifying(verifier: string, file: string, head: { readonly sequence: number; readonly hash: string }) {
  const from = performance.now();
  const { stdout } = spawnSync(process.execPath, [verifier, file, '--anchor', anchorText(head), '--json'], {
    encoding: 'utf8',
    maxBuffer: 16 * MB,
  });
  const verifySeconds = (performance.now() - from) / 1_000;
  return { verifySeconds, verifyOk: (JSON.parse(stdout) as { readonly ok: boolean }).ok };
}

/** What the disk, or the system's memory of it, takes for the same bytes. */
function reading(file: string): number {
  const handle = openSync(file, 'r');
  const chunk = Buffer.alloc(MB);
  try {
    return (
      timed(() => {
        while (readSync(handle, chunk) > 0);
      }) / 1_000
    );
  } finally {
    closeSync(handle);
  }
}

type Files = { readonly large: string; readonly small: string; readonly raw: string };

/** Row by row in turns, so that whatever else this machine does meets all three alike. */
function appending({ large, small, raw }: Files, stories: readonly Story[]) {
  const [many, few] = [openLedger(large, TIME), openLedger(small, TIME)];
  const bare = new DatabaseSync(raw);
  bare.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE events (sequence INTEGER PRIMARY KEY, body TEXT)',
  );
  const insert = bare.prepare('INSERT INTO events (body) VALUES (?)');
  const takes = { many: [] as number[], few: [] as number[], bare: [] as number[] };
  const rows = [...replicas(stories, APPENDS, Date.now(), LATER_STORY)];
  try {
    for (const [at, row] of rows.entries()) {
      takes.many.push(timed(() => written(many, row)));
      takes.few.push(timed(() => written(few, row)));
      takes.bare.push(timed(() => insert.run(JSON.stringify(row.event))));
      if (at % ROWS_A_TEND === 0) for (const ledger of [many, few]) ledger.tend();
    }
  } finally {
    many.close();
    few.close();
    bare.close();
  }
  return {
    appendP99Ms: quantile(takes.many, 0.99),
    appendMedianMs: quantile(takes.many, 0.5),
    appendSmallP99Ms: quantile(takes.few, 0.99),
    appendSmallMedianMs: quantile(takes.few, 0.5),
    rawInsertP99Ms: quantile(takes.bare, 0.99),
    rawInsertMedianMs: quantile(takes.bare, 0.5),
  };
}

function written(ledger: LedgerFile, { event, ...time }: Told): void {
  const row = ledger.write(event, time);
  if (!row.ok) throw new Error(`a row was refused: ${event.type} ${row.fault}`);
}
