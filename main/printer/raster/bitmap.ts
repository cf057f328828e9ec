/** Dots in black and white, as printers take them: one bit a dot, 1 is black, the leftmost dot in the highest bit, rows of whole bytes. */
export type Bitmap = { readonly width: number; readonly height: number; readonly bits: Uint8Array };

/** Bytes of one row. */
export const strideOf = (width: number): number => Math.ceil(width / 8);

/** White paper. */
export const blank = (width: number, height: number): Bitmap => ({
  width,
  height,
  bits: new Uint8Array(strideOf(width) * height),
});

/** True when the dot is black; outside of the paper it is white. */
export function isBlack({ width, height, bits }: Bitmap, x: number, y: number): boolean {
  if (x < 0 || y < 0 || x >= width || y >= height) return false;
  return ((bits[y * strideOf(width) + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
}

/** Blackens a rectangle; what lies outside of the paper is left out. */
export function fillRectangle(paper: Bitmap, x: number, y: number, width: number, height: number): void {
  const stride = strideOf(paper.width);
  for (let row = Math.max(0, y); row < Math.min(paper.height, y + height); row += 1)
    for (let column = Math.max(0, x); column < Math.min(paper.width, x + width); column += 1) {
      const at = row * stride + (column >> 3);
      paper.bits[at] = (paper.bits[at] ?? 0) | (0x80 >> (column & 7));
    }
}

/** Blackens what is black in `from`, its upper left corner at x, y. */
export function stamp(paper: Bitmap, from: Bitmap, x: number, y: number): void {
  const [stride, own] = [strideOf(paper.width), strideOf(from.width)];
  for (let row = 0; row < from.height; row += 1) {
    const target = y + row;
    if (target < 0 || target >= paper.height) continue;
    for (let byte = 0; byte < own; byte += 1) {
      const value = from.bits[row * own + byte] ?? 0;
      if (value !== 0) stampByte(paper, value, x + byte * 8, target * stride);
    }
  }
}

function stampByte(paper: Bitmap, value: number, x: number, row: number): void {
  for (let bit = 0; bit < 8; bit += 1) {
    const column = x + bit;
    if ((value & (0x80 >> bit)) === 0 || column < 0 || column >= paper.width) continue;
    const at = row + (column >> 3);
    paper.bits[at] = (paper.bits[at] ?? 0) | (0x80 >> (column & 7));
  }
}

/** All pictures below each other, left edges together. */
export function stacked(pictures: readonly Bitmap[], width: number): Bitmap {
  const whole = blank(
    width,
    pictures.reduce((sum, { height }) => sum + height, 0),
  );
  let y = 0;
  for (const picture of pictures) {
    stamp(whole, picture, 0, y);
    y += picture.height;
  }
  return whole;
}

/** Half as wide and half as high: a dot is black when two of its four were, so that thin strokes stay. */
export function halved(from: Bitmap): Bitmap {
  const small = blank(Math.ceil(from.width / 2), Math.ceil(from.height / 2));
  for (let y = 0; y < small.height; y += 1)
    for (let x = 0; x < small.width; x += 1) {
      const black = DOTS.filter(([dx, dy]) => isBlack(from, 2 * x + dx, 2 * y + dy)).length;
      if (black >= 2) fillRectangle(small, x, y, 1, 1);
    }
  return small;
}

const DOTS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const;
