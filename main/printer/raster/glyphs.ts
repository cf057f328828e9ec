import { fillOutline, type Contour, type Mask } from './outline.ts';
import type { GlyphGroup, PlacedGlyph } from './shape.ts';

/** Draws groups of glyphs. What was drawn before is remembered: letters of the grid one by one, joined words as a whole. */
export type GlyphPress = (group: GlyphGroup) => readonly Mask[];

/** More than a shop's whole vocabulary; forgetting all of it once costs some milliseconds. */
const REMEMBERED_MAX = 20_000;

/** A press without memories yet. */
export function createGlyphPress(): GlyphPress {
  const outlines = new Map<string, readonly Step[]>();
  const masks = new Map<string, Mask | null>();
  const outlineOf = (glyph: PlacedGlyph): readonly Step[] => {
    const key = `${glyph.font.id}:${String(glyph.glyph)}`;
    return remembered(outlines, key, () => glyph.font.font.glyphToJson(glyph.glyph));
  };
  const alone = (glyph: PlacedGlyph): Mask | null => {
    const fraction = glyph.x - Math.floor(glyph.x);
    const key = [glyph.font.id, glyph.glyph, glyph.scaleX, glyph.scaleY, fraction.toFixed(2), glyph.y].join(':');
    const mask = remembered(masks, key, () => fillOutline(contoursOf(outlineOf(glyph), { ...glyph, x: fraction })));
    return mask === null ? null : { ...mask, left: mask.left + Math.floor(glyph.x) };
  };
  const together = (glyphs: readonly PlacedGlyph[]): Mask | null => {
    const start = Math.floor(glyphs[0]?.x ?? 0);
    const moved = glyphs.map((glyph) => ({ ...glyph, x: glyph.x - start }));
    const key = moved.map(({ font, glyph, x, y, scaleX, scaleY }) => [font.id, glyph, x, y, scaleX, scaleY].join(':')).join(' ');
    const mask = remembered(masks, key, () => fillOutline(moved.flatMap((glyph) => contoursOf(outlineOf(glyph), glyph))));
    return mask === null ? null : { ...mask, left: mask.left + start };
  };
  return ({ onGrid, glyphs }) => (onGrid ? glyphs.map(alone) : [together(glyphs)]).filter((mask) => mask !== null);
}

function remembered<Value>(memory: Map<string, Value>, key: string, make: () => Value): Value {
  const known = memory.get(key);
  if (known !== undefined) return known;
  if (memory.size >= REMEMBERED_MAX) memory.clear();
  const made = make();
  memory.set(key, made);
  return made;
}

/** One step of an outline as the font library tells it: a letter of SVG's path language and its numbers in font units. */
type Step = { readonly type: string; readonly values: readonly number[] };

/** Curves become this many straight lines: at 24 to 48 dots nobody sees the corners. */
const CURVE_STEPS = 6;

function contoursOf(steps: readonly Step[], { x, y, scaleX, scaleY }: PlacedGlyph): readonly Contour[] {
  const contours: number[][] = [];
  let contour: number[] = [];
  let [penX, penY] = [0, 0];
  const lineTo = (toX: number, toY: number): void => {
    contour.push(x + toX * scaleX, y - toY * scaleY);
  };
  for (const { type, values } of steps) {
    if (type === 'M') {
      contour = [];
      contours.push(contour);
    }
    const points = [penX, penY, ...values];
    if (type === 'Q') curve(points, quadratic, lineTo);
    else if (type === 'C') curve(points, cubic, lineTo);
    else if (type !== 'Z') lineTo(values[0] ?? 0, values[1] ?? 0);
    penX = values.at(-2) ?? penX;
    penY = values.at(-1) ?? penY;
  }
  return contours;
}

type Weights = (t: number) => readonly number[];
const quadratic: Weights = (t) => [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
const cubic: Weights = (t) => [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3];

function curve(points: readonly number[], weights: Weights, lineTo: (x: number, y: number) => void): void {
  for (let step = 1; step <= CURVE_STEPS; step += 1) {
    const shares = weights(step / CURVE_STEPS);
    lineTo(
      shares.reduce((sum, share, index) => sum + share * (points[2 * index] ?? 0), 0),
      shares.reduce((sum, share, index) => sum + share * (points[2 * index + 1] ?? 0), 0),
    );
  }
}
