import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { genesisHash, rowHash } from '../../core/journal/chain.ts';
import { paymentIdOf } from '../../core/journal/events.ts';
import { applyEntry, type PaymentRecord } from '../../core/payment/record.ts';
import { createProjection } from '../../main/ledger/project.ts';
import { createQueries } from '../../main/ledger/queries.ts';
import { ledgerIdOf } from '../../main/ledger/rows.ts';
import { sha256 } from '../../main/ledger/sha256.ts';
import type { Random } from '../powercut/random.ts';

/** One row of the table of events, to be changed. */
export type EventColumns = {
  sequence: number;
  wall_ms: number;
  monotonic_ms: number;
  type: string;
  payment_request_id: string | null;
  actor: string;
  approver: string;
  cause: string;
  body: string;
  previous_hash: Uint8Array;
  hash: Uint8Array;
};

/** Somebody who can write the file, knows how it is made, and has the source of Paydesk. */
export type Forger = {
  readonly db: DatabaseSyncInstance;
  readonly random: Random;
  /** Rows that may be changed: 1 to this one. */
  readonly reach: number;
  readonly read: (sequence: number) => EventColumns;
  readonly put: (row: EventColumns) => void;
  readonly remove: (sequence: number) => void;
  /** A row within reach. */
  readonly pick: () => number;
  /** Writes the chain anew from a row on, so that it fits together. */
  readonly rechain: (fromSequence: number) => void;
  /** Makes the search tables say what the rows say. */
  readonly rebuild: () => void;
  readonly last: () => number;
};

const ALL = 'sequence, wall_ms, monotonic_ms, type, payment_request_id, actor, approver, cause, body, previous_hash, hash';

/** Opens a copy with every guard of the database taken away. */
export function openForger(file: string, reach: number, random: Random): Forger {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF');
  const triggers = db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all() as readonly {
    readonly name: string;
  }[];
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  const put = (row: EventColumns): void => {
    const values = [row.sequence, row.wall_ms, row.monotonic_ms, row.type, row.payment_request_id, row.actor, row.approver];
    db.prepare(`INSERT OR REPLACE INTO events (${ALL}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`).run(
      ...values,
      row.cause,
      row.body,
      row.previous_hash,
      row.hash,
    );
  };
  const forger: Forger = {
    db,
    random,
    reach,
    put,
    read: (sequence) => ({ ...(db.prepare(`SELECT ${ALL} FROM events WHERE sequence = ?`).get(sequence) as EventColumns) }),
    remove: (sequence) => {
      db.prepare('DELETE FROM events WHERE sequence = ?').run(sequence);
    },
    pick: () => 1 + random.below(reach),
    last: () => (db.prepare('SELECT max(sequence) AS last FROM events').get() as { readonly last: number }).last,
    rechain: (from) => {
      rechain(db, from, put);
    },
    rebuild: () => {
      rebuild(db);
    },
  };
  return forger;
}

function rechain(db: DatabaseSyncInstance, from: number, put: (row: EventColumns) => void): void {
  const before = db.prepare('SELECT hash FROM events WHERE sequence < ? ORDER BY sequence DESC LIMIT 1').get(from) as
    { readonly hash: Uint8Array } | undefined;
  let previous = before === undefined ? genesisHash(sha256, ledgerIdOf(db)) : Buffer.from(before.hash).toString('hex');
  const rows = db.prepare(`SELECT ${ALL} FROM events WHERE sequence >= ? ORDER BY sequence`).all(from) as EventColumns[];
  for (const row of rows) {
    const { sequence, wall_ms: wallMs, monotonic_ms: monotonicMs, payment_request_id: paymentRequestId } = row;
    const hash = rowHash(sha256, previous, { ...row, sequence, wallMs, monotonicMs, paymentRequestId });
    put({ ...row, previous_hash: Buffer.from(previous, 'hex'), hash: Buffer.from(hash, 'hex') });
    previous = hash;
  }
}

function rebuild(db: DatabaseSyncInstance): void {
  db.exec('DELETE FROM refunds; DELETE FROM payments; DELETE FROM note_keys WHERE sequence NOT IN (SELECT sequence FROM events)');
  const project = createProjection(db);
  const records = new Map<string, PaymentRecord>();
  for (const entry of createQueries(db).between(1, null)) {
    const id = paymentIdOf(entry.event) ?? '';
    const after = applyEntry(records.get(id) ?? null, entry);
    if (after === null) continue;
    records.set(id, after);
    project(after, entry);
  }
}
