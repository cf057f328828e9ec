import type { ReceiptLanguage } from '../../../core/receipt/words.ts';

/** The bundled open fonts (SIL Open Font License), one a script. */
export type Family = 'mono' | 'sc' | 'tc' | 'jp' | 'kr' | 'thai' | 'arabic' | 'hebrew' | 'devanagari';

/**
 * How a family is drawn in a cell of 12 by 24 dots: height of the em in dots, and for fonts on the grid the dots that one
 * cell of its glyphs advances. Fonts off the grid are set as they are shaped.
 */
export type FamilyLook = { readonly package: string; readonly emDots: number; readonly onGrid: boolean };

/** Where each family comes from and how large it is drawn. */
export const FAMILIES: Readonly<Record<Family, FamilyLook>> = {
  mono: { package: 'noto-sans-mono', emDots: 22, onGrid: true },
  sc: { package: 'noto-sans-sc', emDots: 24, onGrid: true },
  tc: { package: 'noto-sans-tc', emDots: 24, onGrid: true },
  jp: { package: 'noto-sans-jp', emDots: 24, onGrid: true },
  kr: { package: 'noto-sans-kr', emDots: 24, onGrid: true },
  thai: { package: 'noto-sans-thai', emDots: 23, onGrid: false },
  arabic: { package: 'noto-sans-arabic', emDots: 23, onGrid: false },
  hebrew: { package: 'noto-sans-hebrew', emDots: 23, onGrid: false },
  devanagari: { package: 'noto-sans-devanagari', emDots: 23, onGrid: false },
};

const KANA = /[\u3040-\u30FF\u31F0-\u31FF\uFF66-\uFF9D]/u;
const HANGUL = /[\u1100-\u11FF\u3130-\u318F\uAC00-\uD7AF]/u;
const BOPOMOFO = /[\u3100-\u312F\u31A0-\u31BF]/u;

/**
 * Which families to try for a line, best first. Han characters are drawn as the line's own script writes them, else as the
 * receipt's language does, else in simplified Chinese form.
 */
export function familiesFor(text: string, language: ReceiptLanguage): readonly Family[] {
  return ['mono', ...hanOrder(text, language), 'thai', 'arabic', 'hebrew', 'devanagari'];
}

function hanOrder(text: string, language: ReceiptLanguage): readonly Family[] {
  if (KANA.test(text) || language === 'ja') return ['jp', 'sc', 'tc', 'kr'];
  if (HANGUL.test(text) || language === 'ko') return ['kr', 'tc', 'sc', 'jp'];
  if (BOPOMOFO.test(text) || language === 'zh-Hant') return ['tc', 'sc', 'jp', 'kr'];
  return ['sc', 'tc', 'jp', 'kr'];
}
