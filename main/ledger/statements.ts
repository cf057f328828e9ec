import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';

/** Gives a statement, and the same one for the same text. */
export type Prepare = (sql: string) => StatementSyncInstance;

/** Prepares statements as questions of a new shape come. */
export function createPrepare(db: DatabaseSyncInstance): Prepare {
  const statements = new Map<string, StatementSyncInstance>();
  return (sql) => {
    const known = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, known);
    return known;
  };
}
