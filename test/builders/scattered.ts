import { blank, fillRectangle, type Bitmap } from '../../main/printer/raster/bitmap.ts';

/** Black dots scattered by a rule that repeats nowhere near the edges of a band. */
export function scattered(width: number, height: number): Bitmap {
  const picture = blank(width, height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) if ((x * 7 + y * 13) % 5 === 0) fillRectangle(picture, x, y, 1, 1);
  return picture;
}
