import { decodePrinterText, type WideCharset } from './code-pages.ts';
import type { PrinterOp } from './escpos.ts';

/** A run of text in one style; width and height are multiples of the normal size. */
export type PaperSpan = {
  readonly text: string;
  readonly bold: boolean;
  readonly underline: boolean;
  readonly invert: boolean;
  readonly width: number;
  readonly height: number;
};

/** Where a row stands on the paper. */
export type PaperAlign = 'left' | 'center' | 'right';

/** One row of the practice paper. */
export type PaperRow =
  | { readonly kind: 'line'; readonly align: PaperAlign; readonly spans: readonly PaperSpan[] }
  | { readonly kind: 'barcode'; readonly align: PaperAlign; readonly system: string; readonly text: string }
  | { readonly kind: 'qr'; readonly align: PaperAlign; readonly text: string }
  | {
      readonly kind: 'image';
      readonly align: PaperAlign;
      readonly widthDots: number;
      readonly heightDots: number;
      readonly bits: Uint8Array;
    }
  | { readonly kind: 'cut' }
  | { readonly kind: 'drawer' };

type Style = Omit<PaperSpan, 'text'> & { readonly align: PaperAlign; readonly page: number; readonly kanji: boolean };

/** Paper with what was printed so far, the unfinished line, and the style that is set. */
export type Paper = {
  readonly rows: readonly PaperRow[];
  readonly line: readonly PaperSpan[];
  readonly style: Style;
  readonly storedQr: string;
};

const PLAIN: Style = { bold: false, underline: false, invert: false, width: 1, height: 1, align: 'left', page: 0, kanji: false };

/** Rows kept; the oldest fall off the end of the strip. */
const ROWS_MAX = 4_000;

/** An empty roll. */
export const BLANK_PAPER: Paper = { rows: [], line: [], style: PLAIN, storedQr: '' };

/** The paper after one command. `wide` is the printer's own two-byte character set. Questions leave no mark. */
export function printOn(paper: Paper, op: PrinterOp, wide: WideCharset): Paper {
  const { style } = paper;
  switch (op.kind) {
    case 'text':
      return { ...paper, line: [...paper.line, spanOf(style, op.bytes, wide)] };
    case 'newline':
      return addRow(paper, lineRow(paper));
    case 'feed':
      return feed(paper, op.lines);
    case 'cut':
      return addRow(flush(paper), { kind: 'cut' });
    case 'drawer':
      return addRow(flush(paper), { kind: 'drawer' });
    case 'init':
      return { ...flush(paper), style: PLAIN };
    case 'align':
      return { ...paper, style: { ...style, align: op.to } };
    case 'bold':
      return { ...paper, style: { ...style, bold: op.on } };
    case 'underline':
      return { ...paper, style: { ...style, underline: op.on } };
    case 'invert':
      return { ...paper, style: { ...style, invert: op.on } };
    case 'kanji':
      return { ...paper, style: { ...style, kanji: op.on } };
    case 'size':
      return { ...paper, style: { ...style, width: op.width, height: op.height } };
    case 'codepage':
      return { ...paper, style: { ...style, page: op.page } };
    case 'barcode':
      return addRow(flush(paper), { kind: 'barcode', align: style.align, system: op.system, text: op.text });
    case 'qr-store':
      return { ...paper, storedQr: op.text };
    case 'qr-print':
      return addRow(flush(paper), { kind: 'qr', align: style.align, text: paper.storedQr });
    case 'image':
      return addRow(flush(paper), {
        kind: 'image',
        align: style.align,
        widthDots: op.widthDots,
        heightDots: op.heightDots,
        bits: op.bits,
      });
    case 'status':
    case 'sensor':
    case 'process-id':
    case 'identify':
    case 'auto-status':
    case 'star-status':
    case 'star-counter':
    case 'ignored':
      return paper;
  }
}

/** The paper as lines of text: cuts as dashes, symbols as their content in brackets. */
export const paperAsText = (rows: readonly PaperRow[]): readonly string[] => rows.map(textOf);

function textOf(row: PaperRow): string {
  switch (row.kind) {
    case 'line':
      return row.spans
        .map((span) => span.text)
        .join('')
        .trimEnd();
    case 'barcode':
      return `[barcode ${row.text}]`;
    case 'qr':
      return `[qr ${row.text}]`;
    case 'image':
      return `[image ${String(row.widthDots)}x${String(row.heightDots)}]`;
    case 'cut':
      return '- - - - - - - - cut - - - - - - - -';
    case 'drawer':
      return '[drawer]';
  }
}

function spanOf(style: Style, bytes: Uint8Array, wide: WideCharset): PaperSpan {
  const { bold, underline, invert, width, height } = style;
  return { text: decodePrinterText(bytes, style.page, style.kanji ? wide : null), bold, underline, invert, width, height };
}

const lineRow = (paper: Paper): PaperRow => ({ kind: 'line', align: paper.style.align, spans: paper.line });
const flush = (paper: Paper): Paper => (paper.line.length === 0 ? paper : addRow(paper, lineRow(paper)));
const addRow = (paper: Paper, row: PaperRow): Paper => ({ ...paper, rows: [...paper.rows.slice(-ROWS_MAX + 1), row], line: [] });

function feed(paper: Paper, lines: number): Paper {
  const printed = flush(paper);
  const blanks = paper.line.length === 0 ? lines : lines - 1;
  return Array.from({ length: Math.min(20, Math.max(0, blanks)) }).reduce<Paper>(
    (strip) => addRow(strip, lineRow(strip)),
    printed,
  );
}
