import type { Columns } from '../../core/receipt/layout.ts';
import type { CodePage } from './code-pages.ts';

/** What one printer can do. Everything the encoder needs to know about it, and all of it can be edited. */
export type PrinterProfile = {
  /** `epson` is ESC/POS, which most other makers speak too; `star` is Star Line mode. */
  readonly dialect: 'epson' | 'star';
  readonly columns: Columns;
  readonly codePage: CodePage;
  readonly cut: 'none' | 'partial' | 'full';
  /** Blank lines before an Epson cut, because the knife sits above the print head; Star feeds by itself. */
  readonly feedLines: number;
  /** Pin of the cash drawer's connector; pulse lengths in steps of 2 ms from 1 to 255. Null without a drawer. */
  readonly drawer: { readonly pin: 2 | 5; readonly onSteps: number; readonly offSteps: number } | null;
};

/** An 80 mm ESC/POS printer. Code page 437 because every such printer has it at power-on. */
export const EPSON_80MM: PrinterProfile = {
  dialect: 'epson',
  columns: 48,
  codePage: 'pc437',
  cut: 'partial',
  feedLines: 5,
  drawer: { pin: 2, onSteps: 60, offSteps: 120 },
};

/** A 58 mm ESC/POS printer, which mostly has no knife. */
export const EPSON_58MM: PrinterProfile = { ...EPSON_80MM, columns: 32, cut: 'none', drawer: null };

/** An 80 mm Star printer in Line mode. */
export const STAR_80MM: PrinterProfile = { ...EPSON_80MM, dialect: 'star', feedLines: 0 };
