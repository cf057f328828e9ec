import { ThermalPrinter, PrinterTypes } from 'node-thermal-printer';
import { describe, expect, it } from 'vitest';
import { money } from '../../../core/money/money.ts';
import { buildReceipt } from '../../../core/receipt/document.ts';
import { layoutReceipt, type ReceiptLayout } from '../../../core/receipt/layout.ts';
import { RECEIPT_WORDS } from '../../../core/receipt/words/all.ts';
import { CODE_PAGES } from '../../../main/printer/code-pages.ts';
import { drawerKick, encode, pictureLines, PLAIN } from '../../../main/printer/encode.ts';
import { printStoredLogo, storeLogo } from '../../../main/printer/logo.ts';
import { logoPicture } from '../../../main/printer/logo-picture.ts';
import { makePaper } from '../../../main/printer/paper-maker.ts';
import { pictureBytes } from '../../../main/printer/pictures.ts';
import {
  DIALECTS,
  dotsFor,
  EPSON_58MM,
  EPSON_80MM,
  PROFILES,
  STAR_80MM,
  type PrinterProfile,
} from '../../../main/printer/profile.ts';
import { blank, fillRectangle, halved, isBlack, type Bitmap } from '../../../main/printer/raster/bitmap.ts';
import { toPng } from '../../../main/printer/raster/png.ts';
import { BROKEN_PAINTER, directPainter } from '../../builders/direct-painter.ts';
import { decodeEscPos } from '../../builders/escpos-decode.ts';
import { localSale } from '../../builders/receipt-papers.ts';
import { scattered } from '../../builders/scattered.ts';
import { SALE } from '../receipt/facts-samples.ts';

const painter = directPainter();
const layoutOf = (facts: Parameters<typeof buildReceipt>[0], profile: PrinterProfile): ReceiptLayout =>
  layoutReceipt(buildReceipt(facts, RECEIPT_WORDS.en), profile.columns);
const paper = (facts: Parameters<typeof buildReceipt>[0], profile: PrinterProfile) =>
  makePaper(
    { layout: layoutOf(facts, profile), profile, logo: null, brand: null, opensDrawer: false, storesLogo: false },
    painter,
  );
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function sameDots(one: Bitmap, other: Bitmap): boolean {
  for (let y = 0; y < Math.max(one.height, other.height); y += 1)
    for (let x = 0; x < Math.max(one.width, other.width); x += 1) if (isBlack(one, x, y) !== isBlack(other, x, y)) return false;
  return true;
}

const NO_ARTWORK = { hasStoredLogo: false, hasBrand: false };

describe('a picture on its way to the printer', () => {
  it.each([
    [576, 48],
    [384, 131],
    [16, 1],
  ])('of %i by %i dots is read back dot for dot by a decoder that is not ours', async (width, height) => {
    const picture = scattered(width, height);
    const { pictures } = await decodeEscPos(pictureBytes(picture, 'gs-v-0', false), 'cp437');
    let y = 0;
    for (const band of pictures) {
      for (let row = 0; row < band.height; row += 1)
        for (let x = 0; x < width; x += 1)
          expect(x < band.width && band.isBlack(x, row), `${String(x)},${String(y + row)}`).toBe(isBlack(picture, x, y + row));
      y += band.height;
    }
    expect(y).toBe(height);
  });

  it('has no bytes for the white at the right end', () => {
    const picture = blank(576, 48);
    fillRectangle(picture, 0, 0, 10, 48);
    expect(pictureBytes(picture, 'gs-v-0', false)).toHaveLength(8 + 2 * 48);
  });

  it('for Star is what the library that shops use today would send', () => {
    const picture = scattered(576, 48);
    const library = libraryPicture(PrinterTypes.STAR, picture);
    expect(hex(pictureBytes(picture, 'star-bands', false))).toBe(library);
  });

  it('for Brother is what the library would send, but with the whole width in its header and no gap between bands', () => {
    const picture = scattered(240, 48);
    const ours = hex(pictureBytes(picture, 'brother-columns', false));
    expect(ours).toContain(libraryPicture(PrinterTypes.BROTHER, picture).slice(6));
    expect(hex(pictureBytes(scattered(576, 48), 'brother-columns', false))).toContain('1b2a484002');
  });

  it('with half the dots has a quarter of the bytes and is doubled by the printer', () => {
    const picture = scattered(576, 480);
    const [whole, half] = [pictureBytes(picture, 'gs-v-0', false), pictureBytes(picture, 'gs-v-0', true)];
    expect(half.length / whole.length).toBeLessThan(0.27);
    expect(hex(half)).toContain('1d763003');
    expect(halved(blank(3, 3))).toMatchObject({ width: 2, height: 2 });
  });
});

