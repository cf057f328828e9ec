import type { Release } from './release.ts';
import { fileFor } from './release.ts';
import { isNewer } from './version.ts';

/** What speaks about whether a release is for this counter. */
export type Ground = {
  readonly running: string;
  readonly system: string;
  /** Where this counter stands among all, 0 (first) to below 100. */
  readonly turn: number;
  /** The version that this counter was taken back from, or null. */
  readonly goneBackFrom: string | null;
  /** Somebody brought it on a stick, or the owner asked for it: then it need not wait for its turn. */
  readonly isAskedFor: boolean;
};

/**
 * - `take`: newer, and for this counter
 * - `same`: nothing newer · `older`: offered as an update and yet older, which is refused
 * - `needs-another-first`: too far away from this one
 * - `not-yet`: others first · `gone-back-from`: did not work here
 * - `no-file`: not made for this system
 */
export type Verdict = 'take' | 'same' | 'older' | 'needs-another-first' | 'not-yet' | 'gone-back-from' | 'no-file';

/** Judges a release whose signature is good. A downgrade is never taken, whoever asks. */
export function judge(release: Release, { running, system, turn, goneBackFrom, isAskedFor }: Ground): Verdict {
  if (release.version === running) return 'same';
  if (!isNewer(release.version, running)) return 'older';
  if (isNewer(release.minimumVersion, running)) return 'needs-another-first';
  if (fileFor(release, system) === null) return 'no-file';
  if (isAskedFor) return 'take';
  if (release.version === goneBackFrom) return 'gone-back-from';
  return turn < release.stagedPercent ? 'take' : 'not-yet';
}

/**
 * Where a counter stands among all of them, 0 to below 100: the same for one version at every look, another for the next version, so
 * that no shop is always the first. `sha256Hex` of the two is the hash.
 */
export function turnOf(installationId: string, version: string, sha256Hex: (text: string) => string): number {
  const draw = Number.parseInt(sha256Hex(`${installationId}\n${version}`).slice(0, 8), 16);
  return (draw / 0x1_0000_0000) * 100;
}
