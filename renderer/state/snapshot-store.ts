import { create } from 'zustand';
import type { Snapshot } from '../api/types.ts';

type Mirror = {
  /** The last picture main sent; null until the first one. */
  readonly snapshot: Snapshot | null;
  /** Main's clock minus the page's, in ms, so that countdowns follow main. */
  readonly clockOffsetMs: number;
};

/** The page's copy of what main shows. Nothing here is ever computed from it. */
export const useMirror = create<Mirror>()(() => ({ snapshot: null, clockOffsetMs: 0 }));

/** Takes a snapshot unless a newer one is already there; `pageNowMs` is the page's clock at that moment. */
export function receive(snapshot: Snapshot, pageNowMs: number): void {
  const known = useMirror.getState().snapshot;
  if (known !== null && known.revision > snapshot.revision) return;
  useMirror.setState({ snapshot, clockOffsetMs: snapshot.nowMs - pageNowMs });
}
