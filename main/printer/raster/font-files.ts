import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { FAMILIES, type Family } from './families.ts';

/** One file of a family and the characters that it holds, as pairs of first and last code point. */
export type FontFile = { readonly file: string; readonly ranges: readonly (readonly [first: number, last: number])[] };

const here = createRequire(import.meta.url);
const known = new Map<Family, readonly FontFile[]>();

/** The files of a family. Each font package lists which of its files holds which characters, so that a receipt opens few of them. */
export function filesOf(family: Family): readonly FontFile[] {
  const found = known.get(family) ?? readFamily(FAMILIES[family].package);
  known.set(family, found);
  return found;
}

function readFamily(name: string): readonly FontFile[] {
  const folder = path.dirname(here.resolve(`@fontsource-variable/${name}/package.json`));
  const ranges: unknown = JSON.parse(readFileSync(path.join(folder, 'unicode.json'), 'utf8'));
  return Object.entries(ranges as Readonly<Record<string, string>>).map(([subset, list]) => ({
    file: path.join(folder, 'files', `${name}-${subset.replace(/[[\]]/g, '')}-wght-normal.woff2`),
    ranges: list.split(',').map(readRange),
  }));
}

/** `U+4E00-9FFF` or `U+20AC`. */
function readRange(text: string): readonly [number, number] {
  const [first = '', last = first] = text.trim().slice(2).split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}
