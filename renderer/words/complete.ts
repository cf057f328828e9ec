import { en } from './en.ts';
import type { Translation, Words } from './shape.ts';

/** A table in which nothing is missing: what the language leaves out is English. */
export const complete = (translation: Translation): Words => fill(en, translation) as Words;

/** The texts that a language leaves out, by their path in the table, such as `face.paid.word`. */
export const missingIn = (translation: Translation): readonly string[] => missing(en, translation, '');

type Table = Readonly<Record<string, unknown>>;

/** A list counts as one text: its entries belong together. */
const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null && !Array.isArray(value);

function fill(source: unknown, given: unknown): unknown {
  if (given === undefined) return source;
  if (!isTable(source) || !isTable(given)) return given;
  return Object.fromEntries(Object.entries(source).map(([name, text]) => [name, fill(text, given[name])]));
}

function missing(source: unknown, given: unknown, path: string): readonly string[] {
  if (!isTable(source)) return given === undefined ? [path] : [];
  const table = isTable(given) ? given : {};
  return Object.entries(source).flatMap(([name, text]) => missing(text, table[name], path === '' ? name : `${path}.${name}`));
}
