import type { Req } from '../api/types.ts';
import { act, ask } from './acts.ts';
import { putKeysInForce, useKeyMap, type KeyMap } from './key-map-store.ts';

/** Asks main which keys are in force. */
export async function loadKeys(): Promise<void> {
  const keys = await ask('keys.view', {});
  if (keys !== null) putKeysInForce(keys.map, keys.isFallback);
}

/** Puts other keys in force; false when main refused. */
export async function saveKeys(map: KeyMap): Promise<boolean> {
  const isKept = await act('keys.save', map);
  if (isKept) putKeysInForce(map, false);
  return isKept;
}

/** Has main write the strip as a PDF. */
export async function saveKeyStrip(strip: Req<'keys.strip'>): Promise<void> {
  const saved = await ask('keys.strip', strip);
  useKeyMap.setState({ stripFile: saved?.file ?? null });
}
