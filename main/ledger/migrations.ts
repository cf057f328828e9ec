import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { chainRows } from './chain-rows.ts';
import { indexNotes } from './notes.ts';

/** One step of the ledger file's schema, all of it in one transaction; `version` is what `PRAGMA user_version` says after it. */
export type Migration = {
  readonly version: number;
  readonly sql: string;
  /** What SQL alone cannot say, after `sql`; then `finish`. */
  readonly fill?: (db: DatabaseSyncInstance) => void;
  readonly finish?: string;
};

/** All steps in order. A step that has shipped is never edited; the next change is a new step. */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;

      CREATE TABLE events (
        sequence INTEGER PRIMARY KEY,
        wall_ms INTEGER NOT NULL,
        monotonic_ms REAL NOT NULL,
        type TEXT NOT NULL,
        payment_request_id TEXT NOT NULL,
        body TEXT NOT NULL
      ) STRICT;
      CREATE INDEX events_by_payment ON events (payment_request_id, sequence);
      CREATE TRIGGER events_never_change BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'append-only'); END;
      CREATE TRIGGER events_never_go BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'append-only'); END;

      CREATE TABLE payments (
        sequence INTEGER PRIMARY KEY,
        payment_request_id TEXT NOT NULL UNIQUE,
        code_hash TEXT NOT NULL UNIQUE,
        order_number TEXT NOT NULL UNIQUE,
        receipt_number INTEGER NOT NULL UNIQUE,
        sale_id TEXT NOT NULL,
        sale_version INTEGER NOT NULL,
        submitted_ms INTEGER NOT NULL,
        currency TEXT NOT NULL,
        amount_minor INTEGER NOT NULL,
        state TEXT NOT NULL,
        settled INTEGER NOT NULL,
        final_ms INTEGER,
        payment_id TEXT,
        note TEXT,
        UNIQUE (sale_id, sale_version)
      ) STRICT;
      CREATE INDEX payments_unsettled ON payments (sequence) WHERE settled = 0;
      CREATE INDEX payments_by_final ON payments (final_ms) WHERE state = 'paid';
      CREATE INDEX payments_by_amount ON payments (amount_minor, sequence);
      CREATE INDEX payments_by_payment_id ON payments (payment_id) WHERE payment_id IS NOT NULL;
      CREATE INDEX payments_by_time ON payments (submitted_ms);
      CREATE TRIGGER payments_never_go BEFORE DELETE ON payments BEGIN SELECT RAISE(ABORT, 'append-only'); END;

      CREATE TABLE refunds (
        refund_request_id TEXT PRIMARY KEY,
        payment_request_id TEXT NOT NULL REFERENCES payments (payment_request_id),
        receipt_number INTEGER NOT NULL UNIQUE,
        amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
        state TEXT NOT NULL
      ) STRICT;
      CREATE INDEX refunds_by_payment ON refunds (payment_request_id);
      CREATE TRIGGER refunds_never_exceed BEFORE INSERT ON refunds
      WHEN NEW.amount_minor + (
        SELECT COALESCE(SUM(amount_minor), 0) FROM refunds
        WHERE payment_request_id = NEW.payment_request_id AND state <> 'refused'
      ) > (SELECT amount_minor FROM payments WHERE payment_request_id = NEW.payment_request_id)
      BEGIN SELECT RAISE(ABORT, 'over-refund'); END;
    `,
  },
  {
    version: 2,
    sql: `
      INSERT INTO meta (name, value) VALUES ('ledger-id', randomblob(16));

      CREATE TABLE note_keys (sequence INTEGER PRIMARY KEY, key BLOB NOT NULL CHECK (length(key) = 32)) STRICT;

      CREATE TABLE chained_events (
        sequence INTEGER PRIMARY KEY,
        wall_ms INTEGER NOT NULL,
        monotonic_ms REAL NOT NULL,
        type TEXT NOT NULL,
        payment_request_id TEXT,
        actor TEXT NOT NULL,
        approver TEXT NOT NULL,
        cause TEXT NOT NULL,
        body TEXT NOT NULL,
        previous_hash BLOB NOT NULL CHECK (length(previous_hash) = 32),
        hash BLOB NOT NULL CHECK (length(hash) = 32)
      ) STRICT;
    `,
    fill: chainRows,
    finish: `
      DROP TABLE events;
      ALTER TABLE chained_events RENAME TO events;
      CREATE INDEX events_by_payment ON events (payment_request_id, sequence);
      CREATE INDEX events_of_no_payment ON events (sequence) WHERE payment_request_id IS NULL;
      CREATE TRIGGER events_never_change BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'append-only'); END;
      CREATE TRIGGER events_never_go BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    `,
  },
  {
    version: 3,
    sql: `
      ALTER TABLE payments ADD COLUMN cashier TEXT;
      ALTER TABLE payments ADD COLUMN wallet TEXT;
      UPDATE payments SET
        cashier = (SELECT json_extract(e.actor, '$.name') FROM events e WHERE e.sequence = payments.sequence),
        wallet = (SELECT json_extract(e.body, '$.verdict.facts.walletBrandName') FROM events e
          WHERE e.payment_request_id = payments.payment_request_id AND e.type = 'payment-answered'
            AND json_extract(e.body, '$.verdict.kind') = 'paid' ORDER BY e.sequence LIMIT 1);
      DROP INDEX payments_by_time;
      DROP INDEX payments_by_amount;
      CREATE INDEX payments_in_time ON payments (submitted_ms, sequence);
      CREATE INDEX payments_by_amount ON payments (amount_minor, submitted_ms);
      CREATE VIRTUAL TABLE note_grams USING fts5(grams, content = '', contentless_delete = 1, detail = none);
      INSERT INTO note_grams (note_grams, rank) VALUES ('automerge', 0);
      DROP INDEX events_of_no_payment;
      CREATE INDEX events_of_no_payment ON events (type, sequence) WHERE payment_request_id IS NULL;
    `,
    fill: indexNotes,
  },
  {
    // What is rare is found by an index in the order in which it is shown; a payment that is simply paid pays for cashier and wallet.
    version: 4,
    sql: `
      ALTER TABLE payments ADD COLUMN refunded INTEGER NOT NULL DEFAULT 0;
      UPDATE payments SET refunded = 1
        WHERE payment_request_id IN (SELECT payment_request_id FROM refunds WHERE state = 'refunded');
      CREATE INDEX payments_cancelled ON payments (submitted_ms, sequence) WHERE state = 'cancelled';
      CREATE INDEX payments_not_paid ON payments (submitted_ms, sequence) WHERE state = 'notPaid';
      CREATE INDEX payments_refunded ON payments (submitted_ms, sequence) WHERE refunded = 1;
      CREATE INDEX payments_by_cashier ON payments (cashier, submitted_ms) WHERE cashier IS NOT NULL;
      CREATE INDEX payments_by_wallet ON payments (wallet, submitted_ms) WHERE wallet IS NOT NULL;
    `,
  },
];
