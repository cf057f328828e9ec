import type { Health } from '../../core/contract/views.ts';

/** What the PC itself says; null while it was not asked, or would not say. */
export type PcHealth = Health['pc'];

/** What the watch needs of the PC. */
export type PcWatchParts = {
  readonly isOnline: () => boolean;
  readonly freeBytes: () => Promise<number>;
  readonly changed: () => void;
  /** Runs again and again until the returned function is called. */
  readonly every: (ms: number, run: () => void) => () => void;
};

/** Network and disk of this PC. */
export type PcWatch = { readonly view: () => PcHealth; readonly look: () => Promise<void>; readonly close: () => void };

const LOOK_MS = 15_000;
const BYTES_PER_MB = 1_048_576;
/** Free space is told in steps, so that every written row is no news. */
const STEP_MB = 100;

/** Looks now and then; only what changed is told. */
export function createPcWatch({ isOnline, freeBytes, changed, every }: PcWatchParts): PcWatch {
  let pc: PcHealth = { isOnline: null, diskFreeMb: null };
  const look = async (): Promise<void> => {
    const free = await freeBytes().catch(() => null);
    const diskFreeMb = free === null ? null : Math.floor(free / BYTES_PER_MB / STEP_MB) * STEP_MB;
    const next = { isOnline: isOnline(), diskFreeMb };
    if (next.isOnline === pc.isOnline && next.diskFreeMb === pc.diskFreeMb) return;
    pc = next;
    changed();
  };
  const close = every(LOOK_MS, () => void look());
  return { view: () => pc, look, close };
}