function libraryPicture(type: PrinterTypes, { width, height, ...picture }: Bitmap): string {
  const rgba = Buffer.alloc(width * height * 4, 255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if (isBlack({ width, height, ...picture }, x, y)) rgba.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  const { printer } = new ThermalPrinter({ type, interface: '' }) as unknown as {
    readonly printer: { readonly printImageBuffer: (width: number, height: number, rgba: Buffer) => Buffer };
  };
  return printer.printImageBuffer(width, height, rgba).toString('hex');
}

describe('letters or pictures', () => {
  it('a receipt in plain letters has no picture at all', () => {
    expect(pictureLines(layoutOf(SALE, EPSON_80MM), EPSON_80MM, NO_ARTWORK)).toEqual([]);
  });

  it('only the line with a Chinese wallet is a picture, and nothing is replaced', async () => {
    const facts = { ...SALE, walletBrand: '支付宝' };
    const numbers = pictureLines(layoutOf(facts, EPSON_80MM), EPSON_80MM, NO_ARTWORK);
    expect(numbers).toHaveLength(1);
    const { bytes, replaced } = await paper(facts, EPSON_80MM);
    const { pictures, text } = await decodeEscPos(bytes, 'cp437');
    expect([replaced, pictures.length, text.includes('Wallet')]).toEqual([0, 1, false]);
  });

  it('accented letters are pictures until a person has confirmed the code page', () => {
    const facts = { ...SALE, walletBrand: 'Café' };
    const confirmed = { ...EPSON_80MM, letters: 'code-page' } as const;
    expect(pictureLines(layoutOf(facts, EPSON_80MM), EPSON_80MM, NO_ARTWORK)).toHaveLength(1);
    expect(pictureLines(layoutOf(facts, confirmed), confirmed, NO_ARTWORK)).toEqual([]);
  });

  it('a backslash is a picture, because printers made for Japan and Korea have another sign there', () => {
    expect(pictureLines(layoutOf({ ...SALE, note: 'a\\b' }, EPSON_80MM), EPSON_80MM, NO_ARTWORK)).toHaveLength(1);
  });

  it('paper comes out in letters when nothing can be painted, and the signs that are missing are counted', async () => {
    const layout = layoutOf({ ...SALE, walletBrand: '支付宝' }, EPSON_80MM);
    const { bytes, replaced } = await makePaper(
      { layout, profile: EPSON_80MM, logo: null, brand: null, opensDrawer: false, storesLogo: false },
      BROKEN_PAINTER,
    );
    const { text, barcodes } = await decodeEscPos(bytes, 'cp437');
    expect(replaced).toBe(3);
    expect(text).toContain('42.50 SGD');
    expect(barcodes).toHaveLength(1);
  });

  it('a sign that no font has is a box, and counted', async () => {
    expect((await paper({ ...SALE, note: 'ok 🦄' }, EPSON_80MM)).replaced).toBe(1);
  });

  it('a paper larger than the slow wire allows is made with half the dots', async () => {
    const facts = localSale('zh-Hans');
    const full = await paper(facts, { ...EPSON_80MM, letters: 'none' });
    const bound = { ...EPSON_80MM, letters: 'none', jobBytesMax: Math.floor(full.bytes.length / 2) } as const;
    expect((await paper(facts, bound)).bytes.length).toBeLessThan(bound.jobBytesMax);
  });

  it('the test page shows each sample in letters and as a picture', async () => {
    const { text, pictures } = await decodeEscPos(
      (await paper({ kind: 'test', shop: SALE.shop, counter: 'Till 2', time: SALE.time, samples: ['Zoë'] }, EPSON_80MM)).bytes,
      'cp437',
    );
    expect([text.includes('Zoë'), pictures.length]).toEqual([true, 1]);
  });
});

describe('every family of printers', () => {
  it.each(DIALECTS)('%s prints a sale with its amount, or a picture of it', async (dialect) => {
    const profile = PROFILES[dialect];
    const { bytes, replaced } = await paper({ ...SALE, walletBrand: 'Kakao Pay' }, profile);
    expect(replaced).toBe(0);
    const letters = Buffer.from(bytes).toString('latin1');
    expect(letters.includes('42.50 SGD')).toBe(profile.letters !== 'none');
    expect(letters.startsWith('\u001b@')).toBe(true);
  });

  it.each(DIALECTS.flatMap((dialect) => CODE_PAGES.map((codePage) => ({ dialect, codePage }))))(
    '$dialect selects $codePage without a fault of the library',
    ({ dialect, codePage }) => {
      expect(() => encode(layoutOf(SALE, EPSON_80MM), { ...PROFILES[dialect], codePage })).not.toThrow();
    },
  );

  it('opens the drawer before the first line, with the complete command, when the sale is to open it', () => {
    const layout = layoutOf(SALE, EPSON_80MM);
    expect(hex(encode(layout, EPSON_80MM, { ...PLAIN, opensDrawer: true }).bytes)).toMatch(/^1b401c2e1b74001b70003c78/);
    expect(hex(encode(layout, EPSON_80MM).bytes)).not.toContain('1b7000');
    for (const dialect of ['custom', 'tanca', 'daruma'] as const) expect(hex(drawerKick(PROFILES[dialect]))).toBe('1b70003c78');
  });

  it.each([
    ['epson', '1b420202'],
    ['star', '1b1d191101' + '0a0a' + '1b1d1912010200'],
    ['daruma', '0707'],
  ] as const)('%s sounds its buzzer twice', (dialect, command) => {
    expect(hex(encode(layoutOf(SALE, EPSON_80MM), { ...PROFILES[dialect], buzzerTimes: 2 }).bytes)).toContain(command);
    expect(() => encode(layoutOf(SALE, EPSON_80MM), { ...PROFILES[dialect], buzzerTimes: 10 })).toThrow(RangeError);
  });

  it('draws the symbols itself for a printer that cannot', async () => {
    const facts = { ...SALE, shop: { ...SALE.shop, footerQr: 'https://shop.example' } };
    const { barcodes, qrCodes, pictures } = await decodeEscPos(
      (await paper(facts, { ...EPSON_58MM, symbols: 'picture' })).bytes,
      'cp437',
    );
    expect([barcodes, qrCodes]).toEqual([[], []]);
    expect(pictures.length).toBeGreaterThanOrEqual(2);
  });

  it('has dots of whole bytes for every width', () => {
    expect([32, 42, 48].map((columns) => dotsFor(columns as 32 | 42 | 48) % 8)).toEqual([0, 0, 0]);
    expect(STAR_80MM.dots).toBe(576);
  });
});

describe('the logo', () => {
  const png = Buffer.from(toPng(scattered(64, 32))).toString('base64');
  const facts = { ...SALE, shop: { ...SALE.shop, hasLogo: true } };

  it('is the same dots as its file, never wider than the paper', () => {
    expect(sameDots(logoPicture(png, 576) ?? blank(1, 1), scattered(64, 32))).toBe(true);
    expect(logoPicture(png, 32)).toMatchObject({ width: 32, height: 16 });
    expect(logoPicture('no picture', 576)).toBeNull();
  });

  it('is a picture where the printer does not keep it, and one short command where it does', async () => {
    const picture = scattered(64, 32);
    const order = {
      layout: layoutOf(facts, EPSON_80MM),
      profile: EPSON_80MM,
      logo: picture,
      brand: null,
      opensDrawer: false,
      storesLogo: false,
    };
    const keeping = { ...order, profile: { ...EPSON_80MM, keepsLogo: true } };
    const sent = await makePaper(order, painter);
    const kept = await makePaper(keeping, painter);
    const test = await makePaper({ ...keeping, storesLogo: true }, painter);
    expect([test, kept].map(({ bytes }) => hex(bytes).includes(hex(storeLogo(picture))))).toEqual([true, false]);
    expect((await decodeEscPos(sent.bytes, 'cp437')).pictures).toHaveLength(1);
    expect(hex(kept.bytes)).toContain(hex(printStoredLogo()));
    expect((await decodeEscPos(kept.bytes, 'cp437')).pictures).toHaveLength(0);
  });

  it('is stored with its size and every dot, and refused when it is too large', async () => {
    const stored = storeLogo(scattered(64, 32));
    expect(hex(stored).slice(0, 32)).toBe('1d284c0b013043305044014000200031');
    expect(stored).toHaveLength(16 + 8 * 32);
    const { commands } = await decodeEscPos(Buffer.concat([stored, Buffer.from('AB\n')]), 'cp437');
    expect(commands).toHaveLength(1);
    expect(() => storeLogo(blank(832, 600))).toThrow(RangeError);
  });
});

describe('an amount in a picture', () => {
  it('is never squeezed out of the strip, even the largest', async () => {
    const facts = { ...localSale('ja'), amount: money('JPY', 999_999_999_999_999) };
    const { replaced } = await paper(facts, { ...EPSON_58MM, letters: 'none' });
    expect(replaced).toBe(0);
  });
});
