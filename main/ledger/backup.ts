import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { backup, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { backupsToDrop, backupName } from '../../core/journal/backup-rule.ts';
import type { BackupOrder } from './port.ts';

/** Pages copied between two looks at what else there is to do: half a megabyte. */
const PAGES_A_STEP = 128;

/**
 * Copies the open ledger while it is being written, by SQLite's own backup, and drops copies that the rule no longer keeps. Resolves
 * with the file once it would survive a power cut; a copy of the same day is replaced. Rejects when the folder takes no file.
 */
export async function backUpLedger(db: DatabaseSyncInstance, { folder, counterId, day }: BackupOrder): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, backupName(counterId, day));
  const part = `${file}.part`;
  rmSync(part, { force: true });
  try {
    await backup(db, part, { rate: PAGES_A_STEP });
    const handle = openSync(part, 'r+');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(part, file);
  } catch (cause) {
    rmSync(part, { force: true });
    throw cause;
  }
  for (const name of backupsToDrop(readdirSync(folder), counterId)) rmSync(path.join(folder, name), { force: true });
  return file;
}
