import { readingOf } from './bidi.ts';
import type { ReceiptBlock } from './block.ts';
import type { ReceiptDocument } from './document.ts';
import { textCells } from './width.ts';
import type { ReceiptLanguage } from './words.ts';
import { wrap } from './wrap.ts';

/** Characters of the printer's normal font in one line: 32 on 58 mm paper, 42 or 48 on 80 mm. */
export type Columns = 32 | 42 | 48;

/**
 * One line of the strip. `start` is the left edge, or the right one where the language runs from right to left. `large` is
 * double width and double height, so it holds half as many columns. `as` is set on test pages: the printer's own letters or a picture.
 */
export type TextLine = {
  readonly kind: 'text';
  readonly text: string;
  readonly align: 'start' | 'center' | 'end';
  readonly style: 'normal' | 'bold' | 'large';
  readonly as?: 'letters' | 'picture';
  /** The text form of the mark, in whose place its picture may stand. */
  readonly isBrand?: true;
  /** Which way the text reads that this line is a part of; its own way when left out. */
  readonly reading?: 'ltr' | 'rtl';
};

/** A label at the start and its value at the end of one line; together they are narrower than the paper. */
export type PairLine = { readonly kind: 'pair'; readonly label: string; readonly value: string };

/** One line of the strip. */
export type LayoutLine =
  | TextLine
  | PairLine
  | { readonly kind: 'rule' }
  | { readonly kind: 'logo' }
  | { readonly kind: 'barcode'; readonly digits: string }
  | { readonly kind: 'qr'; readonly text: string };

/** A receipt laid out for one width of paper. */
export type ReceiptLayout = {
  readonly columns: Columns;
  readonly language: ReceiptLanguage;
  readonly direction: 'ltr' | 'rtl';
  readonly lines: readonly LayoutLine[];
};

/** Lays a document out: long texts wrap, amounts are never cut or broken, and no line is wider than the paper. */
export const layoutReceipt = (document: ReceiptDocument, columns: Columns): ReceiptLayout => ({
  columns,
  language: document.language,
  direction: document.direction,
  lines: document.blocks.flatMap((block) => blockLines(block, columns)),
});

/** A line of words as spaces and characters for `columns` columns, from left to right; null for a line that has no words. */
export function lineText(line: LayoutLine, columns: number, direction: 'ltr' | 'rtl'): string | null {
  switch (line.kind) {
    case 'text':
      return placed(line.text, line.align, line.style === 'large' ? Math.floor(columns / 2) : columns, direction);
    case 'pair': {
      const gap = ' '.repeat(Math.max(1, columns - textCells(line.label) - textCells(line.value)));
      return direction === 'ltr' ? line.label + gap + line.value : line.value + gap + line.label;
    }
    case 'rule':
      return '-'.repeat(columns);
    case 'logo':
    case 'barcode':
    case 'qr':
      return null;
  }
}

/** A text moved to its place by spaces. */
function placed(text: string, align: TextLine['align'], columns: number, direction: 'ltr' | 'rtl'): string {
  const free = Math.max(0, columns - textCells(text));
  if (align === 'center') return ' '.repeat(Math.floor(free / 2)) + text;
  return (align === 'start') === (direction === 'ltr') ? text : ' '.repeat(free) + text;
}

function blockLines(block: ReceiptBlock, columns: Columns): readonly LayoutLine[] {
  switch (block.kind) {
    case 'text':
      return wrap(block.text, block.style === 'large' ? columns / 2 : columns).map((text) => ({
        kind: 'text',
        text,
        align: block.align,
        style: block.style,
        ...(block.isBrand === true ? { isBrand: true as const } : {}),
        ...partOf(block.text),
      }));
    case 'pair':
      return pairLines(block.label, block.value, columns);
    case 'amount':
      return amountLines(block.label, block.value, columns);
    case 'sample':
      return wrap(block.text, columns).flatMap((text) => [
        { ...start(text), as: 'letters' },
        { ...start(text), as: 'picture' },
      ]);
    case 'rule':
    case 'logo':
    case 'barcode':
    case 'qr':
      return [block];
  }
}

/** Label and value on one line when they fit with a space between, else the value below, wrapped and set at the end. */
function pairLines(label: string, value: string, columns: Columns): readonly LayoutLine[] {
  if (textCells(label) + textCells(value) < columns) return [{ kind: 'pair', label, value }];
  return [
    ...wrap(label, columns).map(start),
    ...wrap(value, columns).map((text): LayoutLine => ({
      kind: 'text',
      text,
      align: 'end',
      style: 'normal',
      ...partOf(value),
    })),
  ];
}

/** Only what reads from right to left has to say so. */
const partOf = (text: string): Pick<TextLine, 'reading'> => (readingOf(text) === 'rtl' ? { reading: 'rtl' } : {});

/** The figure stands alone on its line: large when it fits, else bold, because the longest amount (24 columns) fits every paper so. */
function amountLines(label: string, value: string, columns: Columns): readonly LayoutLine[] {
  const style = textCells(value) * 2 <= columns ? 'large' : 'bold';
  return [...wrap(label, columns).map(start), { kind: 'text', text: value, align: 'end', style }];
}

const start = (text: string): TextLine => ({ kind: 'text', text, align: 'start', style: 'normal' });
