import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';

/** Makes the folder for everything Paydesk keeps, so that a power cut cannot take its name away again: Windows needs no such step. */
export function makeDataFolder(folder: string): void {
  const firstMade = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (firstMade === undefined || process.platform === 'win32') return;
  for (let at = path.dirname(folder); at.length >= path.dirname(firstMade).length; at = path.dirname(at)) {
    syncFolder(at);
    if (at === path.dirname(at)) return;
  }
}

function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // A folder that may not be opened or synced keeps what the system gives by itself; the ledger's own rows are synced one by one.
  }
}
