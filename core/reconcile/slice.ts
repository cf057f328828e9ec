/**
 * A stretch of ASCII bytes, such as a cell of a line. One object is turned to one stretch after the other, because a million new ones
 * cost more than reading them; so nobody keeps one.
 */
export type Slice = { bytes: Uint8Array; from: number; until: number };

/** A slice of nothing. */
export const createSlice = (): Slice => ({ bytes: NOTHING, from: 0, until: 0 });

const NOTHING = new Uint8Array(0);

/** True when the slice holds exactly this text. */
function isText({ bytes, from, until }: Slice, text: string): boolean {
  if (until - from !== text.length) return false;
  for (let at = 0; at < text.length; at += 1) if (bytes[from + at] !== text.charCodeAt(at)) return false;
  return true;
}

/** The slice as a text; for short ones. */
export const textOf = ({ bytes, from, until }: Slice): string => String.fromCharCode(...bytes.subarray(from, until));

/** Reads words that stand alike in nearly every line, such as a currency: a text is made only when the word changes. */
export function wordReader(): (slice: Slice) => string {
  let last = '';
  return (slice) => {
    if (!isText(slice, last)) last = textOf(slice);
    return last;
  };
}

const MINUS = 0x2d;
const DIGITS_MAX = 15;

/** True when the slice begins with a minus. */
export const isNegative = ({ bytes, from, until }: Slice): boolean => from < until && bytes[from] === MINUS;

/** What one to fifteen digits say, the minus before them left out; NaN for anything else. */
export function magnitudeOf(slice: Slice): number {
  const { bytes, until } = slice;
  const start = isNegative(slice) ? slice.from + 1 : slice.from;
  if (start >= until || until - start > DIGITS_MAX) return Number.NaN;
  let value = 0;
  for (let at = start; at < until; at += 1) {
    const digit = digitAt(bytes, at);
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** The digit at a place; something outside of 0 to 9 where there is none. */
export const digitAt = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) - 0x30;
