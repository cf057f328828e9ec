import type { KeyEvent } from './key-event.ts';

/** The keys since the last end of a scan, pause or foreign key; the first `released` of them are out already, the others are held. */
export type Run<Key extends KeyEvent> = {
  readonly keys: Key[];
  readonly gapsMs: number[];
  released: number;
  /** The keys come faster than any hand, so they are held until the scanner stops. */
  isBurst: boolean;
  isHoled: boolean;
  /** Set when nothing of this run can be held. */
  readonly direct: Direct<Key> | null;
};

/**
 * A run in which keys go to their page at once, because an input method takes part or characters come by their numbers.
 * Its `keys` are counted when they come up: an input method hides and doubles keys going down, and shows each one coming up.
 */
export type Direct<Key extends KeyEvent> = {
  readonly startMs: number;
  /** What went to the page, in order. */
  readonly passed: Key[];
  /** The last key that went down untouched and has not come up yet. */
  pending: string | null;
  isComposed: boolean;
  /** Its digit keys type other characters, to some of which input methods add keys of their own under any name. */
  isDoubtful: boolean;
  isAltCoded: boolean;
};

/** A run without keys; `isHoled` when something was lost or refused just before it. */
export const emptyRun = <Key extends KeyEvent>(isHoled: boolean): Run<Key> => ({
  keys: [],
  gapsMs: [],
  released: 0,
  isBurst: false,
  isHoled,
  direct: null,
});

/** A run without keys in which nothing is held. */
export const directRun = <Key extends KeyEvent>(isHoled: boolean, direct: Direct<Key>): Run<Key> => ({
  ...emptyRun<Key>(isHoled),
  direct,
});

/** True before the first key. */
export const isFresh = (run: Run<KeyEvent>): boolean =>
  run.keys.length === 0 && (run.direct === null || run.direct.passed.length === 0);

/** When the run was last added to; null before its first key. */
export function lastMsOf({ keys, direct }: Run<KeyEvent>): number | null {
  const times = [keys.at(-1), direct?.passed.at(-1)].flatMap((key) => (key === undefined ? [] : [key.atMs]));
  return times.length === 0 ? null : Math.max(...times);
}

/** Adds a key and notices a burst: `burstKeys` keys within `holdMs`. */
export function addKey<Key extends KeyEvent>(run: Run<Key>, key: Key, burstKeys: number, holdMs: number): void {
  const last = run.keys.at(-1);
  if (last !== undefined) run.gapsMs.push(key.atMs - last.atMs);
  run.keys.push(key);
  const first = run.keys.at(-burstKeys);
  if (first !== undefined && key.atMs - first.atMs <= holdMs) run.isBurst = true;
}

/** Adds a key that is out already. */
export function countKey<Key extends KeyEvent>(run: Run<Key>, key: Key): void {
  const last = run.keys.at(-1);
  if (last !== undefined) run.gapsMs.push(key.atMs - last.atMs);
  run.keys.push(key);
  run.released = run.keys.length;
}

/** Lets go of held keys up to (not including) index `end`, in order. */
export function takeHeld<Key extends KeyEvent>(run: Run<Key>, end = run.keys.length): Key[] {
  const keys = run.keys.slice(run.released, end);
  run.released = Math.max(run.released, end);
  return keys;
}

/** True while at least one key of the run is held back. */
export const isHolding = (run: Run<KeyEvent>): boolean => run.released < run.keys.length;

/** The keys from index `start` on that were let go as typing. */
export function releasedFrom<Key extends KeyEvent>({ keys, released, direct }: Run<Key>, start: number): readonly Key[] {
  if (direct === null) return keys.slice(start, Math.max(start, released));
  const before = keys[start - 1];
  return before === undefined ? direct.passed : direct.passed.filter((key) => key.atMs > before.atMs);
}
