/** Another process that holds a ledger until it is killed: as a second Paydesk, or as some tool that writes to the file. */
import { writeSync } from 'node:fs';
import { DatabaseSync } from '@photostructure/sqlite';
import { openLedger } from '../../../main/ledger/ledger.ts';

const [path = '', how = ''] = process.argv.slice(2);

/** Returned, because a connection that nobody knows any more is closed. */
function hold(): unknown {
  if (how === 'paydesk') return openLedger(path, { wallMs: () => Date.now(), monotonicMs: () => performance.now() });
  const db = new DatabaseSync(path);
  db.exec('BEGIN EXCLUSIVE');
  return db;
}

try {
  const held = hold();
  writeSync(1, 'held\n');
  setInterval(() => held, 60_000);
} catch (cause) {
  writeSync(1, `${cause instanceof Error ? cause.message : String(cause)}\n`);
}
