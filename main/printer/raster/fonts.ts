import { readFile } from 'node:fs/promises';
import * as hb from 'harfbuzzjs';
import decompress from 'woff2-encoder/decompress';
import type { Family } from './families.ts';
import { filesOf } from './font-files.ts';

/** One opened font file in one weight. */
export type OpenFont = { readonly id: string; readonly font: hb.Font; readonly unitsPerEm: number };

/** Weights that print well on thermal heads: 500 keeps thin strokes, 700 is bold. */
export type Weight = 500 | 700;

type OpenFile = { readonly face: hb.Face; readonly has: ReadonlySet<number>; readonly byWeight: Map<Weight, OpenFont> };

/**
 * The fonts that were opened so far. `open` reads what a text needs and may wait for the disk; `find` is then immediate: the
 * first family of the list that has every character of the cluster, or null when none has.
 */
export type FontShelf = {
  readonly open: (text: string, families: readonly Family[]) => Promise<void>;
  readonly find: (
    cluster: string,
    families: readonly Family[],
    weight: Weight,
  ) => { readonly family: Family; readonly font: OpenFont } | null;
};

/** An empty shelf; files stay open for as long as it lives, because a shop prints the same words all day. */
export function createFontShelf(): FontShelf {
  const open = new Map<string, OpenFile>();
  const opening = new Map<string, Promise<void>>();
  const load = (file: string): Promise<void> => {
    const known = opening.get(file);
    if (known !== undefined) return known;
    const loading = readFont(file).then((font) => void open.set(file, font));
    opening.set(file, loading);
    return loading;
  };
  const find: FontShelf['find'] = (cluster, families, weight) => {
    const codes = visible(cluster);
    for (const family of families) {
      const file = fileWith(family, codes);
      const opened = file === null ? undefined : open.get(file);
      if (file === null || opened === undefined || !codes.every((code) => opened.has.has(code))) continue;
      return { family, font: weighted(file, opened, weight) };
    }
    return null;
  };
  return {
    open: async (text, families) => {
      let missing = [...new Set(visible(text))];
      for (const family of families) {
        const files = filesOf(family).filter(({ ranges }) => missing.some((code) => inRanges(ranges, code)));
        await Promise.all(files.map(({ file }) => load(file)));
        missing = missing.filter((code) => !files.some(({ file }) => open.get(file)?.has.has(code) === true));
        if (missing.length === 0) return;
      }
    },
    find,
  };
}

/** Characters that leave ink or shape others; joiners and selectors ask for no glyph of their own. */
const visible = (text: string): readonly number[] =>
  Array.from(text, (character) => character.codePointAt(0) ?? 0).filter(
    (code) => !(code >= 0x200b && code <= 0x200f) && !(code >= 0xfe00 && code <= 0xfe0f),
  );

const inRanges = (ranges: readonly (readonly [number, number])[], code: number): boolean =>
  ranges.some(([first, last]) => code >= first && code <= last);

/** A cluster is shaped by one file: the one that lists its first character. */
function fileWith(family: Family, codes: readonly number[]): string | null {
  const [first] = codes;
  if (first === undefined) return null;
  return filesOf(family).find(({ ranges }) => inRanges(ranges, first))?.file ?? null;
}

async function readFont(file: string): Promise<OpenFile> {
  const face = new hb.Face(new hb.Blob(await decompress(await readFile(file))));
  return { face, has: new Set(face.collectUnicodes()), byWeight: new Map() };
}

function weighted(file: string, { face, byWeight }: OpenFile, weight: Weight): OpenFont {
  const known = byWeight.get(weight);
  if (known !== undefined) return known;
  const font = new hb.Font(face);
  font.setVariations([new hb.Variation('wght', weight)]);
  const made = { id: `${file}:${String(weight)}`, font, unitsPerEm: face.upem };
  byWeight.set(weight, made);
  return made;
}
