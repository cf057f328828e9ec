import type { ChainedEntry, ChainHead, JournalEvent } from '../../core/journal/events.ts';
import { createKeeper } from '../../main/ledger/append.ts';
import { openLedgerFile } from '../../main/ledger/open.ts';
import { createQueries } from '../../main/ledger/queries.ts';
import type { RowTime } from '../../main/ledger/rows.ts';
import type { Told } from './replicas.ts';
import { createShopDay } from './shop-day.ts';

/** What was written. */
export type Filled = {
  readonly rows: number;
  /** The head as each Z report printed it. */
  readonly printed: readonly ChainHead[];
  readonly head: ChainHead;
};

/** How often to commit and to close a shift. */
export type FillOptions = { readonly rowsAShift: number; readonly say?: (line: string) => void };

const ROWS_A_COMMIT = 20_000;
const SAY_EVERY = 500_000;
const CACHE = 'PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA wal_autocheckpoint = 10000';

/** Rows that come before the first shift is opened, as on a counter that was set up with none. */
const ROWS_BEFORE_SHIFTS = 20;

/** Writes rows and shifts with the ledger's own code, without its syncs: the file is the same, only a power cut must not come. */
export async function fillLedger(
  file: string,
  rows: Iterable<Told>,
  { rowsAShift, say = () => undefined }: FillOptions,
): Promise<Filled> {
  const db = openLedgerFile(file);
  db.exec(CACHE);
  const queries = createQueries(db);
  const keeper = createKeeper(db, queries);
  const told = rows[Symbol.iterator]();
  let time: RowTime = { wallMs: 0, monotonicMs: 0 };
  let written = 0;
  const write = (event: JournalEvent): ChainedEntry => {
    const { entry, after } = keeper.write(event, time);
    keeper.remember(after);
    written += 1;
    if (written % SAY_EVERY === 0) say(`${String(written)} rows written`);
    return entry;
  };
  const next = (): boolean => {
    const row = told.next();
    if (row.done === true) return false;
    time = { wallMs: row.value.wallMs, monotonicMs: row.value.monotonicMs };
    write(row.value.event);
    return true;
  };
  const { turn, printed } = createShopDay(queries, write, next);
  db.exec('BEGIN');
  for (let at = 1; next(); at += 1) {
    if (at % rowsAShift === ROWS_BEFORE_SHIFTS) await turn();
    if (at % ROWS_A_COMMIT === 0) db.exec('COMMIT; BEGIN');
  }
  db.exec('COMMIT');
  const head = queries.head();
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
  return { rows: written, printed, head };
}
