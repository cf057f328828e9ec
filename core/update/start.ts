/** What stands in the folder of versions. `base` is the version of the AppImage that the shop starts; it lies outside the folder. */
export type Pointer = {
  readonly base: string;
  readonly current: string;
  readonly previous: string;
  /** The version that was given up, or null. */
  readonly goneBackFrom: string | null;
  /** The newest form of the ledger that the previous version can read. */
  readonly previousLedger: number;
};

/** A version that starts twice without ever being ready to scan is not started a third time. */
export const TRIES = 2;

/** What the launcher sees before it starts anything. */
export type StartGround = {
  /** The version of the AppImage that somebody started. */
  readonly own: string;
  readonly pointer: Pointer | null;
  /** The versions whose files lie complete in the folder. */
  readonly present: readonly string[];
  /** The version that last was ready to scan. */
  readonly ready: string | null;
  /** How often which version was started without having been ready since it was put in. */
  readonly starts: { readonly version: string; readonly count: number } | null;
};

/** What the launcher does: which version, the count to be written first (null: none), and which version is not used although chosen. */
export type StartDecision = { readonly start: string; readonly count: number | null; readonly notReady: string | null };

/**
 * Decides which version starts. An AppImage that is not the one the folder was made by was put there by a person, and is what they
 * want. This never depends on the version that may be broken.
 */
export function decideStart({ own, pointer, present, ready, starts }: StartGround): StartDecision {
  const itself: StartDecision = { start: own, count: null, notReady: null };
  if (pointer?.base !== own) return itself;
  const isThere = (version: string): boolean => version === own || present.includes(version);
  const fallBack: StartDecision = {
    start: isThere(pointer.previous) ? pointer.previous : own,
    count: null,
    notReady: pointer.current,
  };
  if (!isThere(pointer.current)) return fallBack;
  if (pointer.current === ready || pointer.current === own) return { ...itself, start: pointer.current };
  const tried = starts?.version === pointer.current ? starts.count : 0;
  return tried >= TRIES ? fallBack : { start: pointer.current, count: tried + 1, notReady: null };
}
