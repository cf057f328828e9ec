import type { KeyEvent } from '../../core/scan/key-event.ts';

/** The part of Electron's `Input` (web-contents `before-input-event`) that is read; a plain object will do in tests. */
export type KeyInput = {
  readonly type: string;
  readonly key: string;
  readonly code: string;
  readonly isAutoRepeat: boolean;
  readonly isComposing: boolean;
  readonly shift: boolean;
  readonly control: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
};

/** A key with the character the active layout gives it (`KeyboardEvent.key`), needed to type it again. */
export type TypedKey = KeyEvent & { readonly key: string };

/** Keys an input method or a dead key has taken: they cannot be typed again, so they must never be held. */
const UNREPEATABLE = new Set(['Process', 'Dead', 'Unidentified', 'Compose']);

/** Turns Electron's input into a key event; in a page without a text field (`hasTextField` false) nobody composes. */
export function toTypedKey(input: KeyInput, atMs: number, hasTextField: boolean): TypedKey {
  return {
    code: input.code,
    key: input.key,
    down: input.type === 'keyDown',
    isRepeat: input.isAutoRepeat,
    atMs,
    hasShift: input.shift,
    hasCtrl: input.control,
    hasAlt: input.alt,
    hasMeta: input.meta,
    isComposing: hasTextField && (input.isComposing || UNREPEATABLE.has(input.key)),
  };
}
