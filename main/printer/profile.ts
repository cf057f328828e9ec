import type { Columns } from '../../core/receipt/layout.ts';
import type { CodePage } from './code-pages.ts';
import type { WidePage } from './wide-pages.ts';

/** A character set that a printer can be set to: one byte a character, or two. Whether it truly has it is for its owner to confirm. */
export type PrinterPage = CodePage | WidePage;

/** The families that node-thermal-printer knows. */
export const DIALECTS = ['epson', 'star', 'custom', 'tanca', 'brother', 'daruma'] as const;

/** `epson` is ESC/POS, which most other makers speak too; `star` is Star Line mode. */
export type Dialect = (typeof DIALECTS)[number];

/** What one printer can do. Everything the encoder needs to know about it, and all of it can be edited. */
export type PrinterProfile = {
  readonly dialect: Dialect;
  readonly columns: Columns;
  /** Dots across the paper; a multiple of 8. */
  readonly dots: number;
  readonly codePage: PrinterPage;
  /**
   * What the printer's own letters are used for: nothing, plain ASCII (the same in every code page), or all of the code page,
   * which needs a person who compared the printed test. All else is printed as a picture.
   */
  readonly letters: 'none' | 'ascii' | 'code-page';
  /** How it takes pictures; without any, a character that it has no letter for is a `?`. */
  readonly pictures: 'gs-v-0' | 'star-bands' | 'brother-columns' | 'none';
  /** Who draws barcodes and QR codes: the printer, or Paydesk as a picture; `digits` prints the number alone. */
  readonly symbols: 'printer' | 'picture' | 'digits';
  readonly cut: 'none' | 'partial' | 'full';
  /** Blank lines before an Epson cut, because the knife sits above the print head; Star feeds by itself. */
  readonly feedLines: number;
  /** Pin of the cash drawer's connector; pulse lengths in steps of 2 ms from 1 to 255. Null without a drawer. */
  readonly drawer: { readonly pin: 2 | 5; readonly onSteps: number; readonly offSteps: number } | null;
  /** How often its buzzer sounds when a paper comes out, 1 to 9; null keeps it silent. */
  readonly buzzerTimes: number | null;
  /** Whether it answers questions about its state. */
  readonly answers: boolean;
  /** The shop's logo lies in the printer's own memory, where the test page puts it; many printers cannot keep one. */
  readonly keepsLogo: boolean;
  /** A job larger than this, in bytes, is made with pictures of half the dots; null for a fast wire. */
  readonly jobBytesMax: number | null;
};

/** An 80 mm ESC/POS printer. Code page 437 because every such printer has it at power-on. */
export const EPSON_80MM: PrinterProfile = {
  dialect: 'epson',
  columns: 48,
  dots: 576,
  codePage: 'pc437',
  letters: 'ascii',
  pictures: 'gs-v-0',
  symbols: 'printer',
  cut: 'partial',
  feedLines: 5,
  drawer: { pin: 2, onSteps: 60, offSteps: 120 },
  buzzerTimes: null,
  answers: true,
  keepsLogo: false,
  jobBytesMax: null,
};

/** A 58 mm ESC/POS printer, which mostly has no knife. */
export const EPSON_58MM: PrinterProfile = { ...EPSON_80MM, columns: 32, dots: 384, cut: 'none', drawer: null };

/** An 80 mm Star printer in Line mode. */
export const STAR_80MM: PrinterProfile = {
  ...EPSON_80MM,
  dialect: 'star',
  pictures: 'star-bands',
  feedLines: 0,
};

/** What a printer of each family can do before anybody edited it, on 80 mm paper. */
export const PROFILES: Readonly<Record<Dialect, PrinterProfile>> = {
  epson: EPSON_80MM,
  star: STAR_80MM,
  custom: { ...EPSON_80MM, dialect: 'custom' },
  tanca: { ...EPSON_80MM, dialect: 'tanca' },
  // ESC/P commands for letters differ from model to model, so everything but the cut is a picture.
  brother: {
    ...EPSON_80MM,
    dialect: 'brother',
    letters: 'none',
    pictures: 'brother-columns',
    symbols: 'picture',
    feedLines: 0,
    drawer: null,
    answers: false,
  },
  // It takes no pictures that are publicly described.
  daruma: {
    ...EPSON_80MM,
    dialect: 'daruma',
    letters: 'code-page',
    pictures: 'none',
    symbols: 'digits',
    answers: false,
  },
};

/** Dots of the common print heads: 12 to a column. */
export const dotsFor = (columns: Columns): number => columns * 12;
