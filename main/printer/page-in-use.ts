import { pageSamples } from './code-pages.ts';
import type { Dialect, PrinterPage, PrinterProfile } from './profile.ts';
import { isWidePage, WIDE_SAMPLES, type WidePage } from './wide-pages.ts';

/** Families whose two-byte mode and alignment commands are Epson's. */
export const ESC_POS: ReadonlySet<Dialect> = new Set(['epson', 'custom', 'tanca']);

/**
 * What makes a printer take two-byte characters; null where no such command is known.
 * - ESC/POS: FS C 1 for Shift JIS, whose first bytes then speak for themselves, FS & for all other sets
 *   (https://download4.epson.biz/sec_pubs/pos/reference_en/escpos/)
 * - Star: ESC $ 1 for Shift JIS; models for China, Taiwan and Korea are set by their memory switch and need none
 */
export function wideMode(dialect: Dialect, page: WidePage): readonly number[] | null {
  if (ESC_POS.has(dialect)) return page === 'shift-jis' ? [0x1c, 0x43, 1] : [0x1c, 0x26];
  if (dialect === 'star') return page === 'shift-jis' ? [0x1b, 0x24, 1] : [];
  return null;
}

/** The page that the printer's letters come from: the chosen one, unless its family cannot be set to that. */
export const pageInUse = ({ dialect, codePage }: PrinterProfile): PrinterPage =>
  isWidePage(codePage) && wideMode(dialect, codePage) === null ? 'pc437' : codePage;

/** Two lines that need the page itself, for a person to compare on a test page. */
export function samplesOf(profile: PrinterProfile): readonly string[] {
  const page = pageInUse(profile);
  return isWidePage(page) ? WIDE_SAMPLES[page] : pageSamples(page);
}
