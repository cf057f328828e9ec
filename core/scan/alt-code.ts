import { usKeyOf, type UsKey } from './us-layout.ts';

/** Longest number of a character: Alt and 0 and three digits. */
const MOST_DIGITS = 4;
const FIRST_PRINTABLE = 0x21;
const LAST_PRINTABLE = 0x7e;

/** A key with the modifiers that go with it. */
type AltKey = UsKey & { readonly hasCtrl: boolean };

/** Control characters end a code; as keys they are what a scanner that types keys sends for them. */
const ENDINGS: Readonly<Record<number, AltKey>> = {
  0x09: { code: 'Tab', hasShift: false, hasCtrl: false },
  0x0a: { code: 'KeyJ', hasShift: false, hasCtrl: true },
  0x0d: { code: 'Enter', hasShift: false, hasCtrl: false },
};

/** The US key of the character that Alt and these pad digits make, also of a carriage return, line feed or tab; null when no code contains it. */
export function altCodedKey(digits: string): AltKey | null {
  const number = Number(digits);
  if (digits === '' || digits.length > MOST_DIGITS) return null;
  const ending = ENDINGS[number];
  if (ending !== undefined) return ending;
  const key = number >= FIRST_PRINTABLE && number <= LAST_PRINTABLE ? usKeyOf(String.fromCharCode(number)) : null;
  return key === null ? null : { ...key, hasCtrl: false };
}

/** True for the number of a carriage return, line feed or tab. */
export const isAltEnding = (digits: string): boolean => Number(digits) in ENDINGS;

/** True when these digits can only be a carriage return: another one behind them makes no character of a code. */
export const isAltReturn = (digits: string): boolean => /^0{0,2}13$/.test(digits);
