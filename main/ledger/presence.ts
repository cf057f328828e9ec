import { statSync } from 'node:fs';
import { logFile } from './files.ts';

/**
 * Whether the files that are open are still the ones that a start would find.
 * - `gone`: the ledger was removed, or another file stands in its place
 * - `log-gone`: only its write-ahead log was
 */
export type Presence = 'here' | 'log-gone' | 'gone';

/**
 * Remembers which files stand at the path now; each later call compares. Two `stat` calls, some microseconds. On Windows an open
 * ledger can be neither removed nor replaced, so there it is always `here`.
 */
export function watchPresence(ledgerFile: string): () => Presence {
  const file = identity(ledgerFile);
  const log = identity(logFile(ledgerFile));
  return () => {
    if (differs(file, identity(ledgerFile))) return 'gone';
    return differs(log, identity(logFile(ledgerFile))) ? 'log-gone' : 'here';
  };
}

/** Device and inode; `none` where there is no such file; null when the system will not say, which proves nothing. */
function identity(file: string): string | null {
  try {
    const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
    return stat === undefined ? 'none' : `${String(stat.dev)}:${String(stat.ino)}`;
  } catch {
    return null;
  }
}

const differs = (before: string | null, now: string | null): boolean => before !== null && now !== null && before !== now;
