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
  /** An input method has this key: it cannot be held, and neither its place nor its number can be trusted, only its release. */
  readonly isComposing: boolean;
  /** The keyboard is in a page, where an input method may take keys before anyone sees them going down. */
  readonly mayCompose: boolean;
  /** An input method may take a key like this one: it stands on a digit's place and types no digit. */
  readonly isDoubtful: boolean;
};

/**
 * What a key going down can mean to the decoder.
 * - `digit` / `text`: may belong to a code
 * - `suffix`: may end one, configured or not
 * - `modifier`: carries no text and disturbs nothing
 * - `other`: belongs to no code; ends the run
 */
export type KeyClass = 'digit' | 'text' | 'suffix' | 'modifier' | 'other';

/** True for a pad digit pressed with Alt alone: a part of a character by its number. */
export const isAltDigit = (key: KeyEvent): boolean =>
  key.down && key.hasAlt && !key.hasCtrl && !key.hasMeta && /^Numpad\d$/.test(key.code);

/** True for a key that carries no text. */
export const isModifier = (code: string): boolean => MODIFIERS.has(code);

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

/** These end a scan however the scanner was set up: an Enter that came unexpected would press a button. */
const ENDINGS = new Set(['Enter', 'NumpadEnter', 'Tab']);

/** A line feed comes as Ctrl+J. */
const isSuffix = ({ code, hasCtrl }: KeyEvent, { suffixes }: ScanConfig): boolean =>
  hasCtrl ? suffixes.includes(`Control+${code}`) : ENDINGS.has(code) || suffixes.includes(code);

/** Classes a key going down by its physical place and modifiers alone. */
export function classify(key: KeyEvent, config: ScanConfig): KeyClass {
  if (isModifier(key.code)) return 'modifier';
  if (key.isRepeat || key.hasAlt || key.hasMeta) return 'other';
  if (isSuffix(key, config)) return 'suffix';
  if (key.hasCtrl) return 'other';
  if (digitOf(key.code) !== null) return 'digit';
  return usCharacterOf(key.code, key.hasShift) === null ? 'other' : 'text';
}
