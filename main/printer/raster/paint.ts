import { readingOf } from '../../../core/receipt/bidi.ts';
import type { LayoutLine, PairLine, TextLine } from '../../../core/receipt/layout.ts';
import type { ReceiptLanguage } from '../../../core/receipt/words.ts';
import { blank, fillRectangle, stamp, type Bitmap } from './bitmap.ts';
import { familiesFor } from './families.ts';
import { createFontShelf, type FontShelf } from './fonts.ts';
import { createGlyphPress, type GlyphPress } from './glyphs.ts';
import type { Mask } from './outline.ts';
import { shapeText, type ShapedText } from './shape.ts';
import { code128Picture, qrPicture } from './symbols.ts';

/** The paper that is painted on: `dots` across, `columns` of text across. */
export type Sheet = {
  readonly dots: number;
  readonly columns: number;
  readonly language: ReceiptLanguage;
  readonly direction: 'ltr' | 'rtl';
};

/** One line as a strip of dots, and how many of its characters no bundled font has. */
export type Strip = { readonly picture: Bitmap; readonly missing: number };

/** Pictures that stand in a line's place: the shop's logo, without which its line is empty, and the Alipay+ mark, without which its text is painted. */
export type Artwork = { readonly logo: Bitmap | null; readonly brand: Bitmap | null };

/** Paints lines with the bundled fonts. */
export type LinePainter = (line: LayoutLine, sheet: Sheet, artwork: Artwork) => Promise<Strip>;

/** Heights for a column of 12 dots: a row, and where letters stand in it. */
const ROW = 32;
const BASELINE = 24;
const DESIGN_CELL = 12;

/** Headers, labels and the footer's QR code are the same on every receipt. */
const REMEMBERED_MAX = 400;

/** A painter with no font open yet; it opens them as texts ask for them, and remembers the strips that it painted last. */
export function createLinePainter(): LinePainter {
  const strips = new Map<string, Strip>();
  const paint = createFreshPainter();
  return async (line, sheet, artwork) => {
    if (line.kind === 'logo' || (line.kind === 'text' && line.isBrand === true)) return paint(line, sheet, artwork);
    const key = JSON.stringify([line, sheet]);
    const strip = strips.get(key) ?? (await paint(line, sheet, artwork));
    strips.delete(key);
    strips.set(key, strip);
    const [oldest] = strips.keys();
    if (strips.size > REMEMBERED_MAX && oldest !== undefined) strips.delete(oldest);
    return strip;
  };
}

function createFreshPainter(): LinePainter {
  const shelf = createFontShelf();
  const press = createGlyphPress();
  return async (line, sheet, { logo, brand }) => {
    switch (line.kind) {
      case 'text':
        if (line.isBrand === true && brand !== null) return { picture: centered(brand, sheet.dots, 24), missing: 0 };
        return paintText(line, sheet, shelf, press);
      case 'pair':
        return paintPair(line, sheet, shelf, press);
      case 'rule':
        return { picture: rule(sheet), missing: 0 };
      case 'logo':
        return { picture: logo === null ? blank(sheet.dots, 0) : centered(logo, sheet.dots, 8), missing: 0 };
      case 'barcode':
        return paintBarcode(line.digits, sheet, shelf, press);
      case 'qr':
        return { picture: centered(qrPicture(line.text, sheet.dots), sheet.dots, 12), missing: 0 };
    }
  };
}

type Words = { readonly text: string; readonly reading?: 'ltr' | 'rtl'; readonly size: 1 | 2; readonly isBold: boolean };

async function shaped({ text, reading, size, isBold }: Words, sheet: Sheet, shelf: FontShelf): Promise<ShapedText> {
  const families = familiesFor(text, sheet.language);
  await shelf.open(`${text}0`, families);
  return shapeText(
    text,
    {
      language: sheet.language,
      reading: reading ?? readingOf(text),
      weight: isBold ? 700 : 500,
      cellDots: (sheet.dots / sheet.columns) * size,
      families,
    },
    shelf,
  );
}

