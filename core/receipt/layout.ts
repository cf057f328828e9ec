import type { ReceiptBlock, ReceiptDocument } from './document.ts';
import { textCells } from './width.ts';
import { wrap } from './wrap.ts';

/** Characters of the printer's normal font in one line: 32 on 58 mm paper, 42 or 48 on 80 mm. */
export type Columns = 32 | 42 | 48;

/** One line of the strip. `large` is double width and double height, so it holds half as many columns. */
export type LayoutLine =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align: 'left' | 'center' | 'right';
      readonly style: 'normal' | 'bold' | 'large';
    }
  | { readonly kind: 'barcode'; readonly digits: string }
  | { readonly kind: 'qr'; readonly text: string };

/** A receipt laid out for one width of paper. */
export type ReceiptLayout = { readonly columns: Columns; readonly lines: readonly LayoutLine[] };

/** Lays a document out: long texts wrap, amounts are never cut or broken, and no line is wider than the paper. */
export const layoutReceipt = (document: ReceiptDocument, columns: Columns): ReceiptLayout => ({
  columns,
  lines: document.blocks.flatMap((block) => blockLines(block, columns)),
});

/** The text of a line moved to its place by spaces, for a line of `columns` columns. */
export function placed(text: string, align: 'left' | 'center' | 'right', columns: number): string {
  const free = Math.max(0, columns - textCells(text));
  switch (align) {
    case 'left':
      return text;
    case 'center':
      return ' '.repeat(Math.floor(free / 2)) + text;
    case 'right':
      return ' '.repeat(free) + text;
  }
}

function blockLines(block: ReceiptBlock, columns: Columns): readonly LayoutLine[] {
  switch (block.kind) {
    case 'text':
      return wrap(block.text, block.style === 'large' ? columns / 2 : columns).map((text) => ({
        kind: 'text',
        text,
        align: block.align,
        style: block.style,
      }));
    case 'pair':
      return pairLines(block.label, block.value, columns);
    case 'amount':
      return amountLines(block.label, block.value, columns);
    case 'rule':
      return [left('-'.repeat(columns))];
    case 'barcode':
    case 'qr':
      return [block];
  }
}

/** Label and value on one line when they fit with a space between, else the value below, wrapped and set right. */
function pairLines(label: string, value: string, columns: Columns): readonly LayoutLine[] {
  const free = columns - textCells(label) - textCells(value);
  if (free >= 1) return [left(label + ' '.repeat(free) + value)];
  return [
    ...wrap(label, columns).map(left),
    ...wrap(value, columns).map((text): LayoutLine => ({ kind: 'text', text, align: 'right', style: 'normal' })),
  ];
}

/** The figure stands alone on its line: large when it fits, else bold, because the longest amount (24 columns) fits every paper so. */
function amountLines(label: string, value: string, columns: Columns): readonly LayoutLine[] {
  const style = textCells(value) * 2 <= columns ? 'large' : 'bold';
  return [...wrap(label, columns).map(left), { kind: 'text', text: value, align: 'right', style }];
}

const left = (text: string): LayoutLine => ({ kind: 'text', text, align: 'left', style: 'normal' });
