import type { LayoutLine } from '../../../core/receipt/layout.ts';
import type { Bitmap } from './bitmap.ts';
import type { Artwork, Sheet } from './paint.ts';

/** Lines to paint on one sheet; the answers come one by one, in order. */
export type PaintOrder = {
  readonly id: number;
  readonly lines: readonly LayoutLine[];
  readonly sheet: Sheet;
  readonly artwork: Artwork;
};

/** One strip of an order; `index` counts the order's lines. A strip that could not be painted says why. */
export type PaintAnswer =
  | { readonly id: number; readonly index: number; readonly picture: Bitmap; readonly missing: number }
  | { readonly id: number; readonly fault: string };
