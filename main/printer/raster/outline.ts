import { blank, fillRectangle, type Bitmap } from './bitmap.ts';

/** A closed shape as straight lines: x and y by turns, y downwards, in dots. */
export type Contour = readonly number[];

/** A picture and where its upper left corner lies from the origin of its outline. */
export type Mask = { readonly picture: Bitmap; readonly left: number; readonly top: number };

/** A dot is black from this share of ink on, so that the thin strokes of dense characters do not break on 203 dpi heads. */
const INK = 0.42;

/**
 * Fills outlines by exact area coverage: each line adds what it covers to the dots that it crosses, and a sum along the row
 * gives the ink of each dot. Contours that overlap count once. Null when nothing is to be seen.
 */
export function fillOutline(contours: readonly Contour[]): Mask | null {
  const box = bounds(contours);
  if (box === null) return null;
  const { left, top, width, height } = box;
  const ink = new Float32Array((width + 2) * height + 2);
  for (const contour of contours) {
    const count = contour.length;
    for (let at = 0; at < count; at += 2) {
      const [x0, y0] = [(contour[at] ?? 0) - left, (contour[at + 1] ?? 0) - top];
      const [x1, y1] = [(contour[(at + 2) % count] ?? 0) - left, (contour[(at + 3) % count] ?? 0) - top];
      addLine(ink, width + 2, x0, y0, x1, y1);
    }
  }
  return { picture: blackened(ink, width, height), left, top };
}

function bounds(contours: readonly Contour[]): { left: number; top: number; width: number; height: number } | null {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const contour of contours)
    for (let at = 0; at < contour.length; at += 2) {
      const [x, y] = [contour[at] ?? 0, contour[at + 1] ?? 0];
      x0 = Math.min(x0, x);
      x1 = Math.max(x1, x);
      y0 = Math.min(y0, y);
      y1 = Math.max(y1, y);
    }
  if (x1 <= x0 || y1 <= y0) return null;
  const [left, top] = [Math.floor(x0), Math.floor(y0)];
  return { left, top, width: Math.ceil(x1) - left, height: Math.ceil(y1) - top };
}

/** Splits a line at the rows that it crosses. */
function addLine(ink: Float32Array, stride: number, x0: number, y0: number, x1: number, y1: number): void {
  if (y0 === y1) return;
  const sign = y0 < y1 ? 1 : -1;
  const [topX, topY, endX, endY] = y0 < y1 ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
  const slope = (endX - topX) / (endY - topY);
  let x = topX;
  for (let row = Math.floor(topY); row < endY; row += 1) {
    const from = Math.max(topY, row);
    const until = Math.min(endY, row + 1);
    const nextX = x + slope * (until - from);
    addInRow(ink, row * stride, sign * (until - from), Math.min(x, nextX), Math.max(x, nextX));
    x = nextX;
  }
}

/** Spreads the area right of a piece of line over the dots of its row; `height` carries the direction as its sign. */
function addInRow(ink: Float32Array, row: number, height: number, x0: number, x1: number): void {
  const first = Math.floor(x0);
  const last = Math.ceil(x1);
  if (last <= first + 1) {
    const middle = (x0 + x1) / 2 - first;
    bump(ink, row + first, height * (1 - middle));
    bump(ink, row + first + 1, height * middle);
    return;
  }
  const steepness = 1 / (x1 - x0);
  const covered = (x: number): number => {
    const inside = Math.min(Math.max(x - x0, 0), x1 - x0);
    const beyond = Math.max(0, x - x1);
    return steepness * (inside * inside * 0.5) + beyond;
  };
  let before = 0;
  let whole = 0;
  for (let column = first; column <= last; column += 1) {
    const area = covered(column + 1);
    bump(ink, row + column, height * (area - before - whole));
    whole = area - before;
    before = area;
  }
}

const bump = (ink: Float32Array, at: number, by: number): void => {
  ink[at] = (ink[at] ?? 0) + by;
};

function blackened(ink: Float32Array, width: number, height: number): Bitmap {
  const picture = blank(width, height);
  for (let y = 0; y < height; y += 1) {
    let sum = 0;
    for (let x = 0; x < width; x += 1) {
      sum += ink[y * (width + 2) + x] ?? 0;
      if (Math.abs(sum) >= INK) fillRectangle(picture, x, y, 1, 1);
    }
  }
  return picture;
}
