import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import type { ChainedEntry, ChainHead } from '../../core/journal/events.ts';
import type { HouseRows } from '../../core/journal/port.ts';
import type { SearchCriteria, SearchCursor } from '../../core/journal/search.ts';
import { foldPayment, type PaymentRecord } from '../../core/payment/record.ts';
import { journalFault } from './faults.ts';
import { createFind, type FoundPage } from './find.ts';
import type { SearchPage, Taken, UtcOffsets } from './port.ts';
import { createHeadReader, createRowReader, EVENT_COLUMNS, type EventRow, type PlainRow, type RowReader } from './rows.ts';

/** Reading questions; none of them writes. */
export type LedgerQueries = {
  readonly entries: (paymentRequestId: string) => readonly ChainedEntry[];
  /** What the rows of a payment say; null when there is none. */
  readonly record: (paymentRequestId: string) => PaymentRecord | null;
  /** The wanted rows that belong to no payment, oldest first. */
  readonly ofNoPayment: (wanted: HouseRows) => readonly ChainedEntry[];
  /** All rows from one number up to another, both included, oldest first; null = to the newest. */
  readonly between: (fromSequence: number, untilSequence: number | null) => readonly ChainedEntry[];
  readonly head: () => ChainHead;
  /** Oldest first; beside a damaged page as many as can still be read. */
  readonly unsettledIds: () => readonly string[];
  /** The newest payments, newest first. */
  readonly recent: (limit: number) => readonly PaymentRecord[];
  /** A page of payments further back than `before`, newest first; `criteria` null = all. */
  readonly search: (
    criteria: SearchCriteria | null,
    before: SearchCursor | null,
    limit: number,
    offsets: UtcOffsets,
  ) => SearchPage;
  readonly taken: (currency: string, fromMs: number, untilMs: number) => Taken;
  readonly lastReceiptNumber: () => number;
  /** The payment on whose receipt, or on the receipt of whose refund, this running number stands; null when there is none. */
  readonly receiptOwner: (receiptNumber: number) => string | null;
  /** The newest verified Response-Time among the latest rows, epoch ms; null when there is none. */
  readonly newestResponseTimeMs: () => number | null;
};

type IdRow = { readonly id: string };

const NEWEST_OF_TYPE = `SELECT ${EVENT_COLUMNS} FROM events WHERE payment_request_id IS NULL AND type = ? ORDER BY sequence DESC LIMIT ?`;
/** What SQLite takes for no limit. */
const ALL = -1;

/**
 * Prepares the statements on an open ledger file. A payment whose rows lie on a damaged page is left out of lists, and `damaged`
 * is told; a question that cannot be answered at all throws SQLite's error.
 */
