import { PNG } from 'pngjs';
import { blank, fillRectangle, isBlack, type Bitmap } from './raster/bitmap.ts';

/** No taller than this, so that a logo never costs more paper than the receipt. */
const HEIGHT_MAX = 240;

/** Darker than this share of white is black. */
const DARK = 0.5;

/** A mark is printed in one colour, black, so everything that is not nearly white becomes it; no taller than 12 mm at 203 dots an inch. */
const BRAND_DARK = 0.85;
const BRAND_HEIGHT_MAX = 96;
/** A mark that is nearly all paper, or nearly all black, cannot be told from either. */
const INK_MIN = 0.02;
const INK_MAX = 0.97;

/**
 * A PNG picture in base64 as dots, no wider than the paper and no taller than 30 mm; it is only ever made smaller. Transparent
 * is white. Null when it cannot be read as a picture.
 */
export const logoPicture = (base64: string, dots: number): Bitmap | null => oneBit(base64, dots, HEIGHT_MAX, DARK);

/** The same for the owner's Alipay+ mark, with clear space beside it; null when it cannot be told from the paper in one colour. */
export function brandPicture(base64: string, dots: number): Bitmap | null {
  const picture = oneBit(base64, Math.floor(dots * 0.75), BRAND_HEIGHT_MAX, BRAND_DARK);
  if (picture === null) return null;
  const ink = inkOf(picture);
  return ink < INK_MIN || ink > INK_MAX ? null : picture;
}

function inkOf(picture: Bitmap): number {
  let black = 0;
  for (let y = 0; y < picture.height; y += 1) for (let x = 0; x < picture.width; x += 1) if (isBlack(picture, x, y)) black += 1;
  return black / (picture.width * picture.height);
}

function oneBit(base64: string, dots: number, heightMax: number, dark: number): Bitmap | null {
  const png = readPng(base64);
  if (png === null || png.width === 0 || png.height === 0) return null;
  const scale = Math.min(1, dots / png.width, heightMax / png.height);
  const picture = blank(Math.max(1, Math.floor(png.width * scale)), Math.max(1, Math.floor(png.height * scale)));
  for (let y = 0; y < picture.height; y += 1)
    for (let x = 0; x < picture.width; x += 1)
      if (lightness(png, x / scale, y / scale, 1 / scale) < dark) fillRectangle(picture, x, y, 1, 1);
  return picture;
}

function readPng(base64: string): PNG | null {
  try {
    return PNG.sync.read(Buffer.from(base64, 'base64'));
  } catch {
    return null;
  }
}

/** How light the square of `side` pixels is on average, 0 to 1. */
function lightness({ width, height, data }: PNG, left: number, top: number, side: number): number {
  let sum = 0;
  let count = 0;
  for (let y = Math.floor(top); y < Math.min(height, Math.ceil(top + side)); y += 1)
    for (let x = Math.floor(left); x < Math.min(width, Math.ceil(left + side)); x += 1) {
      const at = (y * width + x) * 4;
      const alpha = (data[at + 3] ?? 0) / 255;
      const gray = (0.2126 * (data[at] ?? 0) + 0.7152 * (data[at + 1] ?? 0) + 0.0722 * (data[at + 2] ?? 0)) / 255;
      sum += gray * alpha + 1 - alpha;
      count += 1;
    }
  return count === 0 ? 1 : sum / count;
}
