import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { JournalEvent } from '../../core/journal/events.ts';
import { createRowWriter } from './rows.ts';

type OldRow = { readonly wall_ms: number; readonly monotonic_ms: number; readonly body: string };

/** The second step of the schema: every row that was there before the chain is written again, in its order, as a link of it. */
export function chainRows(db: DatabaseSyncInstance): void {
  const write = createRowWriter(db, 'chained_events');
  const rows = db.prepare('SELECT wall_ms, monotonic_ms, body FROM events ORDER BY sequence').iterate();
  for (const row of rows as IterableIterator<OldRow>)
    write(JSON.parse(row.body) as JournalEvent, { wallMs: row.wall_ms, monotonicMs: row.monotonic_ms });
}
