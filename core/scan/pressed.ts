import type { KeyEvent } from './key-event.ts';

/** Which keys are down, as far as anyone can know: the release of a key that was kept from a page often never comes. */
export type Pressed = {
  readonly down: (key: KeyEvent) => void;
  /** When the key that comes up went down; null when nobody saw it, or so long ago that its release must have been hidden. */
  readonly up: (key: KeyEvent) => number | null;
};

/** A key held for longer repeats, and each repeat counts as going down again. */
const STALE_MS = 1500;

/** Starts with no key down. */
export function createPressed(): Pressed {
  const downMs = new Map<string, number>();
  return {
    down: (key) => {
      downMs.set(key.code, key.atMs);
    },
    up: (key) => {
      const atMs = downMs.get(key.code);
      downMs.delete(key.code);
      return atMs === undefined || key.atMs - atMs > STALE_MS ? null : atMs;
    },
  };
}
