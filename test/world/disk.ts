import type { ChainedEntry } from '../../core/journal/events.ts';
import type { JournalFault } from '../../core/journal/port.ts';
import { emptyModelFile, type ModelFile, type ModelRead, type ModelSync } from '../builders/model-ledger.ts';
import type { Run } from './host.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';

/** The disk of the PC: what was synced survives, what was not is gone or not, as the plan says. */
export type Disk = {
  readonly file: ModelFile;
  readonly syncFor: (run: Run) => ModelSync;
  /** Reads go through a thread of their own, and a slow disk is slow for them as well. */
  readonly readFor: (run: Run) => ModelRead;
  /** From now on every row is refused; null = works again. */
  readonly refuse: (fault: JournalFault | null) => void;
  /** From now on every sync takes this long; null = as usual. */
  readonly slow: (syncMs: number | null) => void;
  /** The power went: a row that was being synced is there afterwards, or not. */
  readonly crashed: (rowKept: boolean) => void;
  /** True when this run waits for nothing. */
  readonly isIdleFor: (run: Run) => boolean;
};

/** What a disk tells the world. */
export type DiskParts = {
  readonly random: Random;
  readonly shop: Plan['shop'];
  readonly note: (line: string) => void;
  /** A row is about to be synced, and then: is durable. */
  readonly onRow: (entry: ChainedEntry, isSynced: boolean) => void;
};

/** SQLite waits this long for another process that holds the file. */
const LOCKED_MS = 2_000;

const READ_MS_MAX = 3;

/** An empty disk. */
export function createDisk(parts: DiskParts): Disk {
  const file = emptyModelFile();
  let fault: JournalFault | null = null;
  let slowMs: number | null = null;
  let pending: (() => void) | null = null;
  const readsOf = new Map<Run, number>();
  const takesMs = (): number => slowMs ?? parts.random.int(...parts.shop.syncMs);
  return {
    file,
    syncFor: (run) => (entry, keep) =>
      new Promise((resolve) => {
        if (!run.isAlive()) return;
        if (fault !== null) {
          const refusal = fault;
          parts.note(`the disk refuses a row: ${refusal}`);
          run.after(refusal === 'storage-locked' ? LOCKED_MS : 1, () => {
            resolve(refusal);
          });
          return;
        }
        const kept = (): void => {
          keep();
          parts.onRow(entry, true);
        };
        pending = kept;
        run.after(takesMs(), () => {
          pending = null;
          kept();
          // A power cut between the sync and the word of it: the row is there, and nobody was told.
          if (run.isAlive()) resolve(null);
        });
        parts.onRow(entry, false);
      }),
    readFor: (run) => (value) =>
      new Promise((resolve) => {
        readsOf.set(run, (readsOf.get(run) ?? 0) + 1);
        run.after(slowMs ?? parts.random.int(0, READ_MS_MAX), () => {
          readsOf.set(run, (readsOf.get(run) ?? 0) - 1);
          resolve(value);
        });
      }),
    refuse: (next) => {
      fault = next;
    },
    slow: (next) => {
      slowMs = next;
    },
    crashed: (rowKept) => {
      const row = pending;
      pending = null;
      if (row === null) return;
      parts.note(`the row under way is ${rowKept ? 'kept' : 'lost'}`);
      if (rowKept) row();
    },
    isIdleFor: (run) => pending === null && (readsOf.get(run) ?? 0) === 0,
  };
}
