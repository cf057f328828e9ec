import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { noteGrams } from '../../core/journal/grams.ts';

type NoteRow = { readonly sequence: number; readonly note: string };

/** The third step of the schema: notes that are there already are found by their parts, like those that will come. */
export function indexNotes(db: DatabaseSyncInstance): void {
  const insert = db.prepare('INSERT INTO note_grams (rowid, grams) VALUES (?, ?)');
  const notes = db.prepare('SELECT sequence, note FROM payments WHERE note IS NOT NULL').all() as readonly NoteRow[];
  for (const { sequence, note } of notes) insert.run(sequence, noteGrams(note));
}
