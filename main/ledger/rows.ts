import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { genesisHash, rowHash } from '../../core/journal/chain.ts';
import { envelopeOf } from '../../core/journal/envelope.ts';
import {
  paymentIdOf,
  type Actor,
  type Approver,
  type Cause,
  type ChainedEntry,
  type ChainHead,
  type JournalEntry,
  type JournalEvent,
} from '../../core/journal/events.ts';
import { openBody, sealBody } from './seal.ts';
import { sha256 } from './sha256.ts';

/** When something happened: epoch ms for people, and a clock that never jumps. */
export type RowTime = { readonly wallMs: number; readonly monotonicMs: number };

/** One row as the table gives it. */
export type EventRow = {
  readonly sequence: number;
  readonly wall_ms: number;
  readonly monotonic_ms: number;
  readonly actor: string;
  readonly approver: string;
  readonly cause: string;
  readonly body: string;
  readonly previous_hash: Uint8Array;
  readonly hash: Uint8Array;
};

/** The columns of an EventRow. */
export const EVENT_COLUMNS = 'sequence, wall_ms, monotonic_ms, actor, approver, cause, body, previous_hash, hash';

/** Writes rows at the end of the chain, in the transaction of whoever calls. */
export type RowWriter = (event: JournalEvent, time: RowTime) => ChainedEntry;

/** Prepares the statements on `table`, which has the columns of `events`. */
export function createRowWriter(db: DatabaseSyncInstance, table = 'events'): RowWriter {
  const insert = db.prepare(`INSERT INTO ${table} (sequence, wall_ms, monotonic_ms, type, payment_request_id,
    actor, approver, cause, body, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const keep = db.prepare('INSERT INTO note_keys (sequence, key) VALUES (?, ?)');
  const headOf = createHeadReader(db, table);
  return (event, { wallMs, monotonicMs }) => {
    const head = headOf();
    const sequence = head.sequence + 1;
    const envelope = envelopeOf(event);
    const { body, key } = sealBody(event);
    const paymentRequestId = paymentIdOf(event);
    const [actor, approver] = [JSON.stringify(envelope.actor), JSON.stringify(envelope.approver)];
    const { cause } = envelope;
    const row = { sequence, wallMs, monotonicMs, type: event.type, paymentRequestId, actor, approver, cause, body };
    const hash = rowHash(sha256, head.hash, row);
    const [previousBytes, bytes] = [Buffer.from(head.hash, 'hex'), Buffer.from(hash, 'hex')];
    insert.run(sequence, wallMs, monotonicMs, event.type, paymentRequestId, actor, approver, cause, body, previousBytes, bytes);
    if (key !== null) keep.run(sequence, key);
    return { sequence, wallMs, monotonicMs, event, ...envelope, previousHash: head.hash, hash };
  };
}

/** Reads the head of the chain. The table is asked each time, because after a refused row nobody else knows what is durable. */
export function createHeadReader(db: DatabaseSyncInstance, table = 'events'): () => ChainHead {
  const newest = db.prepare(`SELECT sequence, hash FROM ${table} ORDER BY sequence DESC LIMIT 1`);
  const genesis = genesisHash(sha256, ledgerIdOf(db));
  return () => {
    const row = newest.get() as { readonly sequence: number; readonly hash: Uint8Array } | undefined;
    return row === undefined ? { sequence: 0, hash: genesis } : { sequence: row.sequence, hash: hex(row.hash) };
  };
}

/** The id that a ledger was given when it was begun, 32 hexadecimal digits. */
export const ledgerIdOf = (db: DatabaseSyncInstance): string =>
  hex((db.prepare("SELECT value FROM meta WHERE name = 'ledger-id'").get() as { readonly value: Uint8Array }).value);

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** What a fold reads of a row. */
export type PlainRow = Pick<EventRow, 'sequence' | 'wall_ms' | 'monotonic_ms' | 'body'>;

/** Turns rows of the table back into what was appended. A damaged row throws SQLite's "corrupt". */
export type RowReader = {
  readonly whole: (row: EventRow) => ChainedEntry;
  /** Without the row's place in the chain, for folds that read many. */
  readonly plain: (row: PlainRow) => JournalEntry;
};

/** Prepares the statement that finds keys. */
export function createRowReader(db: DatabaseSyncInstance): RowReader {
  const keyOf = db.prepare('SELECT key FROM note_keys WHERE sequence = ?');
  const plain: RowReader['plain'] = (row) => ({
    sequence: row.sequence,
    wallMs: row.wall_ms,
    monotonicMs: row.monotonic_ms,
    event: unlessDamaged(() =>
      openBody(row.body, () => (keyOf.get(row.sequence) as { readonly key: Uint8Array } | undefined)?.key ?? null),
    ),
  });
  const whole: RowReader['whole'] = (row) => ({
    ...plain(row),
    ...unlessDamaged(() => ({
      actor: JSON.parse(row.actor) as Actor,
      approver: JSON.parse(row.approver) as Approver | null,
    })),
    cause: row.cause as Cause,
    previousHash: hex(row.previous_hash),
    hash: hex(row.hash),
  });
  return { whole, plain };
}

const CORRUPT = 11;

/** Pages carry no checksum, so damage may also show as a text that is no JSON any more, or as a seal that does not fit. */
function unlessDamaged<Value>(read: () => Value): Value {
  try {
    return read();
  } catch {
    throw Object.assign(new Error('a row is damaged'), { errcode: CORRUPT });
  }
}
