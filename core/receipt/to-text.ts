import { lineText, type LayoutLine, type ReceiptLayout } from './layout.ts';
import { textCells } from './width.ts';

/** The strip as plain text, one line each, for terminals and for reading aloud; large lines keep their place, not their size. */
export const toText = (layout: ReceiptLayout): string => layout.lines.map((line) => `${plain(line, layout)}\n`).join('');

function plain(line: LayoutLine, { columns, direction }: ReceiptLayout): string {
  switch (line.kind) {
    case 'text':
      return lineText({ ...line, style: 'normal' }, columns, direction) ?? '';
    case 'pair':
    case 'rule':
      return lineText(line, columns, direction) ?? '';
    case 'logo':
      return centered('[LOGO]', columns);
    case 'barcode':
      return centered(`||| ${line.digits} |||`, columns);
    case 'qr':
      return centered(`[QR] ${line.text}`, columns);
  }
}

const centered = (text: string, columns: number): string =>
  ' '.repeat(Math.floor(Math.max(0, columns - textCells(text)) / 2)) + text;
