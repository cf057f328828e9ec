import { MIGRATIONS, type Migration } from '../../main/ledger/migrations.ts';

const newest = MIGRATIONS.at(-1)?.version ?? 0;

/** The shipped steps and one that has not shipped: it rewrites every page of the payments and adds a table and an index. */
export const NEXT_SCHEMA: readonly Migration[] = [
  ...MIGRATIONS,
  {
    version: newest + 1,
    sql: `
      ALTER TABLE payments ADD COLUMN till TEXT NOT NULL DEFAULT 'T1';
      UPDATE payments SET till = 'T1-' || receipt_number;
      CREATE TABLE tills (till TEXT PRIMARY KEY) STRICT;
      CREATE INDEX events_by_type ON events (type, wall_ms);
    `,
  },
];

/** What `PRAGMA user_version` says before that step. */
export const SCHEMA_BEFORE = newest;
