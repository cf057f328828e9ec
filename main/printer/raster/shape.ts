import * as hb from 'harfbuzzjs';
import { visualRuns, type DirectedRun } from '../../../core/receipt/bidi.ts';
import { clusterCells, graphemes } from '../../../core/receipt/width.ts';
import type { ReceiptLanguage } from '../../../core/receipt/words.ts';
import { FAMILIES, type Family } from './families.ts';
import type { FontShelf, OpenFont, Weight } from './fonts.ts';

/** One glyph: where its origin stands, in dots from the start of the text, y downwards. Scales turn font units into dots. */
export type PlacedGlyph = {
  readonly font: OpenFont;
  readonly glyph: number;
  readonly x: number;
  readonly y: number;
  readonly scaleX: number;
  readonly scaleY: number;
};

/** Glyphs that are drawn as one shape, because joined letters must not break at rounded places; `onGrid` ones stand alone. */
export type GlyphGroup = { readonly onGrid: boolean; readonly glyphs: readonly PlacedGlyph[] };

/** A text as glyphs from left to right. `missing` counts the characters that no bundled font has; each is a box. */
export type ShapedText = { readonly groups: readonly GlyphGroup[]; readonly widthDots: number; readonly missing: number };

/** How a text is to be set: `cellDots` is the width of one column. */
export type TextSetting = {
  readonly language: ReceiptLanguage;
  readonly reading: 'ltr' | 'rtl';
  readonly weight: Weight;
  readonly cellDots: number;
  readonly families: readonly Family[];
};

/** `family` is null for a character that no font has; `font` then has the box to draw for it. */
type Piece = { readonly text: string; readonly cells: number; readonly family: Family | null; readonly font: OpenFont | null };

/** Fonts are drawn for cells of 12 dots; wider cells scale everything. */
const DESIGN_CELL = 12;

/** Shapes one line. The shelf must have opened the fonts for it. */
export function shapeText(text: string, setting: TextSetting, shelf: FontShelf): ShapedText {
  const groups: GlyphGroup[] = [];
  let x = 0;
  let missing = 0;
  for (const run of visualRuns(text, setting.reading)) {
    for (const piece of piecesOf(run, setting, shelf)) {
      if (piece.family === null) missing += 1;
      const shaped = shapePiece(piece, run.isRtl, setting);
      groups.push({ onGrid: shaped.onGrid, glyphs: shaped.glyphs.map((glyph) => ({ ...glyph, x: glyph.x + x })) });
      x += shaped.width;
    }
  }
  return { groups, widthDots: x, missing };
}

/** Clusters of a run in the order in which they stand, neighbours of one proportional font joined so that they shape together. */
function piecesOf(run: DirectedRun, setting: TextSetting, shelf: FontShelf): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const piece of graphemes(run.text).flatMap((cluster) => clusterPieces(cluster, setting, shelf))) {
    const last = pieces.at(-1);
    if (last !== undefined && joins(last, piece))
      pieces[pieces.length - 1] = { ...last, text: last.text + piece.text, cells: last.cells + piece.cells };
    else pieces.push(piece);
  }
  return run.isRtl ? pieces.reverse() : pieces;
}

/** A cluster as a whole where one font has all of it, else its characters one by one, so that a letter is not lost with its mark. */
function clusterPieces(cluster: string, { families, weight }: TextSetting, shelf: FontShelf): readonly Piece[] {
  const found = shelf.find(cluster, families, weight);
  if (found !== null) return [{ text: cluster, cells: clusterCells(cluster), ...found }];
  return Array.from(cluster, (character) => ({
    text: character,
    cells: clusterCells(character),
    ...(shelf.find(character, families, weight) ?? { family: null, font: shelf.find(BOXED, families, weight)?.font ?? null }),
  }));
}

/** A character whose font also has the box for what is missing: glyph 0 of every font. */
const BOXED = '0';

const joins = (last: Piece, { family, font }: Piece): boolean =>
  family !== null && last.font === font && last.family === family && !FAMILIES[family].onGrid;

type ShapedPiece = { readonly onGrid: boolean; readonly glyphs: readonly PlacedGlyph[]; readonly width: number };

function shapePiece({ text, cells, family, font }: Piece, isRtl: boolean, setting: TextSetting): ShapedPiece {
  const zoom = setting.cellDots / DESIGN_CELL;
  if (font === null) return { onGrid: true, glyphs: [], width: cells * setting.cellDots };
  const { emDots, onGrid } = FAMILIES[family ?? 'mono'];
  const scaleY = (emDots * zoom) / font.unitsPerEm;
  const glyphs = family === null ? [boxOf(font)] : glyphsOf(text, isRtl, font, setting.language);
  const advance = glyphs.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
  const cellWidth = cells * setting.cellDots;
  const scaleX = onGrid && advance > 0 ? Math.min(scaleY, cellWidth / advance) : scaleY;
  let pen = onGrid ? (cellWidth - advance * scaleX) / 2 : 0;
  const placed = glyphs.map(({ codepoint, xAdvance, xOffset, yOffset }): PlacedGlyph => {
    const x = pen + xOffset * scaleX;
    pen += xAdvance * scaleX;
    return { font, glyph: codepoint, x, y: -yOffset * scaleY, scaleX, scaleY };
  });
  return { onGrid, glyphs: placed, width: onGrid ? cellWidth : pen };
}

const boxOf = ({ font }: OpenFont): ShapedGlyph => ({
  codepoint: 0,
  xAdvance: font.glyphHAdvance(0),
  yAdvance: 0,
  xOffset: 0,
  yOffset: 0,
});

type ShapedGlyph = Readonly<{ codepoint: number } & hb.GlyphPosition>;

/** Shaping one character costs more than drawing it, and a shop's characters repeat. */
const shapedBefore = new Map<string, readonly ShapedGlyph[]>();
const SHAPED_MAX = 20_000;

function glyphsOf(text: string, isRtl: boolean, font: OpenFont, language: string): readonly ShapedGlyph[] {
  const key = `${font.id}:${language}:${String(isRtl)}:${text}`;
  const known = shapedBefore.get(key);
  if (known !== undefined) return known;
  if (shapedBefore.size >= SHAPED_MAX) shapedBefore.clear();
  const glyphs = shapeNow(text, isRtl, font, language);
  shapedBefore.set(key, glyphs);
  return glyphs;
}

function shapeNow(text: string, isRtl: boolean, { font }: OpenFont, language: string): readonly ShapedGlyph[] {
  const buffer = new hb.Buffer();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  buffer.setDirection(isRtl ? hb.Direction.RTL : hb.Direction.LTR);
  buffer.setLanguage(language);
  hb.shape(font, buffer);
  const positions = buffer.getGlyphPositions();
  return buffer.getGlyphInfos().map(({ codepoint }, index) => ({
    codepoint,
    ...(positions[index] ?? { xAdvance: 0, yAdvance: 0, xOffset: 0, yOffset: 0 }),
  }));
}
