import type { ScanConfig } from './config.ts';
import { digitOf, usCharacterOf } from './us-layout.ts';

/** One key going down or up, by its physical place on a US keyboard (`KeyboardEvent.code`), with the time it arrived. */
export type KeyEvent = {
  readonly code: string;
  readonly down: boolean;
  readonly isRepeat: boolean;
  /** Monotonic arrival time in milliseconds; it may be stretched by load, never reversed. */
  readonly atMs: number;
  readonly hasShift: boolean;
  readonly hasCtrl: boolean;
  readonly hasAlt: boolean;
  readonly hasMeta: boolean;
  /** An input method has this key: it is never held, but its physical digit still counts. */
  readonly isComposing: boolean;
};

/**
 * What a key going down can mean to the decoder.
 * - `digit` / `text`: may belong to a code
 * - `suffix`: may end one
 * - `modifier`: carries no text and disturbs nothing
 * - `other`: belongs to no code; ends the run
 */
export type KeyClass = 'digit' | 'text' | 'suffix' | 'modifier' | 'other';

const MODIFIERS = new Set([
  'ShiftLeft',
  'ShiftRight',
  'ControlLeft',
  'ControlRight',
  'AltLeft',
  'AltRight',
  'MetaLeft',
  'MetaRight',
  'CapsLock',
  'NumLock',
  'ScrollLock',
  'Fn',
  'FnLock',
]);

/** Classes a key going down by its physical place and modifiers alone. */
export function classify(key: KeyEvent, config: ScanConfig): KeyClass {
  if (MODIFIERS.has(key.code)) return 'modifier';
  if (key.isRepeat || key.hasCtrl || key.hasAlt || key.hasMeta) return 'other';
  if (config.suffixes.includes(key.code)) return 'suffix';
  if (digitOf(key.code) !== null) return 'digit';
  return usCharacterOf(key.code, key.hasShift) === null ? 'other' : 'text';
}
