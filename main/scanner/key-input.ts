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

/** Where a key arrives. */
export type Place = {
  /** The keyboard is in a page, which may have a text field; elsewhere nobody composes. */
  readonly isPage: boolean;
  readonly hasInputMethod: boolean;
};

/** Turns Electron's input into a key event. */
export function toTypedKey(input: KeyInput, atMs: number, { isPage, hasInputMethod }: Place): TypedKey {
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
    isComposing: isPage && (input.isComposing || UNREPEATABLE.has(input.key)),
    mayCompose: isPage,
    isDoubtful: isPage && hasInputMethod && isOddDigit(input),
  };
}

/** A digit's key that types another character, as on AZERTY: input methods convert punctuation. */
const isOddDigit = ({ code, key }: KeyInput): boolean => /^Digit\d$/.test(code) && key !== code.slice(-1);
