import { usCharacterOf } from '../../core/scan/us-layout.ts';
import type { TypedKey } from './key-input.ts';

const EDITING = new Set(['Enter', 'NumpadEnter', 'Backspace', 'Delete', 'Space', 'NumpadEqual']);

/**
 * True for a key that the checkout takes itself when it owns the keyboard: characters, Enter and editing keys.
 * Function keys, Escape, arrows, Tab, lone modifiers and every shortcut stay with the page.
 */
export function isForCounter(key: TypedKey): boolean {
  if (key.hasCtrl || key.hasAlt || key.hasMeta) return false;
  return EDITING.has(key.code) || usCharacterOf(key.code, key.hasShift) !== null;
}
