import { clusterCells, graphemes, isWide, textCells } from './width.ts';

/**
 * Breaks a text into lines of at most `columns` columns, at spaces and beside wide characters where possible and inside a
 * word only when the word is longer than a line. Nothing but spaces at a break is ever dropped. An empty text is one empty line.
 */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)
    .flatMap(split)
    .flatMap((each) => chopped(each, columns))) {
    if (textCells(line + piece) <= columns) line += piece;
    else {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    }
  }
  return [...lines, line.trimEnd()];
}

/** Scripts that put no spaces between words; where one ends is for a dictionary to say, and the engine has one. */
const UNSPACED = /[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF]/;
const words = new Intl.Segmenter('th', { granularity: 'word' });

const split = (piece: string): readonly string[] =>
  UNSPACED.test(piece) ? Array.from(words.segment(piece), ({ segment }) => segment).reduce(joinedSpaces, []) : [piece];

/** A space goes with the word behind it, as in `pieces`. */
function joinedSpaces(found: readonly string[], segment: string): string[] {
  const last = found.at(-1);
  return last?.trim() === '' ? [...found.slice(0, -1), last + segment] : [...found, segment];
}

/** Words with the spaces before them; each wide character stands alone because East Asian text has no spaces. */
function pieces(text: string): readonly string[] {
  const found: string[] = [];
  let word = '';
  let isAfterWide = false;
  for (const cluster of graphemes(text)) {
    const wide = isWide(cluster);
    const opens = cluster === ' ' ? !word.endsWith(' ') : wide && word.trim() !== '';
    if (opens || isAfterWide) {
      found.push(word);
      word = '';
    }
    word += cluster;
    isAfterWide = wide;
  }
  return [...found, word].filter((piece) => piece !== '');
}

/** A word too long for a line, in pieces that fit. */
function chopped(word: string, columns: number): readonly string[] {
  if (textCells(word.trimStart()) <= columns) return [word];
  const parts: string[] = [];
  let part = '';
  for (const cluster of graphemes(word)) {
    if (textCells(part) + clusterCells(cluster) > columns) {
      parts.push(part);
      part = '';
    }
    part += cluster;
  }
  return [...parts, part];
}
