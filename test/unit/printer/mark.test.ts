import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { buildReceipt } from '../../../core/receipt/document.ts';
import { layoutReceipt } from '../../../core/receipt/layout.ts';
import { RECEIPT_WORDS } from '../../../core/receipt/words/all.ts';
import { brandPicture } from '../../../main/printer/logo-picture.ts';
import { makePaper } from '../../../main/printer/paper-maker.ts';
import { EPSON_80MM } from '../../../main/printer/profile.ts';
import { isBlack } from '../../../main/printer/raster/bitmap.ts';
import { BROKEN_PAINTER, directPainter } from '../../builders/direct-painter.ts';
import { decodeEscPos } from '../../builders/escpos-decode.ts';
import { scattered } from '../../builders/scattered.ts';
import { SALE } from '../receipt/facts-samples.ts';

const painter = directPainter();

describe('the Alipay+ mark on paper', () => {
  const mark = scattered(120, 96);
  const order = {
    layout: layoutReceipt(buildReceipt(SALE, RECEIPT_WORDS.en), EPSON_80MM.columns),
    profile: EPSON_80MM,
    logo: null,
    brand: mark,
    opensDrawer: false,
    storesLogo: false,
  };

  it('is the owner’s file in one colour where pictures can be printed, in the place of its text form', async () => {
    const { text, pictures } = await decodeEscPos((await makePaper(order, painter)).bytes, 'cp437');
    // The mark's 96 rows and 24 clear ones above and below, in bands of 48.
    expect(pictures).toHaveLength(3);
    expect(text).not.toContain('Alipay+ Partner');
    expect(text).toContain('42.50 SGD');
  });

  it('is the text form without a file, on printers without pictures, and when nothing can be painted', async () => {
    const plain = { ...EPSON_80MM, pictures: 'none' as const };
    const papers = await Promise.all([
      makePaper({ ...order, brand: null }, painter),
      makePaper({ ...order, profile: plain }, painter),
      makePaper(order, BROKEN_PAINTER),
    ]);
    for (const { bytes } of papers) expect((await decodeEscPos(bytes, 'cp437')).text).toContain('Alipay+ Partner');
  });

  it('is black whatever its colours are, and no picture where one colour would leave nothing to see', () => {
    const filled = (grey: number) => {
      const png = new PNG({ width: 200, height: 100 });
      for (let at = 0; at < 200 * 100; at += 1) png.data.set([grey, grey, 255, at % 200 < 100 ? 255 : 0], at * 4);
      return PNG.sync.write(png).toString('base64');
    };
    const blue = brandPicture(filled(120), 576);
    expect(blue).toMatchObject({ width: 192, height: 96 });
    expect(blue !== null && isBlack(blue, 10, 50)).toBe(true);
    expect(blue !== null && isBlack(blue, 180, 50)).toBe(false);
    expect(brandPicture(filled(255), 576)).toBeNull();
    expect(brandPicture('no picture', 576)).toBeNull();
  });
});
