import bwip from 'bwip-js/node';
import { blank, fillRectangle, type Bitmap } from './bitmap.ts';

const BAR_DOTS = 80;
const QUIET_MODULES = 10;

/** Code 128 of digits as bars: three dots a module where the paper allows it, else two; the quiet zones stay white. */
export function code128Picture(digits: string, paperDots: number): Bitmap {
  const widths = barWidths(bwip.raw('code128', digits, ''));
  const modules = widths.reduce((sum, width) => sum + width, 0);
  const module = (modules + 2 * QUIET_MODULES) * 3 <= paperDots ? 3 : 2;
  const picture = blank(modules * module, BAR_DOTS);
  let x = 0;
  for (const [index, width] of widths.entries()) {
    if (index % 2 === 0) fillRectangle(picture, x, 0, width * module, BAR_DOTS);
    x += width * module;
  }
  return picture;
}

/** A QR code (error correction M), four dots a module on narrow paper and five on wide, less when it would not fit. */
export function qrPicture(text: string, paperDots: number): Bitmap {
  const { pixels, side } = squares(bwip.raw('qrcode', text, 'eclevel=M'));
  const module = Math.max(1, Math.min(paperDots < 450 ? 4 : 5, Math.floor(paperDots / (side + 8))));
  const picture = blank(side * module, side * module);
  pixels.forEach((pixel, at) => {
    if (pixel !== 0) fillRectangle(picture, (at % side) * module, Math.floor(at / side) * module, module, module);
  });
  return picture;
}

/** A QR code (error correction L, for much text on a screen) as rows of `1` and `0`, without the quiet zone. */
export function qrRows(text: string): readonly string[] {
  const { pixels, side } = squares(bwip.raw('qrcode', text, 'eclevel=L'));
  return Array.from({ length: side }, (_row, y) =>
    pixels
      .slice(y * side, (y + 1) * side)
      .map((pixel) => (pixel === 0 ? '0' : '1'))
      .join(''),
  );
}

type Raw = readonly object[];

/** Widths of bars and gaps by turns, in modules, a bar first. */
function barWidths([symbol]: Raw): readonly number[] {
  if (symbol === undefined || !('sbs' in symbol)) throw new Error('the barcode library drew no bars');
  return Array.from(symbol.sbs as ArrayLike<number>);
}

function squares([symbol]: Raw): { readonly pixels: readonly number[]; readonly side: number } {
  if (symbol === undefined || !('pixs' in symbol && 'pixx' in symbol)) throw new Error('the barcode library drew no QR code');
  return { pixels: Array.from(symbol.pixs as ArrayLike<number>), side: symbol.pixx as number };
}
