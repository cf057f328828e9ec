/** The thread of what takes its time with the books: an entry point of its own, because a customer must not wait for an export. */
import { parentPort, workerData } from 'node:worker_threads';
import { DatabaseSync } from '@photostructure/sqlite';
import type { SearchCriteria } from '../../core/journal/search.ts';
import { countNotes } from '../ledger/erase.ts';
import { writeHistory } from '../ledger/export-history.ts';
import { createQueries } from '../ledger/queries.ts';
import { compare } from '../ledger/restore.ts';
import { timesIn } from './history-times.ts';

/** What the thread is started for; it does one errand and ends. The ledger is only read. */
export type BookErrand =
  | {
      readonly kind: 'write-history';
      readonly ledgerFile: string;
      readonly file: string;
      readonly format: 'csv' | 'json';
      readonly criteria: SearchCriteria | null;
      readonly timeZone: string;
    }
  | { readonly kind: 'compare'; readonly file: string; readonly scratch: string; readonly ledgerFile: string }
  | { readonly kind: 'count-notes'; readonly ledgerFile: string; readonly beforeMs: number };

/** Its one answer. */
export type BookAnswer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string };

function done(errand: BookErrand): unknown {
  switch (errand.kind) {
    case 'write-history': {
      const { file, format, criteria, timeZone } = errand;
      const order = { file, format, criteria, offsets: 0, times: timesIn(timeZone) };
      return reading(errand.ledgerFile, (db) => writeHistory(createQueries(db), order));
    }
    case 'compare':
      return compare(errand.file, errand.scratch, errand.ledgerFile);
    case 'count-notes':
      return reading(errand.ledgerFile, (db) => countNotes(db, errand.beforeMs));
  }
}

function reading<Value>(ledgerFile: string, use: (db: InstanceType<typeof DatabaseSync>) => Value): Value {
  const db = new DatabaseSync(ledgerFile, { readOnly: true });
  try {
    return use(db);
  } finally {
    db.close();
  }
}

function answer(errand: BookErrand): BookAnswer {
  try {
    return { ok: true, value: done(errand) };
  } catch (cause) {
    return { ok: false, error: cause instanceof Error ? cause.message : String(cause) };
  }
}

parentPort?.postMessage(answer(workerData as BookErrand));
