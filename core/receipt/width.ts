/**
 * Wide and fullwidth blocks of Unicode's East Asian Width property (https://www.unicode.org/reports/tr11/), first and last
 * code point. Ambiguous characters count as narrow, as on a printer whose code page is not East Asian.
 */
const WIDE: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2ff],
  [0x1f200, 0x1f2ff],
  [0x20000, 0x3fffd],
];

/** Marks that sit on the character before them, format characters, and the second and third letters of a Hangul syllable. */
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11FF]$/u;
const EMOJI = /^\p{Emoji_Presentation}$/u;

/** How many printer columns one code point takes: 0, 1 or 2. */
export function cellsOf(character: string): 0 | 1 | 2 {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.some(([first, last]) => code >= first && code <= last) || EMOJI.test(character) ? 2 : 1;
}

/** How many printer columns a text takes. A joined emoji counts as one. */
export function textCells(text: string): number {
  if (PLAIN.test(text)) return text.length;
  return graphemes(text).reduce((sum, cluster) => sum + clusterCells(cluster), 0);
}

/** The characters as a person counts them, so that nothing is broken between a letter and its marks. */
export const graphemes = (text: string): readonly string[] =>
  PLAIN.test(text) ? text.split('') : Array.from(segmenter.segment(text), (part) => part.segment);

/** Columns of one grapheme. */
export function clusterCells(cluster: string): number {
  const cells = Array.from(cluster, cellsOf).reduce((sum: number, each) => sum + each, 0);
  return JOINED.test(cluster) ? 2 : cells;
}

/** True for a character of East Asian width, beside which a line may break; a letter with its vowel signs is not one. */
export const isWide = (cluster: string): boolean => JOINED.test(cluster) || cellsOf(cluster) === 2;

/** Most of what shops print; the engine's segmenter would take most of the time of a receipt. */
const PLAIN = /^[\x20-\x7e]*$/;
const JOINED = /\u200D\p{Extended_Pictographic}|^\p{Regional_Indicator}{2}|\p{Emoji_Modifier}$/u;
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
