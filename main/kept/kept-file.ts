import { readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { createTurns } from '../../core/payment/turns.ts';
import { parseJson } from '../settings/safe-json.ts';
import { syncFolder, writeSynced } from './digest-files.ts';

/** One small document on the disk, durable with every change, so that a power cut leaves the old or the new one. */
export type KeptFile<Kept> = {
  readonly read: () => Kept;
  /** True when it is on the disk; it is remembered for this run all the same. */
  readonly change: (next: (now: Kept) => Kept) => Promise<boolean>;
  /** Resolves when every change so far is on the disk, or was refused by it. */
  readonly settled: () => Promise<void>;
};

/**
 * Opens `file`. `check` gives back what the parsed document holds, null for one that is none. A file that cannot be read is put
 * aside, because it may hold somebody's work, and `empty` takes its place.
 */
export async function openKeptFile<Kept>(
  file: string,
  check: (value: unknown) => Kept | null,
  empty: Kept,
): Promise<KeptFile<Kept>> {
  const inTurn = createTurns();
  let now: Kept = await load(file, check, empty);
  return {
    read: () => now,
    change: (next) => {
      now = next(now);
      const newest = now;
      return inTurn(() => store(file, newest));
    },
    settled: () => inTurn(() => Promise.resolve()),
  };
}

async function load<Kept>(file: string, check: (value: unknown) => Kept | null, empty: Kept): Promise<Kept> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return empty;
  const json = parseJson(bytes);
  const read = check(json.ok ? json.value : null);
  if (read !== null) return read;
  await rename(file, `${file}.unreadable`).catch(() => undefined);
  return empty;
}

/** Written beside it and put in its place. */
async function store(file: string, what: unknown): Promise<boolean> {
  try {
    await writeSynced(`${file}.new`, Buffer.from(JSON.stringify(what), 'utf8'));
    await rename(`${file}.new`, file);
    await syncFolder(path.dirname(file));
    return true;
  } catch {
    return false;
  }
}
