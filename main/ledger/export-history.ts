import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { csvHead, csvLine, HISTORY_SCHEMA, historyObject, type Times } from '../../core/journal/history-file.ts';
import type { SearchCriteria, SearchCursor } from '../../core/journal/search.ts';
import type { UtcOffsets } from './port.ts';
import type { LedgerQueries } from './queries.ts';

/** What is exported, how, and by whose clock its days are counted. */
export type HistoryOrder = {
  readonly file: string;
  readonly format: 'csv' | 'json';
  readonly criteria: SearchCriteria | null;
  readonly offsets: UtcOffsets;
  readonly times: Times;
};

const PAGE = 500;

/** Writes the found payments, newest first; answers how many once the file would survive a power cut. Throws what the system says. */
export function exportHistory(queries: Pick<LedgerQueries, 'search'>, order: HistoryOrder): number {
  const part = `${order.file}.part`;
  const count = writeHistory(queries, { ...order, file: part });
  renameSync(part, order.file);
  return count;
}

/** The same for whoever gives the file its name later; a file that could not be finished is removed. */
export function writeHistory(queries: Pick<LedgerQueries, 'search'>, order: HistoryOrder): number {
  const handle = openSync(order.file, 'w', 0o600);
  try {
    const count = writeAll(queries, order, (text) => writeSync(handle, text));
    fsyncSync(handle);
    closeSync(handle);
    return count;
  } catch (cause) {
    closeQuietly(handle);
    rmSync(order.file, { force: true });
    throw cause;
  }
}

function closeQuietly(handle: number): void {
  try {
    closeSync(handle);
  } catch {
    // It was closed, and that is what failed.
  }
}

function writeAll(queries: Pick<LedgerQueries, 'search'>, order: HistoryOrder, write: (text: string) => void): number {
  const { format, criteria, offsets, times } = order;
  const isCsv = format === 'csv';
  // The mark tells spreadsheets that this is UTF-8.
  write(isCsv ? `\u{feff}${csvHead()}` : `{"schema":"${HISTORY_SCHEMA}","payments":[`);
  let count = 0;
  let before: SearchCursor | null = null;
  do {
    const page = queries.search(criteria, before, PAGE, offsets);
    for (const record of page.records) {
      if (isCsv) write(csvLine(record, times));
      else write(`${count === 0 ? '' : ','}\n${JSON.stringify(historyObject(record, times))}`);
      count += 1;
    }
    before = page.next;
  } while (before !== null);
  if (!isCsv) write('\n]}\n');
  return count;
}
