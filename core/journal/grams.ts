/**
 * A note as tokens for a full-text index that finds parts of words in every script, also two Chinese characters: each pair of
 * neighbouring characters is one token, and the last character stands alone. Case does not matter.
 */
export function noteGrams(note: string): string {
  const codes = codesOf(note);
  return codes.map((code, at) => token(code, codes[at + 1])).join(' ');
}

/** The query for notes that may contain a text: all its pairs, in any order, so that whoever asks still compares the text itself. */
export function gramQuery(text: string): string {
  const codes = codesOf(text);
  const [only] = codes;
  if (only !== undefined && codes.length === 1) return `${token(only, undefined)}*`;
  return [...new Set(codes.slice(0, -1).map((code, at) => token(code, codes[at + 1])))].join(' AND ');
}

/** How a note and a searched text are compared. */
export const plainNote = (text: string): string => text.toLowerCase();

const codesOf = (text: string): readonly string[] => Array.from(plainNote(text), (one) => (one.codePointAt(0) ?? 0).toString(16));

const token = (code: string, next: string | undefined): string => `${code}x${next ?? ''}`;
