import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { rescuedFile } from './files.ts';

/**
 * Saves the whole open ledger beside the path it was opened at, whatever stands there now, and returns the name of the copy once
 * it would survive a power cut. Nothing is overwritten; throws when the copy cannot be made.
 */
export function rescue(db: DatabaseSyncInstance, ledgerFile: string, wallMs: number): string {
  const target = freeName(ledgerFile, wallMs);
  const part = `${target}.part`;
  try {
    db.prepare('VACUUM INTO ?').run(part);
    // SQLite does not sync what VACUUM INTO wrote: https://www.sqlite.org/lang_vacuum.html
    sync(part, 'r+');
    renameSync(part, target);
  } catch (cause) {
    // Half a copy is ours, worth nothing, and would fill the disk try by try.
    rmSync(part, { force: true });
    throw cause;
  }
  syncFolder(path.dirname(target));
  return target;
}

function freeName(ledgerFile: string, wallMs: number): string {
  const name = rescuedFile(ledgerFile, wallMs);
  return existsSync(name) || existsSync(`${name}.part`) ? freeName(ledgerFile, wallMs + 1) : name;
}

function sync(file: string, flags: string): void {
  const handle = openSync(file, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function syncFolder(folder: string): void {
  try {
    sync(folder, 'r');
  } catch {
    // Windows cannot sync a folder, and there an open ledger is never gone.
  }
}
