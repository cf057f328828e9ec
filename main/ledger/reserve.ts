import { randomFillSync } from 'node:crypto';
import { closeSync, fsyncSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { reserveFile, sizeOf } from './files.ts';

/** Bytes on the disk that are given back when it is full, so that what is in flight can still be written to its end. */
export type Reserve = {
  /**
   * Makes sure that the reserve is there. False when the disk has no room for it; true also where it cannot be made for another
   * reason, because then rows themselves say what is wrong.
   */
  readonly keep: () => boolean;
  /** Gives the bytes back. */
  readonly free: () => void;
  /** True from `free` until `keep` succeeds again. */
  readonly isSpent: () => boolean;
};

/** What is kept: with the log folded in as it fills, about a thousand rows. */
export const RESERVE_BYTES = 1_048_576;
/** What must be free beside it before new payments are taken again, so that a full disk does not refuse every second one. */
const SPARE_BYTES = 1_048_576;

const NO_ROOM: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

/** Nothing is touched until the first `keep`. */
export function createReserve(ledgerFile: string): Reserve {
  const file = reserveFile(ledgerFile);
  let state: 'unknown' | 'kept' | 'spent' = 'unknown';
  return {
    isSpent: () => state === 'spent',
    keep: () => {
      if (state !== 'kept') state = sizeOf(file) >= RESERVE_BYTES || make(file) ? 'kept' : 'spent';
      return state === 'kept';
    },
    free: () => {
      state = 'spent';
      rmSync(file, { force: true });
    },
  };
}

function make(file: string): boolean {
  try {
    fill(file);
    return true;
  } catch (cause) {
    rmSync(file, { force: true });
    return !NO_ROOM.includes((cause as { readonly code?: unknown }).code);
  }
}

/** Random bytes, because a file system that compresses would keep no room for zeros. */
function fill(file: string): void {
  const handle = openSync(file, 'w', 0o600);
  try {
    const bytes = randomFillSync(Buffer.alloc(RESERVE_BYTES + SPARE_BYTES));
    for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
    fsyncSync(handle);
    ftruncateSync(handle, RESERVE_BYTES);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
