import type { PrinterProfile } from './profile.ts';
import { blank, halved, stamp, strideOf, type Bitmap } from './raster/bitmap.ts';

const ESC = 0x1b;
const GS = 0x1d;
const LF = 0x0a;

/** Rows in one command: small enough that the head moves while the rest is still on the wire. */
const BAND_ROWS = 48;

/**
 * The bytes of a picture for a printer. `isHalf` sends half the dots each way and lets the printer double them, a quarter of
 * the bytes; only `GS v 0` can (https://download4.epson.biz/sec_pubs/pos/reference_en/escpos/gs_lv_0.html).
 */
export function pictureBytes(picture: Bitmap, how: PrinterProfile['pictures'], isHalf: boolean): Uint8Array {
  switch (how) {
    case 'gs-v-0':
      return isHalf ? gsV0(halved(picture), 3) : gsV0(picture, 0);
    case 'star-bands':
      return starBands(picture);
    case 'brother-columns':
      return brotherColumns(picture);
    case 'none':
      return new Uint8Array();
  }
}

/** White at the right end of a band is not sent. */
function gsV0(picture: Bitmap, mode: 0 | 3): Uint8Array {
  const rows = mode === 3 ? BAND_ROWS / 2 : BAND_ROWS;
  return joined(
    bands(picture, rows).map((band) => {
      const { width, height, bits } = cropped(band);
      const stride = strideOf(width);
      return [
        Uint8Array.of(GS, 0x76, 0x30, mode, stride & 0xff, stride >> 8, height & 0xff, height >> 8),
        bits.subarray(0, stride * height),
      ];
    }),
  );
}

/** Star Line mode: bands of 24 rows, a line feed of 3 mm (24 dots) after each, then the usual 4 mm again. */
function starBands(picture: Bitmap): Uint8Array {
  const sent = bands(picture, 24).map((band) => {
    const full = cropped(withHeight(band, 24));
    return [Uint8Array.of(ESC, 0x6b, strideOf(full.width), 0), full.bits, Uint8Array.of(LF)];
  });
  return joined([[Uint8Array.of(ESC, 0x30)], ...sent, [Uint8Array.of(ESC, 0x7a, 0x01)]]);
}

/** Brother's ESC/P: bands of 48 rows sent column by column, the highest dot first. */
function brotherColumns(picture: Bitmap): Uint8Array {
  const sent = bands(picture, 48).map((band) => {
    const { width, bits } = withHeight(band, 48);
    const stride = strideOf(width);
    const columns = new Uint8Array(width * 6);
    for (let x = 0; x < width; x += 1)
      for (let y = 0; y < 48; y += 1)
        if (((bits[y * stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0)
          columns[x * 6 + (y >> 3)] = (columns[x * 6 + (y >> 3)] ?? 0) | (0x80 >> (y & 7));
    return [Uint8Array.of(ESC, 0x2a, 72, width & 0xff, width >> 8), columns, Uint8Array.of(LF)];
  });
  return joined([[Uint8Array.of(ESC, 0x33, 48)], ...sent, [Uint8Array.of(ESC, 0x32)]]);
}

function bands({ width, height, bits }: Bitmap, rows: number): readonly Bitmap[] {
  const stride = strideOf(width);
  const found: Bitmap[] = [];
  for (let y = 0; y < height; y += rows) {
    const high = Math.min(rows, height - y);
    found.push({ width, height: high, bits: bits.subarray(y * stride, (y + high) * stride) });
  }
  return found;
}

function withHeight(band: Bitmap, height: number): Bitmap {
  if (band.height === height) return band;
  const whole = blank(band.width, height);
  stamp(whole, band, 0, 0);
  return whole;
}

/** Without the white bytes at its right end; one byte at least. */
function cropped(band: Bitmap): Bitmap {
  const stride = strideOf(band.width);
  let needed = 1;
  for (let y = 0; y < band.height; y += 1)
    for (let x = stride - 1; x >= needed; x -= 1) if (band.bits[y * stride + x] !== 0) needed = x + 1;
  if (needed === stride) return band;
  const narrow = blank(needed * 8, band.height);
  stamp(narrow, band, 0, 0);
  return narrow;
}

const joined = (parts: readonly (readonly Uint8Array[])[]): Uint8Array => Uint8Array.from(Buffer.concat(parts.flat()));
