import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { JournalEntry, JournalEvent } from '../../core/journal/events.ts';
import type { SearchCriteria } from '../../core/journal/search.ts';
import { foldPayment, type PaymentRecord } from '../../core/payment/record.ts';

/** Payments that are paid, and what was taken, in one span of time and one currency. */
export type Taken = { readonly payments: number; readonly amountMinor: number };

/** Reading questions; none of them writes. */
export type LedgerQueries = {
  readonly entries: (paymentRequestId: string) => readonly JournalEntry[];
  readonly unsettledIds: () => readonly string[];
  /** The newest payments, newest first. */
  readonly recent: (limit: number) => readonly PaymentRecord[];
  /** A page of payments older than `beforeSequence`, newest first; `criteria` null = all. */
  readonly search: (
    criteria: SearchCriteria | null,
    beforeSequence: number | null,
    limit: number,
    utcOffsetMinutes: number,
  ) => readonly PaymentRecord[];
  readonly taken: (currency: string, fromMs: number, untilMs: number) => Taken;
  readonly lastReceiptNumber: () => number;
  /** The newest verified Response-Time among the latest rows, epoch ms; null when there is none. */
  readonly newestResponseTimeMs: () => number | null;
};

type EventRow = { readonly sequence: number; readonly wall_ms: number; readonly monotonic_ms: number; readonly body: string };
type IdRow = { readonly id: string };

const SEARCH = `SELECT payment_request_id AS id FROM payments WHERE sequence < :before AND (
    :text IS NULL
    OR order_number LIKE :pattern ESCAPE '\\' OR payment_id LIKE :pattern ESCAPE '\\'
    OR payment_request_id LIKE :pattern ESCAPE '\\' OR note LIKE :pattern ESCAPE '\\'
    OR amount_minor = :amount
    OR (submitted_ms >= :fromMs AND submitted_ms < :untilMs)
    OR ((submitted_ms / 60000 + :offset) % 1440) = :minute
  ) ORDER BY sequence DESC LIMIT :limit`;

/** Prepares the statements on an open ledger file. */
export function createQueries(db: DatabaseSyncInstance): LedgerQueries {
  const byPayment = db.prepare(
    'SELECT sequence, wall_ms, monotonic_ms, body FROM events WHERE payment_request_id = ? ORDER BY sequence',
  );
  const unsettled = db.prepare('SELECT payment_request_id AS id FROM payments WHERE settled = 0 ORDER BY sequence');
  const searching = db.prepare(SEARCH);
  const takenIn = db.prepare(`SELECT COUNT(*) AS payments, COALESCE(SUM(p.amount_minor), 0) - COALESCE(SUM(
      (SELECT SUM(r.amount_minor) FROM refunds r WHERE r.payment_request_id = p.payment_request_id AND r.state = 'refunded')), 0) AS amountMinor
    FROM payments p WHERE p.state = 'paid' AND p.currency = ? AND p.final_ms >= ? AND p.final_ms < ?`);
  const lastReceipt = db.prepare(`SELECT MAX(
      COALESCE((SELECT MAX(receipt_number) FROM payments), 0), COALESCE((SELECT MAX(receipt_number) FROM refunds), 0)) AS last`);
  const newestTime = db.prepare(`SELECT MAX(json_extract(body, '$.responseTimeMs')) AS newest
    FROM (SELECT body FROM events ORDER BY sequence DESC LIMIT 200)`);
  const entries = (id: string) => (byPayment.all(id) as readonly EventRow[]).map(toEntry);
  const folded = (rows: readonly IdRow[]) => rows.map(({ id }) => foldPayment(entries(id))).filter((record) => record !== null);
  const search: LedgerQueries['search'] = (criteria, beforeSequence, limit, utcOffsetMinutes) =>
    folded(searching.all(searchValues(criteria, beforeSequence, limit, utcOffsetMinutes)) as readonly IdRow[]);
  return {
    entries,
    unsettledIds: () => (unsettled.all() as readonly IdRow[]).map(({ id }) => id),
    recent: (limit) => search(null, null, limit, 0),
    search,
    taken: (currency, fromMs, untilMs) => takenIn.get(currency, fromMs, untilMs) as Taken,
    newestResponseTimeMs: () => (newestTime.get() as { readonly newest: number | null }).newest,
    lastReceiptNumber: () => (lastReceipt.get() as { readonly last: number }).last,
  };
}

function searchValues(criteria: SearchCriteria | null, beforeSequence: number | null, limit: number, utcOffsetMinutes: number) {
  const page = { before: beforeSequence ?? Number.MAX_SAFE_INTEGER, offset: utcOffsetMinutes, limit };
  if (criteria === null) return { ...page, text: null, pattern: null, amount: null, fromMs: null, untilMs: null, minute: null };
  const { text, amountMinor, day, minuteOfDay } = criteria;
  const { fromMs, untilMs } = day ?? { fromMs: null, untilMs: null };
  return {
    ...page,
    text,
    pattern: `%${text.replace(/[\\%_]/g, '\\$&')}%`,
    amount: amountMinor,
    fromMs,
    untilMs,
    minute: minuteOfDay,
  };
}

/** The body was written by `append` from a typed event, so it is read back as one. */
const toEntry = (row: EventRow): JournalEntry => ({
  sequence: row.sequence,
  wallMs: row.wall_ms,
  monotonicMs: row.monotonic_ms,
  event: JSON.parse(row.body) as JournalEvent,
});
