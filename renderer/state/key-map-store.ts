import { create } from 'zustand';
import { isSameMap, STANDARD_KEYS, type KeyCommand, type KeyMap } from '../../core/keys/key-map.ts';

export { FIXED_KEYS, inKeyOrder, KEY_COMMANDS, keyConflicts, keysFor, rivalOf, STANDARD_KEYS } from '../../core/keys/key-map.ts';
export type { KeyCommand, KeyMap } from '../../core/keys/key-map.ts';

type KeyMapState = {
  /** The keys in force. */
  readonly map: KeyMap;
  /** What was kept could not be read, so they are the standard ones. */
  readonly isFallback: boolean;
  /** Where the strip was last written. */
  readonly stripFile: string | null;
};

/** The keys of this PC; the standard ones until main has said which. */
export const useKeyMap = create<KeyMapState>()(() => ({ map: STANDARD_KEYS, isFallback: false, stripFile: null }));

/** Puts keys in force on every screen. */
export function putKeysInForce(map: KeyMap, isFallback: boolean): void {
  useKeyMap.setState({ map: isSameMap(map, STANDARD_KEYS) ? STANDARD_KEYS : map, isFallback });
}

/** The key that carries out a command now. */
export const useKeyOf = (command: KeyCommand): string => useKeyMap(({ map }) => map[command]);
