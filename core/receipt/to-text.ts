import { placed, type LayoutLine, type ReceiptLayout } from './layout.ts';

/** The strip as plain text, one line each, for the preview on screen and for terminals; large lines keep their place, not their size. */
export const toText = (layout: ReceiptLayout): string =>
  layout.lines.map((line) => `${lineText(line, layout.columns)}\n`).join('');

function lineText(line: LayoutLine, columns: number): string {
  switch (line.kind) {
    case 'text':
      return placed(line.text, line.align, columns);
    case 'barcode':
      return placed(`||| ${line.digits} |||`, 'center', columns);
    case 'qr':
      return placed(`[QR] ${line.text}`, 'center', columns);
  }
}
