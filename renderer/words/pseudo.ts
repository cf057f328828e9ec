import { en } from './en.ts';
import type { Words } from './shape.ts';

const LONGER = 0.4;

const PLAIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const WITH_MARKS = 'ÅßÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž';
const MARKED: ReadonlyMap<string, string> = new Map(Array.from(PLAIN, (letter, index) => [letter, WITH_MARKS[index] ?? letter]));

/**
 * English in disguise, to find what no table says and what does not fit: letters with marks, two fifths longer as German would be,
 * and between brackets, so that a text that is put together from pieces, or cut off, shows.
 */
export const pseudo: Words = disguise(en) as Words;

/** The same for any table of words. */
export function disguise(value: unknown): unknown {
  if (typeof value === 'string') return disguised(value);
  if (typeof value === 'function') return (...inputs: readonly unknown[]) => disguised(String((value as Say)(...inputs)));
  if (Array.isArray(value)) return value.map(disguise);
  return Object.fromEntries(Object.entries(value as object).map(([name, text]) => [name, disguise(text)]));
}

type Say = (...inputs: readonly unknown[]) => unknown;

/** `Paid` becomes `⟦Þåîð··⟧`; what is put in by `{name}` keeps its name. */
function disguised(text: string): string {
  if (text === '') return '';
  const marked = text.replaceAll(/\{\w+\}|[A-Za-z]/g, (found) => MARKED.get(found) ?? found);
  return `⟦${marked}${'·'.repeat(Math.ceil(text.length * LONGER))}⟧`;
}
