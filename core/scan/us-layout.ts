const SYMBOLS: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  NumpadDecimal: ['.', '.'],
  NumpadAdd: ['+', '+'],
  NumpadSubtract: ['-', '-'],
  NumpadMultiply: ['*', '*'],
  NumpadDivide: ['/', '/'],
};

const SHIFTED_DIGITS = ')!@#$%^&*(';

/** The digit printed on a physical key of the top row or the number pad, or null; layout, Shift and Num Lock change nothing. */
export function digitOf(code: string): string | null {
  return /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? null;
}

/**
 * The character a US-set scanner means by a physical key, or null for a key that no code contains.
 * A blank is such a key: no payment or receipt code has one, and every typed sentence does; the decoder itself knows one in a burst.
 */
export function usCharacterOf(code: string, hasShift: boolean): string | null {
  const digit = digitOf(code);
  if (digit !== null) return hasShift && code.startsWith('Digit') ? SHIFTED_DIGITS.charAt(Number(digit)) : digit;
  const letter = /^Key([A-Z])$/.exec(code)?.[1] ?? null;
  return letter === null ? symbolOf(code, hasShift) : cased(letter, hasShift);
}

const symbolOf = (code: string, hasShift: boolean): string | null => SYMBOLS[code]?.[hasShift ? 1 : 0] ?? null;

const cased = (letter: string, hasShift: boolean): string => (hasShift ? letter : letter.toLowerCase());

/** A physical key and whether Shift goes with it. */
export type UsKey = { readonly code: string; readonly hasShift: boolean };

/** The key of the main block that a US keyboard types this character with, or null. */
export const usKeyOf = (character: string): UsKey | null => KEY_OF.get(character) ?? null;

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => `Key${letter}`);
const DIGITS = Array.from(SHIFTED_DIGITS, (_, digit) => `Digit${String(digit)}`);

const KEY_OF: ReadonlyMap<string, UsKey> = new Map(
  [...LETTERS, ...DIGITS, ...Object.keys(SYMBOLS).filter((code) => !code.startsWith('Numpad'))].flatMap((code) =>
    [false, true].map((hasShift): [string, UsKey] => [usCharacterOf(code, hasShift) ?? '', { code, hasShift }]),
  ),
);
