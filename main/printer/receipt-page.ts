import { toSVG } from 'bwip-js/node';
import type { ReceiptBlock } from '../../core/receipt/block.ts';
import type { ReceiptDocument } from '../../core/receipt/document.ts';
import type { Family } from './raster/families.ts';
import { filesOf } from './raster/font-files.ts';

/** Both sides of a sheet; `heightMm` null: as long as what stands on it. */
export type SheetSize = { readonly widthMm: number; readonly heightMm: number | null };

/** A page that a browser engine turns into a PDF: the markup, and the font files that it may ask for by name. */
export type PdfPage = { readonly html: string; readonly fonts: ReadonlyMap<string, string>; readonly size: SheetSize };

/** The shop's logo and the owner's Alipay+ mark; null where there is none. */
export type PagePictures = { readonly logoPng: string | null; readonly brandPng: string | null };

/** The width of the strip, so that the PDF looks like the paper and prints on it. */
const PAGE_WIDTH_MM = 80;

/**
 * A receipt as a page with real text: it can be searched, copied and read aloud. Symbols are drawn as vectors. Nothing in it
 * comes from outside: no script, no address but its own fonts. The pictures are PNG in base64; without a mark its text form stands.
 */
export function receiptPage(document: ReceiptDocument, pictures: PagePictures): PdfPage {
  const { rules, fonts } = fontRules(hanFirst(document.language));
  const body = document.blocks.map((block) => blockMarkup(block, pictures)).join('\n');
  const html = `<!doctype html>
<html lang="${document.language}" dir="${document.direction}"><head><meta charset="utf-8">
<title>${escaped(title(document))}</title>
<style>${rules}
${LOOK}</style></head>
<body>${body}</body></html>`;
  return { html, fonts, size: { widthMm: PAGE_WIDTH_MM, heightMm: null } };
}

function blockMarkup(block: ReceiptBlock, { logoPng, brandPng }: PagePictures): string {
  switch (block.kind) {
    case 'text':
      if (block.isBrand === true && brandPng !== null)
        return `<p class="center"><img class="brand" alt="${escaped(block.text)}" src="data:image/png;base64,${brandPng}"></p>`;
      return `<p class="${block.align} ${block.style}" dir="auto">${escaped(block.text)}</p>`;
    case 'sample':
      return `<p dir="auto">${escaped(block.text)}</p>`;
    case 'pair':
      return `<p class="pair"><span>${escaped(block.label)}</span> <bdi>${escaped(block.value)}</bdi></p>`;
    case 'amount':
      return `<p>${escaped(block.label)}</p><p class="amount"><bdi>${escaped(block.value)}</bdi></p>`;
    case 'rule':
      return '<hr>';
    case 'logo':
      return logoPng === null ? '' : `<p class="center"><img alt="" src="data:image/png;base64,${logoPng}"></p>`;
    case 'barcode':
      return `<div class="symbol">${toSVG({ bcid: 'code128', text: block.digits, height: 10, includetext: false })}</div><p class="center">${block.digits}</p>`;
    case 'qr':
      return `<div class="symbol qr">${toSVG({ bcid: 'qrcode', text: block.text, ...MEDIUM })}</div>`;
  }
}

/** Error correction M; the library's types do not know each symbol's own options. */
const MEDIUM: object = { eclevel: 'M' };

const title = ({ blocks }: ReceiptDocument): string => {
  const large = blocks.find((block) => block.kind === 'text' && block.style === 'large');
  return large?.kind === 'text' ? large.text : 'Paydesk';
};

const HAN: readonly Family[] = ['sc', 'tc', 'jp', 'kr'];
const OWN_HAN: Readonly<Partial<Record<ReceiptDocument['language'], Family>>> = { 'zh-Hant': 'tc', ja: 'jp', ko: 'kr' };

function hanFirst(language: ReceiptDocument['language']): readonly Family[] {
  const own = OWN_HAN[language] ?? 'sc';
  return ['mono', own, ...HAN.filter((family) => family !== own), 'thai', 'arabic', 'hebrew', 'devanagari'];
}

/** One rule a font file; the engine asks only for the files that hold a character of the page. */
export function fontRules(families: readonly Family[]): { readonly rules: string; readonly fonts: ReadonlyMap<string, string> } {
  const fonts = new Map<string, string>();
  const rules = families.flatMap((family) =>
    filesOf(family).map(({ file, ranges }, index) => {
      const name = `${family}-${String(index)}.woff2`;
      fonts.set(name, file);
      const list = ranges.map(([first, last]) => `U+${first.toString(16)}-${last.toString(16)}`).join(',');
      return `@font-face{font-family:${family};font-weight:100 900;src:url(${name}) format('woff2');unicode-range:${list}}`;
    }),
  );
  return { rules: `${rules.join('\n')}\nbody{font-family:${families.join(',')}}`, fonts };
}

const LOOK = `@page{margin:0}
*{margin:0;padding:0;box-sizing:border-box}
body{width:${String(PAGE_WIDTH_MM)}mm;padding:5mm 4mm;font-size:8.5pt;line-height:1.45;color:#000;background:#fff}
p{overflow-wrap:anywhere}
.center{text-align:center}
.bold{font-weight:700}
.large{font-weight:700;font-size:16pt;line-height:1.3}
.pair{display:flex;flex-wrap:wrap;justify-content:space-between;column-gap:3mm}
.pair bdi{margin-inline-start:auto;text-align:end}
.amount{font-weight:700;font-size:17pt;text-align:end;white-space:nowrap}
hr{border:0;border-top:0.3mm solid #000;margin:2mm 0}
img{max-width:100%;max-height:30mm}
img.brand{max-width:60mm;height:10mm;margin:3mm 0}
.symbol{text-align:center;padding:2mm 0 0}
.symbol svg{width:52mm;height:12mm}
.symbol.qr svg{width:28mm;height:28mm}`;

/** A text as markup shows it, whatever is in it. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
