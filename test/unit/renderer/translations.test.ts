import { afterAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../core/contract/display.ts';
import { TABLES } from '../../../renderer/state/language.ts';
import { missingIn } from '../../../renderer/words/complete.ts';
import { en } from '../../../renderer/words/en.ts';
import type { Translation } from '../../../renderer/words/shape.ts';

type Leaf = { readonly path: string; readonly said: unknown; readonly english: unknown };
type Table = Readonly<Record<string, unknown>>;
const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null && !Array.isArray(value);

const leaves = (given: unknown, english: unknown, path = ''): readonly Leaf[] =>
  isTable(given) && isTable(english)
    ? Object.entries(given).flatMap(([name, one]) => leaves(one, english[name], path === '' ? name : `${path}.${name}`))
    : [{ path, said: given, english }];

type Say = (...inputs: readonly unknown[]) => string;

/** What a sentence says about several numbers of things, or about names. */
const spoken = (say: Say, input: number | string): string => say(...Array.from({ length: 4 }, () => input));

/** Columns without a heading, and languages that put nothing behind or between two sentences. */
const MAY_BE_EMPTY: ReadonlySet<string> = new Set(['shift.columns.name', 'sentence.gap', 'sentence.end']);

const COUNTS = [0, 1, 2, 3, 5, 11, 100];
const whole = Object.keys(missingIn({})).length;
const loaded: [string, Translation][] = await Promise.all(
  LANGUAGES.filter((language) => language !== 'en').map(async (language): Promise<[string, Translation]> => [
    language,
    (await TABLES[language]?.()) ?? {},
  ]),
);

afterAll(() => {
  const lines = loaded.map(
    ([language, table]) => `  ${language.padEnd(8)} ${String(missingIn(table).length)} of ${String(whole)}`,
  );
  process.stdout.write(`texts that a language still says in English:\n${lines.join('\n')}\n`);
});

describe.each(loaded)('the words in %s', (language, table) => {
  const all = leaves(table, en);
  const notANumber = new Intl.NumberFormat(`${language}-u-nu-latn`).format(NaN);

  it('are texts, none of them empty or with a hole in it', () => {
    const texts = all.map(({ path, said }) => [path, typeof said === 'function' ? spoken(said as Say, 2) : said] as const);
    const holes = texts.filter(([path, text]) => !MAY_BE_EMPTY.has(path) && /^\s*$|undefined|NaN|\{\d/.test(String(text)));
    expect(holes).toEqual([]);
  });

  it('say a number wherever English says it, for every number', () => {
    const silent = all.flatMap(({ path, said, english }) =>
      typeof said !== 'function' || typeof english !== 'function'
        ? []
        : COUNTS.filter((count) => {
            const [here, there] = [spoken(said as Say, count), spoken(english as Say, count)];
            // One and two may be words; every other number is a number.
            return count > 2 && there.includes(String(count)) && !here.includes(String(count));
          }).map((count) => `${path} (${String(count)})`),
    );
    expect(silent).toEqual([]);
  });

  // A sentence that counts makes NaN of a name, which is how it is told from one that should have said it.
  it('keep the names that a sentence is given, and the places where something is put in', () => {
    const lost = all.filter(({ said, english }) => {
      if (typeof said === 'function' && typeof english === 'function')
        return (
          spoken(english as Say, 'Zoë').includes('Zoë') &&
          !['Zoë', notANumber].some((kept) => spoken(said as Say, 'Zoë').includes(kept))
        );
      return placesOf(said).join() !== placesOf(english).join();
    });
    expect(lost.map(({ path }) => path)).toEqual([]);
  });

  it('keep the names of keys, so that a cashier finds them', () => {
    const lost = all.filter(({ said, english }) => typeof said === 'string' && keysOf(said).join() !== keysOf(english).join());
    expect(lost.map(({ path }) => path)).toEqual([]);
  });
});

const placesOf = (text: unknown): readonly string[] =>
  typeof text === 'string' ? [...text.matchAll(/\{\w+\}/g)].map(String).sort() : [];
const keysOf = (text: unknown): readonly string[] =>
  typeof text === 'string' ? [...text.matchAll(/\b(?:F\d{1,2}|Ctrl [A-Z]|Esc)(?![\p{Script=Latin}\d])/gu)].map(String).sort() : [];
