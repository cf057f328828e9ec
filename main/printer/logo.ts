import { strideOf, type Bitmap } from './raster/bitmap.ts';

/** Under which key the logo lies in the printer's memory: `PD`, two printable characters. */
const KEY = [0x50, 0x44] as const;

/**
 * The bytes that keep a picture in the printer's own memory, where it survives the power switch. To be sent once for each new
 * logo and not with every receipt, because that memory wears out. `GS ( L` function 67
 * (https://download4.epson.biz/sec_pubs/pos/reference_en/escpos/gs_lparen_cl.html). Throws RangeError above 60 kB of dots.
 */
export function storeLogo({ width, height, bits }: Bitmap): Uint8Array {
  const data = bits.subarray(0, strideOf(width) * height);
  if (data.length > LOGO_BYTES_MAX) throw new RangeError('the logo is too large to be kept in a printer');
  const across = strideOf(width) * 8;
  const body = [0x30, 0x43, 0x30, ...KEY, 1, across & 0xff, across >> 8, height & 0xff, height >> 8, 0x31];
  const size = body.length + data.length;
  return Uint8Array.from([0x1d, 0x28, 0x4c, size & 0xff, size >> 8, ...body, ...data]);
}

const LOGO_BYTES_MAX = 60_000;

/** The bytes that print the kept logo, in the middle (function 69). */
export const printStoredLogo = (): Uint8Array =>
  Uint8Array.of(0x1b, 0x61, 1, 0x1d, 0x28, 0x4c, 6, 0, 0x30, 0x45, ...KEY, 1, 1, 0x1b, 0x61, 0);
