import type { ReceiptLayout } from '../../core/receipt/layout.ts';
import { encode, pictureLines, type EncodedReceipt } from './encode.ts';
import type { PrinterProfile } from './profile.ts';
import { stacked, type Bitmap } from './raster/bitmap.ts';
import type { Painter } from './raster/painter.ts';
import { toPng } from './raster/png.ts';

/** One paper to make. */
export type PaperOrder = {
  readonly layout: ReceiptLayout;
  readonly profile: PrinterProfile;
  readonly logo: Bitmap | null;
  /** The owner's Alipay+ mark in one colour; null prints its text form. */
  readonly brand: Bitmap | null;
  readonly opensDrawer: boolean;
  /** Puts the logo into the memory of a printer that keeps it: for test pages, because that memory wears out. */
  readonly storesLogo: boolean;
};

/** A picture of the whole strip for the screen, PNG, in dots. */
export type StripPicture = { readonly png: Uint8Array; readonly width: number; readonly height: number };

/**
 * Makes the bytes of a paper. Every byte is there before the first one leaves, so that nothing of ours can tear a paper; the
 * thread paints one strip while the one before is already here. When painting fails, the paper still comes out in letters.
 */
export async function makePaper(order: PaperOrder, painter: Painter): Promise<EncodedReceipt> {
  const { layout, profile, logo, brand, opensDrawer } = order;
  const hasStoredLogo = profile.keepsLogo && logo !== null;
  const numbers = pictureLines(layout, profile, { hasStoredLogo, hasBrand: brand !== null });
  const lines = numbers.flatMap((number) => layout.lines[number] ?? []);
  const painted = await painter.paint(lines, sheetOf(layout, profile), { logo, brand }).catch(() => ({ strips: [], missing: 0 }));
  const pictures = new Map(painted.strips.map((strip, index) => [numbers[index] ?? -1, strip]));
  const { bytes, replaced } = encode(layout, profile, {
    pictures,
    opensDrawer,
    logoToStore: order.storesLogo && hasStoredLogo ? logo : null,
  });
  return { bytes, replaced: replaced + painted.missing };
}

/** The whole strip as the printer would get it as a picture. Rejects when painting fails. */
export async function paintStrip({ layout, profile, logo, brand }: PaperOrder, painter: Painter): Promise<StripPicture> {
  const { strips } = await painter.paint(layout.lines, sheetOf(layout, profile), { logo, brand });
  const whole = stacked(strips, profile.dots);
  return { png: toPng(whole), width: whole.width, height: whole.height };
}

const sheetOf = ({ columns, language, direction }: ReceiptLayout, { dots }: PrinterProfile) => ({
  dots,
  columns,
  language,
  direction,
});
