import type { KeyEvent } from './key-event.ts';

/** The keys since the last end of a scan, pause or foreign key; the first `released` of them are out already, the others are held. */
export type Run<Key extends KeyEvent> = {
  readonly keys: Key[];
  readonly gapsMs: number[];
  released: number;
  /** The keys come faster than any hand, so they are held until the scanner stops. */
  isBurst: boolean;
  isHoled: boolean;
};

/** A run without keys; `isHoled` when something was lost or refused just before it. */
export const emptyRun = <Key extends KeyEvent>(isHoled: boolean): Run<Key> => ({
  keys: [],
  gapsMs: [],
  released: 0,
  isBurst: false,
  isHoled,
});

/** Adds a key and notices a burst: `burstKeys` keys within `holdMs`. */
export function addKey<Key extends KeyEvent>(run: Run<Key>, key: Key, burstKeys: number, holdMs: number): void {
  const last = run.keys.at(-1);
  if (last !== undefined) run.gapsMs.push(key.atMs - last.atMs);
  run.keys.push(key);
  const first = run.keys.at(-burstKeys);
  if (first !== undefined && key.atMs - first.atMs <= holdMs) run.isBurst = true;
}

/** Lets go of held keys up to (not including) index `end`, in order. */
export function takeHeld<Key extends KeyEvent>(run: Run<Key>, end = run.keys.length): Key[] {
  const keys = run.keys.slice(run.released, end);
  run.released = Math.max(run.released, end);
  return keys;
}

/** True while at least one key of the run is held back. */
export const isHolding = (run: Run<KeyEvent>): boolean => run.released < run.keys.length;

/** How many keys from index `start` on were let go as typing; keys an input method had are not counted, for it may have swallowed them. */
export const releasedFrom = (run: Run<KeyEvent>, start: number): number =>
  run.keys.slice(start, Math.max(start, run.released)).filter((key) => !key.isComposing).length;
