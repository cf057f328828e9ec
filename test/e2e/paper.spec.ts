import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PNG } from 'pngjs';
import { decodeEscPos } from '../builders/escpos-decode.ts';
import { expect, picture, test } from './fixtures.ts';

test.use({
  keysOnly: true,
  wishes: {
    shop: {
      name: '明亮小巷面包店',
      receiptLanguage: 'zh-Hans',
      footerLines: ['谢谢惠顾 · شكراً · ขอบคุณ'],
      footerQr: 'https://shop.example/退货',
      taxes: [{ label: 'GST', basisPoints: 900 }],
    },
    printer: { letters: 'none' },
  },
});

test('the strip on screen is dot for dot what the printer got, and the PDF carries the same words', async ({ counter }) => {
  const { till, gateway, printer } = counter;
  await till.keys.type('8880');
  await till.keys.press('Return');
  await till.keys.scan(await gateway.mintCode({ behaviour: 'approve' }));
  await expect(till.page.getByTestId('stage')).toContainText('Receipt printed');
  const original = await decodeEscPos(printer.paper(), 'cp437');

  await till.keys.press('F6');
  await expect.poll(async () => (await decodeEscPos(printer.paper(), 'cp437')).barcodes.length).toBe(2);
  const both = await decodeEscPos(printer.paper(), 'cp437');
  const copy = both.pictures.slice(original.pictures.length);

  await till.keys.press('F10');
  const strip = till.page.getByTestId('strip');
  await expect(strip).toBeVisible();
  await picture(till.page, 'receipt-dialog');
  const shown = PNG.sync.read(
    Buffer.from(((await strip.getAttribute('src')) ?? '').replace('data:image/png;base64,', ''), 'base64'),
  );
  expect(unlikeDots(copy, shown)).toBe(0);

  await till.keys.press('Escape');
  await till.keys.press('F11');
  const saved = till.page.getByTestId('receipt-saved');
  await expect(saved).toContainText('.pdf', { timeout: 20_000 });
  const file = (await saved.innerText()).replace('Saved as ', '');
  const text = pdfText(readFileSync(file));
  rmSync(file);
  for (const piece of ['88.80 SGD', '明亮小巷面包店', '销售', '副本', 'Alipay+', 'GST 9%', 'ขอบคุณ'])
    expect(text).toContain(piece);
});

/** The printer draws barcode and QR code itself, so the bands before, between and after them are looked for in the strip. */
function unlikeDots(bands: readonly Band[], strip: PNG): number {
  let y = 0;
  let unlike = 0;
  for (const band of bands) {
    y = placeOf(band, strip, y);
    for (let row = 0; row < band.height; row += 1)
      for (let x = 0; x < strip.width; x += 1)
        if ((x < band.width && band.isBlack(x, row)) !== isDark(strip, x, y + row)) unlike += 1;
    y += band.height;
  }
  return unlike;
}

type Band = Awaited<ReturnType<typeof decodeEscPos>>['pictures'][number];

const isDark = ({ width, data }: PNG, x: number, y: number): boolean => (data[(y * width + x) * 4] ?? 255) < 128;

/** The first row from `from` on where the band's first rows with ink stand in the strip. */
function placeOf(band: Band, strip: PNG, from: number): number {
  for (let y = from; y + band.height <= strip.height; y += 1) {
    const fits = Array.from({ length: band.height }, (_, row) => row).every((row) =>
      Array.from({ length: strip.width }, (_, x) => x).every(
        (x) => (x < band.width && band.isBlack(x, row)) === isDark(strip, x, y + row),
      ),
    );
    if (fits) return y;
  }
  return strip.height;
}

/** The text as another program reads it (poppler's pdftotext). */
function pdfText(pdf: Uint8Array): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-pdf-'));
  const file = path.join(folder, 'receipt.pdf');
  writeFileSync(file, pdf);
  try {
    execFileSync('pdftoppm', [
      '-r',
      '110',
      '-png',
      file,
      path.join(path.resolve(import.meta.dirname, '../../out/pictures'), 'receipt-pdf'),
    ]);
    return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
