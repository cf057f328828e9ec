import bidiFactory from 'bidi-js';

/** A piece of a line that runs one way, in the order of its characters (logical order). */
export type DirectedRun = { readonly text: string; readonly isRtl: boolean };

/** Made at its first use, because its tables take a moment and most shops never need them. */
let bidi: ReturnType<typeof bidiFactory> | null = null;

/** Hebrew, Arabic and their neighbours; a text without any of them runs one way, and the algorithm is not asked. */
const RTL = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

const hasRtl = (text: string): boolean => RTL.test(text);

/** Which way a text reads: as its first letter does, as people expect of names and notes; without a letter from left to right. */
export function readingOf(text: string): 'ltr' | 'rtl' {
  const first = /\p{L}/u.exec(text)?.[0] ?? '';
  return hasRtl(first) ? 'rtl' : 'ltr';
}

/** The plus of `Alipay+` belongs to the name: as a bare sign it would move to its other side in an Arabic sentence. */
const PLUS_OF_NAME = /(?<=[A-Za-z])\+/g;

/**
 * The pieces of one line from left to right as they stand on the paper (Unicode Bidirectional Algorithm,
 * https://www.unicode.org/reports/tr9/). `reading` is that of the
 * whole text, of which the line may be a part.
 */
export function visualRuns(text: string, reading: 'ltr' | 'rtl'): readonly DirectedRun[] {
  if (text === '') return [];
  if (reading === 'ltr' && !hasRtl(text)) return [{ text, isRtl: false }];
  bidi ??= bidiFactory();
  const { levels } = bidi.getEmbeddingLevels(text.replace(PLUS_OF_NAME, 'a'), reading);
  const runs: { text: string; level: number }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const level = levels[at] ?? 0;
    const last = runs.at(-1);
    if (last?.level === level) last.text += text.charAt(at);
    else runs.push({ text: text.charAt(at), level });
  }
  return reordered(runs).map((run) => ({ text: run.text, isRtl: run.level % 2 === 1 }));
}

/** Rule L2: from the highest level down to the lowest odd one, every stretch at that level or above is turned around. */
function reordered<Run extends { readonly level: number }>(runs: readonly Run[]): readonly Run[] {
  let order = [...runs];
  for (let level = Math.max(...runs.map((run) => run.level)); level >= 1; level -= 1) {
    const next: Run[] = [];
    let stretch: Run[] = [];
    for (const run of order) {
      if (run.level >= level) stretch.unshift(run);
      else {
        next.push(...stretch, run);
        stretch = [];
      }
    }
    order = [...next, ...stretch];
  }
  return order;
}
