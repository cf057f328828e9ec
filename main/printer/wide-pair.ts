import iconv from 'iconv-lite';
import { cellsOf } from '../../core/receipt/width.ts';
import { WIDE_SETS, type WidePage } from './wide-pages.ts';

/** Ten and thirty stand twice in Big5, and the encoder takes the merchants' figures that look like them. */
const BIG5_TWICE: Readonly<Record<string, readonly [number, number]>> = { 十: [0xa4, 0x51], 卅: [0xa4, 0xca] };

/**
 * The two bytes that print this character, or null; never a guess. Such a printer gives every pair two columns, so a character that
 * the layout counts as one (an accent, a dash, Cyrillic) has none: it would push the amounts out of their column.
 */
export function widePair(page: WidePage, character: string): readonly [number, number] | null {
  if (cellsOf(character) !== 2) return null;
  const twice = page === 'big5' ? BIG5_TWICE[character] : undefined;
  if (twice !== undefined) return twice;
  const { encoding, zones } = WIDE_SETS[page];
  const bytes = iconv.encode(character, encoding);
  const [high = 0, low = 0] = bytes;
  if (bytes.length !== 2 || iconv.decode(bytes, encoding) !== character) return null;
  const code = high * 0x100 + low;
  return zones.some(([first, last, second]) => code >= first && code <= last && low >= second) ? [high, low] : null;
}
