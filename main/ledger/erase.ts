import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Actor, BookEvent } from '../../core/journal/events.ts';
import { indexNotes } from './notes.ts';
import { createRowWriter, type RowTime } from './rows.ts';

type Scope = Extract<BookEvent, { readonly type: 'notes-erased' }>['scope'];

const KEYS = 'SELECT k.sequence FROM note_keys k JOIN events e ON e.sequence = k.sequence';
const OF_PAYMENTS = `${KEYS} JOIN payments p ON p.payment_request_id = e.payment_request_id WHERE `;
/** Words that belong to no payment, such as why a shift was taken over, are as old as their row. */
const OF_THE_HOUSE = `${KEYS} WHERE e.payment_request_id IS NULL AND e.wall_ms < ?`;

const COUNT = `SELECT (SELECT count(*) FROM (${OF_PAYMENTS}p.submitted_ms < ?)) + (SELECT count(*) FROM (${OF_THE_HOUSE})) AS notes`;

/** How many notes and reasons an erasure of everything begun before a moment would reach; changes nothing. */
export const countNotes = (db: DatabaseSyncInstance, beforeMs: number): number =>
  (db.prepare(COUNT).get(beforeMs, beforeMs) as { readonly notes: number }).notes;

/**
 * Destroys the keys of typed words, and every copy of the words that searches use; answers how many were erased. No row of the chain
 * changes. The row that says so is written in the same transaction; afterwards nothing of the words or keys is left in the file.
 */
export function eraseNotes(db: DatabaseSyncInstance, scope: Scope, actor: Actor, time: RowTime): number {
  // What is deleted is overwritten, in the tables and in the index of notes: https://www.sqlite.org/pragma.html#pragma_secure_delete
  db.exec('PRAGMA secure_delete = ON; BEGIN IMMEDIATE');
  try {
    const notes = forgetWords(db, scope);
    if (notes > 0) createRowWriter(db)({ type: 'notes-erased', scope, notes, actor }, time);
    db.exec('COMMIT');
    // The log still holds the pages as they were.
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return notes;
  } catch (cause) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw cause;
  } finally {
    db.exec('PRAGMA secure_delete = OFF');
  }
}

/** The erasing alone, in the transaction of whoever calls and has switched on that what is deleted is overwritten. */
export function forgetWords(db: DatabaseSyncInstance, scope: Scope): number {
  const [where, value] = 'of' in scope ? ['p.payment_request_id = ?', scope.of] : ['p.submitted_ms < ?', scope.beforeMs];
  let notes = db.prepare(`DELETE FROM note_keys WHERE sequence IN (${OF_PAYMENTS}${where})`).run(value).changes;
  if ('beforeMs' in scope) notes += db.prepare(`DELETE FROM note_keys WHERE sequence IN (${OF_THE_HOUSE})`).run(value).changes;
  db.prepare(`UPDATE payments AS p SET note = NULL WHERE note IS NOT NULL AND ${where}`).run(value);
  rebuildGrams(db);
  return notes;
}

/** An index without content cannot forget single words for good, so it is made anew of the notes that are left. */
function rebuildGrams(db: DatabaseSyncInstance): void {
  db.exec("INSERT INTO note_grams (note_grams) VALUES ('delete-all')");
  indexNotes(db);
}
