import type { ChainHead, JournalEvent } from '../../core/journal/events.ts';
import { createKeeper } from '../../main/ledger/append.ts';
import { openLedgerFile } from '../../main/ledger/open.ts';
import { createQueries } from '../../main/ledger/queries.ts';
import type { RowTime } from '../../main/ledger/rows.ts';
import type { Told } from './replicas.ts';

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

/** Writes rows with the ledger's own code, without its syncs: the file is the same, only a power cut must not come. */
export function fillLedger(file: string, rows: Iterable<Told>, { rowsAShift, say = () => undefined }: FillOptions): Filled {
  const db = openLedgerFile(file);
  db.exec(CACHE);
  const queries = createQueries(db);
  const keeper = createKeeper(db, queries);
  const printed: ChainHead[] = [];
  let written = 0;
  const write = (event: JournalEvent, time: RowTime): ChainHead => {
    const { entry, after } = keeper.write(event, time);
    keeper.remember(after);
    written += 1;
    return { sequence: entry.sequence, hash: entry.hash };
  };
  let head = queries.head();
  db.exec('BEGIN');
  for (const { event, ...time } of rows) {
    head = write(event, time);
    if (head.sequence % rowsAShift === 0) printed.push(head);
    if (written % ROWS_A_COMMIT === 0) db.exec('COMMIT; BEGIN');
    if (written % SAY_EVERY === 0) say(`${String(written)} rows written`);
  }
  db.exec('COMMIT');
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
  return { rows: written, printed, head };
}
