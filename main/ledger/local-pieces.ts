import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { DAY_MS } from '../../core/reconcile/utc8.ts';

/** A span of completion times, epoch ms; `untilMs` is not part of it. */
export type RowSpan = { readonly fromMs: number; readonly untilMs: number };

/** A stretch of the ledger as three JSON texts, one array of rows each; `local-rows.ts` says what a row holds. */
export type Piece = { readonly payments: string; readonly answers: string; readonly refunds: string };

/** Numbers of the ledger; `until` is not part of it. */
export type Stretch = { readonly from: number; readonly until: number };

/** The ledger's side of reading rows for reports: what SQLite does, without what is made of it. Rejects with SQLite's error. */
export type LedgerReader = {
  /** Where everything stands that a report of the span may speak of. */
  readonly whole: () => Promise<Stretch>;
  readonly piece: (stretch: Stretch) => Promise<Piece>;
  /** For each payment the facts of its first answer that says "paid", as JSON; null where there is none. */
  readonly answersTo: (paymentRequestIds: readonly string[]) => Promise<readonly (string | null)[]>;
  readonly close: () => Promise<void>;
};

/** Stretch by stretch what one or several readers of a ledger found. */
export type LocalPieces = Pick<LedgerReader, 'answersTo' | 'close'> & {
  /** The next stretch in the order of the ledger; null behind the last. Rejects with SQLite's error. */
  readonly next: () => Promise<Piece | null>;
};

/** A payment may be found out days after it was submitted, for example after a holiday. */
const FOUND_OUT_LATER_MS = 3 * DAY_MS;

/**
 * How many numbers of the ledger a piece spans: one text a piece is far cheaper than one object a row, but texts above 128 kB are
 * memory that is asked of the system and given back each time.
 */
const PIECE = 500;

/** What an answer told, in one look into its text: each further one costs a fifth of a second in a million. */
const factsOf = (time: string, at: string): string => `json_extract(body, '$.verdict.kind', '${time}',
  '${at}.settlementAmount.currency', '${at}.settlementAmount.amountMinor', '${at}.settlementQuote.pair', '${at}.settlementQuote.price')`;
const PAID_FACTS = factsOf('$.verdict.facts.paymentTime', '$.verdict.facts');
const MADE_FACTS = factsOf('$.verdict.refundTime', '$.verdict');

const PAYMENTS = `SELECT json_group_array(json_array(payment_request_id, payment_id, currency, amount_minor, state, final_ms,
  submitted_ms)) AS rows FROM payments WHERE sequence >= :from AND sequence < :until`;
const EVENTS = `SELECT
  json_group_array(json_array(payment_request_id, ${PAID_FACTS})) FILTER (WHERE type = 'payment-answered') AS answers,
  json_group_array(sequence) FILTER (WHERE type IN ('refund-requested', 'refund-answered')) AS refunds
  FROM events WHERE sequence >= :from AND sequence < :until`;
const REFUNDS = `SELECT json_group_array(json_array(r.refund_request_id, r.payment_request_id, r.state, r.amount_minor, p.currency,
  e.wall_ms, json_extract(body, '$.verdict.refundId'), ${MADE_FACTS})) AS rows
  FROM json_each(:sequences) AS each JOIN events AS e ON e.sequence = each.value
  JOIN refunds AS r ON r.refund_request_id = json_extract(body, '$.refundRequestId')
  JOIN payments AS p ON p.payment_request_id = r.payment_request_id`;
const ANSWER = `SELECT json_array(payment_request_id, ${PAID_FACTS}) AS facts FROM events WHERE payment_request_id = ?
  AND type = 'payment-answered' AND json_extract(body, '$.verdict.kind') = 'paid' ORDER BY sequence LIMIT 1`;

/**
 * Deals pieces to readers of one ledger in turn, so that each has a processor of its own, and hands them over in the order of the
 * ledger, in which a payment stands before its answer. `ahead` is how many are made while another one is used; they take memory.
 */