export function createQueries(db: DatabaseSyncInstance, damaged: () => void = () => undefined): LedgerQueries {
  const select = (where: string) => db.prepare(`SELECT ${EVENT_COLUMNS} FROM events WHERE ${where} ORDER BY sequence`);
  const byPayment = select('payment_request_id = ?');
  const byType = db.prepare(NEWEST_OF_TYPE);
  const bySpan = select('sequence BETWEEN ? AND ?');
  const reader = createRowReader(db);
  const foldRows = createFold(db, reader);
  const unsettled = ['', 'NOT INDEXED']
    .flatMap((how) => ['ASC', 'DESC'].map((order) => unsettledSql(how, order)))
    .map((sql) => db.prepare(sql));
  const find = createFind(db);
  const newest = db.prepare('SELECT payment_request_id AS id FROM payments ORDER BY sequence DESC LIMIT ?');
  const takenIn = db.prepare(`SELECT COUNT(*) AS payments, COALESCE(SUM(p.amount_minor), 0) - COALESCE(SUM(
      (SELECT SUM(r.amount_minor) FROM refunds r WHERE r.payment_request_id = p.payment_request_id AND r.state = 'refunded')), 0) AS amountMinor
    FROM payments p WHERE p.state = 'paid' AND p.currency = ? AND p.final_ms >= ? AND p.final_ms < ?`);
  const lastReceipt = db.prepare(`SELECT MAX(
      COALESCE((SELECT MAX(receipt_number) FROM payments), 0), COALESCE((SELECT MAX(receipt_number) FROM refunds), 0),
      COALESCE((SELECT MAX(json_extract(body, '$.lastReceiptNumber')) FROM events
        WHERE payment_request_id IS NULL AND type = 'ledger-restored'), 0)) AS last`);
  const ownerOf = db.prepare(`SELECT payment_request_id AS id FROM payments WHERE receipt_number = :number
    UNION ALL SELECT payment_request_id AS id FROM refunds WHERE receipt_number = :number LIMIT 1`);
  const newestTime = db.prepare(`SELECT MAX(json_extract(body, '$.responseTimeMs')) AS newest
    FROM (SELECT body FROM events ORDER BY sequence DESC LIMIT 200)`);
  const noting = <Value>(read: () => Value): Value => {
    try {
      return read();
    } catch (cause) {
      if (journalFault(cause) === 'storage-corrupt') damaged();
      throw cause;
    }
  };
  const read = (statement: StatementSyncInstance, ...values: readonly (string | number)[]) =>
    noting(() => (statement.all(...values) as readonly EventRow[]).map(reader.whole));
  const record = (id: string) => noting(() => foldRows(id).record);
  const fold = ({ id }: IdRow) => unlessDamaged(() => record(id), damaged);
  const folded = (rows: readonly IdRow[]) => rows.map(fold).filter((record) => record !== null);
  return {
    entries: (id) => read(byPayment, id),
    record,
    ofNoPayment: (wanted) =>
      Object.entries(wanted)
        .flatMap(([type, newest]) => read(byType, type, newest ?? ALL))
        .sort((a, b) => a.sequence - b.sequence),
    between: (from, until) => read(bySpan, from, until ?? Number.MAX_SAFE_INTEGER),
    head: createHeadReader(db),
    unsettledIds: () => readable(unsettled, damaged).map(({ id }) => id),
    recent: (limit) => unlessDamaged(() => folded(newest.all(limit) as readonly IdRow[]), damaged) ?? [],
    search: (criteria, before, limit, offsets) =>
      inTime(find(criteria, before, limit, offsets), limit * ROWS_EACH, (id) => unlessDamaged(() => foldRows(id), damaged)),
    taken: (currency, fromMs, untilMs) => takenIn.get(currency, fromMs, untilMs) as Taken,
    newestResponseTimeMs: () => unlessDamaged(() => (newestTime.get() as { readonly newest: number | null }).newest, damaged),
    receiptOwner: (number) => (ownerOf.get({ number }) as IdRow | undefined)?.id ?? null,
    lastReceiptNumber: () => (lastReceipt.get() as { readonly last: number }).last,
  };
}

/** Rows that are folded for a page, for each payment it may hold: some have hundreds, of nights without a network. */
const ROWS_EACH = 40;

type Folded = { readonly record: PaymentRecord | null; readonly rows: number };

function createFold(db: DatabaseSyncInstance, reader: RowReader): (id: string) => Folded {
  const ofPayment = db.prepare(
    'SELECT sequence, wall_ms, monotonic_ms, body FROM events WHERE payment_request_id = ? ORDER BY sequence',
  );
  return (id) => {
    const rows = ofPayment.all(id) as readonly PlainRow[];
    return { record: foldPayment(rows.map(reader.plain)), rows: rows.length };
  };
}

/** The payments of a page, as many as their rows allow; the next page goes on behind them. One that cannot be read is left out. */
function inTime({ rows: found, next }: FoundPage, rowsMax: number, fold: (id: string) => Folded | null): SearchPage {
  const records: PaymentRecord[] = [];
  let rows = 0;
  for (const [at, { id, atMs, sequence }] of found.entries()) {
    const folded = fold(id);
    const record = folded?.record ?? null;
    if (record !== null) records.push(record);
    rows += folded?.rows ?? 0;
    if (rows >= rowsMax && at + 1 < found.length) return { records, next: { atMs, sequence } };
  }
  return { records, next };
}

const unsettledSql = (how: string, order: string): string =>
  `SELECT sequence, payment_request_id AS id FROM payments ${how} WHERE settled = 0 ORDER BY sequence ${order}`;

type ListRow = IdRow & { readonly sequence: number };

/** The first way that works gives every row; around a damaged page all ways together, each as far as it comes. */
function readable(ways: readonly StatementSyncInstance[], damaged: () => void): readonly ListRow[] {
  const found = new Map<string, ListRow>();
  for (const way of ways) if (readInto(found, way, damaged)) break;
  return [...found.values()].sort((a, b) => a.sequence - b.sequence);
}

function readInto(found: Map<string, ListRow>, way: StatementSyncInstance, damaged: () => void): boolean {
  const read = () => {
    for (const row of way.iterate() as IterableIterator<ListRow>) found.set(row.id, row);
    return true;
  };
  return unlessDamaged(read, damaged) ?? false;
}

/** Null when a damaged page stands in the way; every other trouble is thrown on. */
function unlessDamaged<Value>(read: () => Value, damaged: () => void): Value | null {
  try {
    return read();
  } catch (cause) {
    if (journalFault(cause) !== 'storage-corrupt') throw cause;
    damaged();
    return null;
  }
}
