import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
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

/** Columns without a heading, numbers without a unit, and languages that put nothing behind or between two sentences. */
const MAY_BE_EMPTY: ReadonlySet<string> = new Set([
  'shift.columns.name',
  'sentence.gap',
  'sentence.end',
  'people.page.ruleUnits.refundWithoutApprovalMinor',
  'people.page.ruleUnits.refundsPerShift',
]);

/** Names of keys, makes and wires, and marks that languages share. */
const SAME_AS_ENGLISH: ReadonlySet<string> = new Set([
  'actor.paydesk',
  'brand',
  'health.gateway.ok',
  'pad.clearShort',
  'pad.enter',
  'people.page.pin',
  'people.page.ruleUnits.refundWithoutApprovalMinor',
  'people.page.ruleUnits.refundsPerShift',
  'printer.kinds.usb',
  ...['star', 'custom', 'tanca', 'brother', 'daruma'].map((family) => `printer.families.${family}`),
  'reports.setupPage.participant',
  'scanner.suffixes.tab',
  'scanner.wires.hid',
  'sentence.comma',
  'sentence.end',
  'sentence.gap',
  'shift.columns.name',
]);

/** Words that happen to be the same in one language. */
const SAME_BY_CHANCE: ReadonlySet<string> = new Set([
  'de page.wallet',
  'de pc.scanner',
  'de history.columns.wallet',
  'es people.roles.supervisor',
]);

/** What is said about the customer's money: never in a language that the cashier did not choose. */
const MONEY = ['face', 'advice', 'doubt', 'alarm', 'cancelDialog', 'refundDialog', 'refundState'];

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

  it('are not the English ones, but for names and marks', () => {
    const same = all.filter(
      ({ path, said, english }) => said === english && !SAME_AS_ENGLISH.has(path) && !SAME_BY_CHANCE.has(`${language} ${path}`),
    );
    expect(same.map(({ path }) => path)).toEqual([]);
  });

  it('say everything about the customer’s money', () => {
    expect(missingIn(table).filter((lacking) => MONEY.includes(lacking.split('.')[0] ?? ''))).toEqual([]);
  });

  it('are counted in every form that the language has', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const short = patternsOf(language).flatMap((pattern) =>
      pluralsIn(
        new IntlMessageFormat(pattern, language, undefined, { ignoreTag: true }).getAst() as readonly object[] as readonly Part[],
      )
        .filter((told) => !forms.every((form) => told.includes(form)))
        .map(() => pattern),
    );
    expect(short).toEqual([]);
  });

  it('keep the names of keys, so that a cashier finds them', () => {
    const lost = all.filter(({ said, english }) => typeof said === 'string' && keysOf(said).join() !== keysOf(english).join());
    expect(lost.map(({ path }) => path)).toEqual([]);
  });
});

it.each(['zh-Hans', 'zh-Hant'])('nothing is left in English in %s', (language) => {
  const table = loaded.find(([id]) => id === language)?.[1] ?? {};
  expect(missingIn(table)).toEqual([]);
});

const placesOf = (text: unknown): readonly string[] =>
  typeof text === 'string' ? [...text.matchAll(/\{\w+\}/g)].map(String).sort() : [];
const keysOf = (text: unknown): readonly string[] =>
  typeof text === 'string'
    ? [...text.matchAll(/\b(?:F\d{1,2}|Ctrl [A-Z]|Esc)(?![\p{Script=Latin}\d])/gu)].map(String).sort()
    : [];

const FOLDER = path.resolve(import.meta.dirname, '../../../renderer/words');

/** The ICU messages as they stand in the files of a language. */
const patternsOf = (language: string): readonly string[] =>
  readdirSync(FOLDER)
    .filter((file) => new RegExp(`^${language.toLowerCase()}(?:-office)?\\.ts$`).test(file))
    .flatMap((file) => [...readFileSync(path.join(FOLDER, file), 'utf8').matchAll(/say\(\s*(['"`])(.*?)\1,?\s*\)/gs)])
    .map(([, , pattern]) => pattern ?? '');

type Part = { readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>; readonly pluralType?: string };

/** The forms that each plural of a message tells. */
const pluralsIn = (parts: readonly Part[]): readonly (readonly string[])[] =>
  parts.flatMap(({ options, pluralType }) =>
    options === undefined
      ? []
      : [
          ...(pluralType === undefined ? [] : [Object.keys(options)]),
          ...Object.values(options).flatMap(({ value }) => pluralsIn(value)),
        ],
  );