export function dealPieces([first, ...others]: readonly [LedgerReader, ...LedgerReader[]], ahead: number): LocalPieces {
  const readers = [first, ...others];
  const asked: Promise<Piece | null>[] = [];
  // What is written while the pieces are read belongs to the next run.
  let whole: Promise<Stretch> | null = null;
  let count = 0;
  const ask = async (reader: LedgerReader, at: number): Promise<Piece | null> => {
    const { from, until } = await (whole ??= first.whole());
    const start = from + at * PIECE;
    return start < until ? reader.piece({ from: start, until: Math.min(start + PIECE, until) }) : null;
  };
  const askNext = (): Promise<Piece | null> => {
    const piece = ask(readers[count % readers.length] ?? first, count);
    // One that was asked for ahead may fail before anybody waits for it; whoever takes it hears of it.
    piece.catch(() => undefined);
    count += 1;
    return piece;
  };
  return {
    next: () => {
      while (asked.length < ahead) asked.push(askNext());
      asked.push(askNext());
      return asked.shift() ?? Promise.resolve(null);
    },
    answersTo: first.answersTo,
    close: async () => {
      await Promise.all(readers.map((reader) => reader.close()));
    },
  };
}

/** Reads a ledger file beside whoever writes it and never writes itself; throws SQLite's error when it is none. */
export function openLedgerReader(path: string, span: RowSpan): LedgerReader {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    // Refunds of a piece are looked at again; what SQLite keeps by itself is smaller than a piece.
    db.exec('PRAGMA cache_size = -8000');
    const answer = db.prepare(ANSWER);
    const piece = pieceReader(db);
    return {
      whole: () => settled(() => wholeOf(db, span)),
      piece: (stretch) => settled(() => piece(stretch)),
      answersTo: (ids) =>
        settled(() => ids.map((id) => (answer.get(id) as { readonly facts: string } | undefined)?.facts ?? null)),
      close: () =>
        settled(() => {
          db.close();
        }),
    };
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/** What was thrown is a rejection, as it is over a thread's line. */
const settled = <Value>(act: () => Value): Promise<Value> =>
  new Promise((resolve) => {
    resolve(act());
  });

function pieceReader(db: DatabaseSyncInstance): (stretch: Stretch) => Piece {
  const payments = db.prepare(PAYMENTS);
  const events = db.prepare(EVENTS);
  const refundsAt = db.prepare(REFUNDS);
  return (stretch) => {
    const { answers, refunds } = events.get(stretch) as { readonly answers: string; readonly refunds: string };
    return {
      payments: rowsIn(payments.get(stretch)),
      answers,
      refunds: refunds === NONE ? NONE : rowsIn(refundsAt.get({ sequences: refunds })),
    };
  };
}

const wholeOf = (db: DatabaseSyncInstance, { fromMs, untilMs }: RowSpan): Stretch => ({
  from: lastBefore(db, fromMs - FOUND_OUT_LATER_MS) + 1,
  until: Math.min(firstAfter(db, untilMs + FOUND_OUT_LATER_MS), lastSequence(db) + 1),
});

const NONE = '[]';
const rowsIn = (found: unknown): string => (found as { readonly rows: string }).rows;

const lastSequence = (db: DatabaseSyncInstance): number =>
  (db.prepare('SELECT MAX(sequence) AS last FROM events').get() as { readonly last: number | null }).last ?? 0;

/**
 * What stands behind the last payment before the moment belongs to the time after it, also where only refunds were made since. Last
 * and first by time, not by number: one step into the index, and where a clock was set back only more is read than is needed.
 */
function lastBefore(db: DatabaseSyncInstance, atMs: number): number {
  const statement = db.prepare(
    `SELECT sequence FROM payments WHERE submitted_ms < ? ORDER BY submitted_ms DESC, sequence DESC LIMIT 1`,
  );
  return (statement.get(atMs) as { readonly sequence: number } | undefined)?.sequence ?? 0;
}

function firstAfter(db: DatabaseSyncInstance, atMs: number): number {
  const statement = db.prepare('SELECT sequence FROM payments WHERE submitted_ms >= ? ORDER BY submitted_ms, sequence LIMIT 1');
  return (statement.get(atMs) as { readonly sequence: number } | undefined)?.sequence ?? Number.MAX_SAFE_INTEGER;
}
