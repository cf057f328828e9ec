import { usKeyOf, type UsKey } from './us-layout.ts';

/** Longest number of a character: Alt and 0 and three digits. */
const MOST_DIGITS = 4;
const FIRST_PRINTABLE = 0x21;
const LAST_PRINTABLE = 0x7e;

/** The US key of the character that Alt and these pad digits make; null when no code contains it. */
export function altCodedKey(digits: string): UsKey | null {
  const number = Number(digits);
  const isCharacter = digits !== '' && digits.length <= MOST_DIGITS && number >= FIRST_PRINTABLE && number <= LAST_PRINTABLE;
  return isCharacter ? usKeyOf(String.fromCharCode(number)) : null;
}
