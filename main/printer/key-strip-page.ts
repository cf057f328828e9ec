import { escaped, fontRules, type PdfPage } from './receipt-page.ts';

/** What stands on the strip. */
export type KeyStrip = {
  readonly title: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly rows: readonly { readonly key: string; readonly label: string }[];
};

/** A sheet of A4, lying. */
const SHEET = { widthMm: 297, heightMm: 210 } as const;

/** Keys of a keyboard stand 19.05 mm apart, with a gap of half a key behind F4 and F8. */
const KEY_MM = 19.05;
const GAP_MM = 9.5;
const FUNCTION_KEYS = 12;

/** A strip to cut out and lay above the function keys, in their own distance, and below it the keys with Ctrl. */
export function keyStripPage({ title, language, direction, rows }: KeyStrip): PdfPage {
  const { rules, fonts } = fontRules(['mono', 'sc', 'tc', 'jp', 'kr', 'thai', 'arabic', 'hebrew', 'devanagari']);
  const labelOf = (key: string): string => rows.find((row) => row.key === key)?.label ?? '';
  const cells = Array.from({ length: FUNCTION_KEYS }, (_, index) => cell(`F${String(index + 1)}`, labelOf, index)).join('');
  const others = rows
    .filter(({ key }) => !/^F\d+$/.test(key))
    .map(({ key, label }) => `<p dir="auto"><b>${escaped(key)}</b> ${escaped(label)}</p>`)
    .join('');
  const html = `<!doctype html>
<html lang="${escaped(language)}" dir="${direction}"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<style>${rules}
${LOOK}</style></head>
<body><h1 dir="auto">${escaped(title)}</h1><div class="strip" dir="ltr">${cells}</div><div class="others">${others}</div></body></html>`;
  return { html, fonts, size: SHEET };
}

function cell(key: string, labelOf: (key: string) => string, index: number): string {
  const gap = index === 4 || index === 8 ? ' class="gap"' : '';
  return `<div${gap}><b>${key}</b><span dir="auto">${escaped(labelOf(key))}</span></div>`;
}

const LOOK = `@page{margin:0}
*{margin:0;padding:0;box-sizing:border-box}
body{padding:15mm 12mm;font-size:9pt;line-height:1.25;color:#000;background:#fff}
h1{font-size:12pt;margin-bottom:6mm}
.strip{display:flex;width:max-content;border:0.3mm dashed #000;padding:2mm 0}
.strip div{width:${String(KEY_MM)}mm;min-height:18mm;padding:0 1mm;display:flex;flex-direction:column;gap:1mm;align-items:center;text-align:center;overflow-wrap:anywhere}
.strip .gap{margin-left:${String(GAP_MM)}mm}
.strip b{font-size:11pt}
.others{margin-top:8mm;display:flex;flex-wrap:wrap;gap:3mm 12mm;font-size:11pt}`;
