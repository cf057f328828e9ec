import type { UpdateFault } from '../../core/update/machine.ts';
import type { Release, ReleaseFile } from '../../core/update/release.ts';

/** The version that can be gone back to; one that could not read today's ledger is named all the same, to say why not. */
export type PreviousVersion = { readonly version: string; readonly isReadable: boolean };

/** What this counter runs now. `ledgerVersion`: the form of the ledger that it writes. */
export type Running = { readonly version: string; readonly ledgerVersion: number };

/** How versions lie on this system. Nothing of it throws for a disk that refuses: that has a code. */
export type Place = {
  readonly kind: 'versions' | 'installer';
  /**
   * Puts a version in its place and leaves nothing between: afterwards the next start is the new version, or the old one with a code
   * that says why. `path` is read once more and believed only when it is what was signed.
   */
  readonly putIn: (path: string, release: Release, file: ReleaseFile) => Promise<UpdateFault | null>;
  readonly previous: () => Promise<PreviousVersion | null>;
  /** The next start is the previous version, which then stays. */
  readonly goBack: () => Promise<UpdateFault | null>;
  /** The version that was given up here, or null. */
  readonly goneBackFrom: () => Promise<string | null>;
  /** A version that the launcher did not start because it never got ready; null when there is none. */
  readonly notReady: string | null;
  /** Gives that version its tries back. */
  readonly tryAgain: () => Promise<UpdateFault | null>;
  /** This version was ready to scan. */
  readonly reached: () => Promise<void>;
};

/** What a disk's error means for an update. */
export const faultOf = (cause: unknown): UpdateFault =>
  cause instanceof Error && 'code' in cause && ['ENOSPC', 'EDQUOT'].includes(String(cause.code)) ? 'disk-full' : 'unwritable';