async function paintText(line: TextLine, sheet: Sheet, shelf: FontShelf, press: GlyphPress): Promise<Strip> {
  const size = line.style === 'large' ? 2 : 1;
  const text = await shaped({ ...line, size, isBold: line.style !== 'normal' }, sheet, shelf);
  const width = Math.min(text.widthDots, sheet.dots);
  const isLeft = line.align === 'center' ? null : (line.align === 'start') === (sheet.direction === 'ltr');
  const x = isLeft === null ? (sheet.dots - width) / 2 : isLeft ? 0 : sheet.dots - width;
  return strip([{ text, x: Math.round(x), width }], size, sheet, press);
}

/** Label and value never touch: when they are wider than the paper, both are made narrower. */
async function paintPair(line: PairLine, sheet: Sheet, shelf: FontShelf, press: GlyphPress): Promise<Strip> {
  const label = await shaped({ text: line.label, size: 1, isBold: false }, sheet, shelf);
  const value = await shaped({ text: line.value, size: 1, isBold: false }, sheet, shelf);
  const gap = sheet.dots / sheet.columns;
  const squeeze = Math.min(1, (sheet.dots - gap) / (label.widthDots + value.widthDots));
  const [labelWidth, valueWidth] = [label.widthDots * squeeze, value.widthDots * squeeze];
  const isLtr = sheet.direction === 'ltr';
  return strip(
    [
      { text: label, x: isLtr ? 0 : Math.round(sheet.dots - labelWidth), width: labelWidth },
      { text: value, x: isLtr ? Math.round(sheet.dots - valueWidth) : 0, width: valueWidth },
    ],
    1,
    sheet,
    press,
  );
}

type Placed = { readonly text: ShapedText; readonly x: number; readonly width: number };

/** A strip is one row high, and higher where marks reach beyond it, so that nothing is ever cut off. */
function strip(parts: readonly Placed[], size: 1 | 2, sheet: Sheet, press: GlyphPress): Strip {
  const zoom = (sheet.dots / sheet.columns / DESIGN_CELL) * size;
  const baseline = Math.round(BASELINE * zoom);
  const masks = parts.flatMap((part) => masksOf(part, press));
  const top = Math.min(0, ...masks.map((mask) => mask.top + baseline));
  const bottom = Math.max(Math.round(ROW * zoom), ...masks.map((mask) => mask.top + baseline + mask.picture.height + 1));
  const picture = blank(sheet.dots, bottom - top);
  for (const mask of masks) stamp(picture, mask.picture, mask.left, mask.top + baseline - top);
  return { picture, missing: parts.reduce((sum, { text }) => sum + text.missing, 0) };
}

function masksOf({ text, x, width }: Placed, press: GlyphPress): readonly Mask[] {
  const squeeze = text.widthDots > width ? width / text.widthDots : 1;
  return text.groups.flatMap((group) =>
    press({
      ...group,
      glyphs: group.glyphs.map((glyph) => ({ ...glyph, x: x + glyph.x * squeeze, scaleX: glyph.scaleX * squeeze })),
    }),
  );
}

async function paintBarcode(digits: string, sheet: Sheet, shelf: FontShelf, press: GlyphPress): Promise<Strip> {
  const bars = centered(code128Picture(digits, sheet.dots), sheet.dots, 8);
  const below = await paintText({ kind: 'text', text: digits, align: 'center', style: 'normal' }, sheet, shelf, press);
  const picture = blank(sheet.dots, bars.height + below.picture.height);
  stamp(picture, bars, 0, 0);
  stamp(picture, below.picture, 0, bars.height);
  return { picture, missing: 0 };
}

function rule({ dots }: Sheet): Bitmap {
  const picture = blank(dots, 16);
  fillRectangle(picture, 0, 7, dots, 2);
  return picture;
}

function centered(picture: Bitmap, dots: number, marginDots: number): Bitmap {
  const sheet = blank(dots, picture.height + 2 * marginDots);
  stamp(sheet, picture, Math.floor((dots - picture.width) / 2), marginDots);
  return sheet;
}
