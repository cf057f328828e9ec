import { realpathSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { lockFile } from './files.ts';

/** One Paydesk's claim on a ledger; the operating system ends it with the process, however that ends. */
export type Claim = { readonly release: () => void };

/** How long a claim waits for a Paydesk that is just closing. */
const CLAIM_WAIT_MS = 2_000;

/**
 * Claims the ledger for this process by an exclusive lock on an empty file beside it, so that two Paydesks never share one ledger,
 * under whichever user or profile they run. The lock is not on the ledger itself, so that a backup may read it. Throws SQLite's
 * error: busy when another process holds it.
 */
export function claimLedger(ledgerFile: string): Claim {
  const db = new DatabaseSync(lockFile(realPath(ledgerFile)));
  try {
    // No prepared statement on this connection: one that still lives would keep the lock after `close`. And no journal of it on the
    // disk, which may be full.
    db.exec(`PRAGMA busy_timeout = ${String(CLAIM_WAIT_MS)}; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE`);
  } catch (cause) {
    db.close();
    throw cause;
  }
  return {
    release: () => {
      if (db.isOpen) db.close();
    },
  };
}

/** Through links, so that two names of one file are one claim. */
function realPath(ledgerFile: string): string {
  try {
    return realpathSync(ledgerFile);
  } catch {
    return path.join(realpathSync(path.dirname(ledgerFile)), path.basename(ledgerFile));
  }
}
